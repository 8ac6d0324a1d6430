/** Those who want to hear what happens in a book. */
export interface Listeners<Event> {
  tell(book_id: string, event: Event): void;
  /** Returns how to hear no more. */
  listen(book_id: string, hear: (event: Event) => void): () => void;
}

/** Nobody listens yet. */
export function newListeners<Event>(): Listeners<Event> {
  const listeners = new Map<string, Set<(event: Event) => void>>();
  return {
    tell(book_id, event) {
      for (const hear of listeners.get(book_id) ?? []) hear(event);
    },
    listen(book_id, hear) {
      const all = listeners.get(book_id) ?? new Set();
      listeners.set(book_id, all.add(hear));
      return () => {
        all.delete(hear);
        if (all.size === 0) listeners.delete(book_id);
      };
    },
  };
}
