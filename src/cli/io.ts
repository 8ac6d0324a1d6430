/** Somewhere to write lines. `columns` is set where a person looks at it. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What the command line touches of the world: two outputs, the environment, and Ctrl-C. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls `stop` at the first Ctrl-C until the returned function is called; a second one ends the program at once. */
  onInterrupt(stop: () => void): () => void;
}

const EXIT_INTERRUPTED = 130;

/** The terminal that the program was started from. */
export function terminal(): Io {
  for (const output of [process.stdout, process.stderr]) output.on('error', ignoreClosedPipe);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    onInterrupt(stop) {
      let isStopping = false;
      const interrupt = (): void => {
        if (isStopping) process.exit(EXIT_INTERRUPTED);
        isStopping = true;
        stop();
      };
      process.on('SIGINT', interrupt);
      process.on('SIGTERM', interrupt);
      return () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    },
  };
}

/** Whoever reads the output may stop early (`| head`); the work goes on without a reader. */
function ignoreClosedPipe(error: Error & { code?: string }): void {
  if (error.code !== 'EPIPE') throw error;
}
