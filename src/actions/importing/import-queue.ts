import { newBookQueue } from '../book-queue.ts';

/** Runs work that changes a book's facts, one after another; other processes wait at `lock_book`. */
export const oneAtATime = newBookQueue();
