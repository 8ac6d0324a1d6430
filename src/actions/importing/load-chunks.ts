import { rm } from 'node:fs/promises';
import type { Executor } from '../../store/driver.ts';
import { loadFacts } from '../../store/facts/facts.ts';
import { nextBatchId } from '../../store/imports/imports.ts';
import type { StagedFile } from './import-messages.ts';
import { type FileInHand, progress } from './import-run.ts';

/**
 * The chunks of one table on their way into the book, as a batch of its own: as many at once as cores are free, or one after
 * another where they are live at once, in the transaction that writes them down.
 */
export class ChunkLoads {
  readonly #file: FileInHand;
  readonly #on: Executor;
  readonly #live: boolean;
  readonly #loads: Promise<void>[] = [];
  #batch_id: bigint | undefined;
  #facts = 0;
  #over = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(file: FileInHand, on: Executor, live: boolean) {
    this.#file = file;
    this.#on = on;
    this.#live = live;
  }

  /** Puts a chunk in line. @throws what went wrong with one before it */
  async add(chunk: StagedFile): Promise<void> {
    const { run, index } = this.#file;
    const batch_id = await this.#batch();
    const load = run.permits.load(index, () => this.#load(chunk, batch_id));
    this.#loads.push(load.catch((error: unknown) => this.#fail(error)));
    if (this.#live) await this.#loads.at(-1);
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Waits for all chunks. @throws what went wrong with one */
  async end(): Promise<{ readonly batch_id: bigint; readonly facts: number }> {
    const batch_id = await this.#batch();
    await Promise.all(this.#loads);
    if (this.#failure !== undefined) throw this.#failure.error;
    return { batch_id, facts: this.#facts };
  }

  /** Leaves the chunks that are in line, and waits for those that are not. */
  async drop(): Promise<void> {
    this.#over = true;
    await Promise.all(this.#loads);
  }

  async #batch(): Promise<bigint> {
    this.#batch_id ??= await nextBatchId(this.#on);
    return this.#batch_id;
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#over = true;
  }

  async #load({ path, kind, channel, facts }: StagedFile, batch_id: bigint): Promise<void> {
    if (this.#over) return;
    const { run, reading } = this.#file;
    const { book_id, store } = run.book;
    const batch = { book_id, batch_id, kind, channel };
    const count = await loadFacts(this.#on, batch, [path], { form: store.engine.staging, live: this.#live });
    if (count !== facts) throw new TypeError(`${facts} facts were staged and ${count} loaded`);
    await rm(path, { force: true });
    this.#facts += count;
    run.rows.set(reading.task, (run.rows.get(reading.task) ?? 0) + count);
    progress(run, reading.task, 'loading', run.sizes.get(reading.task) ?? 0);
  }
}
