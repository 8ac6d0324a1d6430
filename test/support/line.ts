import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be cut, and be there again. */
export interface Line {
  /** `http://127.0.0.1:PORT`, which leads to the server. */
  readonly origin: string;
  /** Ends all that goes over the line, and lets nothing through. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Lays a line to a server of this machine. */
export async function lineTo(origin: string): Promise<Line> {
  const { port, hostname } = new URL(origin);
  const ends = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
    return undefined;
  });
  const cut = (): void => {
    isCut = true;
    for (const end of ends) end.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      isCut = false;
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
