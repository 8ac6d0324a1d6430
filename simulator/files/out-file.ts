import { closeSync, openSync, writeSync } from 'node:fs';
import type { ByteTarget } from './byte-sink.ts';

/** A file written from front to back, with the right to put a few bytes right afterwards. */
export class OutFile implements ByteTarget {
  size = 0;
  private readonly fd: number;

  constructor(path: string) {
    this.fd = openSync(path, 'w');
  }

  write(bytes: Uint8Array): void {
    writeAll(this.fd, bytes, this.size);
    this.size += bytes.length;
  }

  /** Overwrites bytes that were written before. */
  patch(position: number, bytes: Uint8Array): void {
    writeAll(this.fd, bytes, position);
  }

  close(): void {
    closeSync(this.fd);
  }
}

function writeAll(fd: number, bytes: Uint8Array, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(fd, bytes, written, bytes.length - written, position + written);
  }
}
