import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A staging file that is complete. */
export interface StagingFile {
  readonly path: string;
  readonly lines: number;
  /** No line is longer than what was written at once. */
  readonly line_bytes_max: number;
}

/** Writes lines to staging files, each begun when the one before is full. Writing waits for the disk: for worker threads only. */
export interface StagingWriter {
  write(lines: Uint8Array, count: number): void;
  /** Whether the current file has reached its size. */
  isFull(): boolean;
  /** Ends the current file; null when nothing was written since the last. */
  end(): StagingFile | null;
}

/** Files of about `bytes_max` in a folder, named with `prefix` and a count. */
export function stagingWriter(folder: string, prefix: string, bytes_max: number): StagingWriter {
  let file: number | null = null;
  let name = '';
  let count = 0;
  let bytes = 0;
  let lines_written = 0;
  let line_bytes_max = 0;
  return {
    write(lines, line_count) {
      if (lines.length === 0) return;
      if (file === null) {
        name = path.join(folder, `${prefix}-${count++}.tsv`);
        file = openSync(name, 'w');
      }
      for (let at = 0; at < lines.length; ) at += writeSync(file, lines, at);
      bytes += lines.length;
      lines_written += line_count;
      line_bytes_max = Math.max(line_bytes_max, lines.length);
    },
    isFull: () => bytes >= bytes_max,
    end() {
      if (file === null) return null;
      closeSync(file);
      const ended = { path: name, lines: lines_written, line_bytes_max };
      file = null;
      bytes = 0;
      lines_written = 0;
      line_bytes_max = 0;
      return ended;
    },
  };
}
