import { closeSync, openSync, writeSync } from 'node:fs';
import type { Kernel } from '../../kernel/kernel.ts';
import type { FactSink } from '../../model/fact-sink.ts';
import type { FactKind } from '../../model/facts.ts';
import { LineBuffer } from '../../staging/line-buffer.ts';
import type { StagingForm } from '../../store/driver.ts';
import { STAGING_COLUMNS } from '../../store/facts/staging.ts';
import { ParquetBuffer } from '../../store/parquet/parquet-buffer.ts';

/**
 * Facts of a staging file: a row group of the embedded engine, which takes over whole ones as they are and puts parts
 * together, at the cost of loading them twice.
 */
const FACTS_MAX = 122_880;
/** As much as memory has room for, where facts are long. */
const BYTES_MAX = 64 * 1024 ** 2;

/** A staging file that is complete. */
export interface WrittenChunk {
  readonly path: string;
  readonly facts: number;
}

/** Writes the facts of one table to staging files, named with `prefix` and a count. Writing waits for the disk: for worker threads only. */
export class ChunkWriter {
  readonly #prefix: string;
  readonly #form: StagingForm;
  readonly #kernel: Kernel;
  #sink: FactSink = new LineBuffer(0);
  #count = 0;
  #written: WrittenChunk[] = [];

  /** Columns are made in the kernel. */
  constructor(prefix: string, form: StagingForm, kernel: Kernel) {
    this.#kernel = kernel;
    this.#prefix = prefix;
    this.#form = form;
  }

  /** What takes the facts. */
  newSink(kind: FactKind): FactSink {
    const write = (parts: readonly Uint8Array[], facts: number): void => this.#write(parts, facts);
    const isOfColumns = this.#form === 'columns';
    this.#sink = isOfColumns
      ? new ParquetBuffer(STAGING_COLUMNS[kind], FACTS_MAX, write, this.#kernel)
      : new LineBuffer();
    return this.#sink;
  }

  /** The files that have become full since the last call. */
  full(): readonly WrittenChunk[] {
    const { count, size } = this.#sink;
    return count >= FACTS_MAX || size >= BYTES_MAX ? this.rest() : this.#take();
  }

  /** The files since the last call, with all facts in them. */
  rest(): readonly WrittenChunk[] {
    const { count } = this.#sink;
    if (count > 0) this.#write(this.#sink.take(), count);
    return this.#take();
  }

  #take(): readonly WrittenChunk[] {
    const written = this.#written;
    this.#written = [];
    return written;
  }

  #write(parts: readonly Uint8Array[], facts: number): void {
    const path = `${this.#prefix}-${this.#count++}`;
    writeParts(path, parts);
    this.#written.push({ path, facts });
  }
}

/** Parts are written one by one: put together first they would be in memory twice. */
function writeParts(file: string, parts: readonly Uint8Array[]): void {
  const target = openSync(file, 'w');
  try {
    for (const part of parts) writeWhole(target, part);
  } finally {
    closeSync(target);
  }
}

function writeWhole(target: number, part: Uint8Array): void {
  for (let at = 0; at < part.length; ) at += writeSync(target, part, at);
}
