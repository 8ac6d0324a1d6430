import type { Store } from './driver.ts';

/** What was found out in one state of a database, the oldest first. */
interface Kept {
  readonly changes: number;
  readonly found: Map<string, Promise<unknown>>;
}

/** So much is kept of a database. */
const FOUND_MAX = 100;

const kept = new WeakMap<Pick<Store, 'changes'>, Kept>();

/**
 * What `find` finds out of a database, found out once until the database changes, also for those who ask while it is being found.
 * `asked` tells it from all else that is kept of the database. A failure is not kept, and nothing of a database that other
 * processes can change.
 */
export function keptUntilChange<T>(
  store: Pick<Store, 'changes'>,
  asked: string,
  find: () => Promise<T>,
): Promise<T> {
  const changes = store.changes();
  if (changes === null) return find();
  const found = foundAt(store, changes);
  const known = found.get(asked) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const finding = find();
  found.set(asked, finding);
  finding.catch(() => found.delete(asked));
  for (const oldest of found.keys()) {
    if (found.size <= FOUND_MAX) break;
    found.delete(oldest);
  }
  return finding;
}

function foundAt(store: Pick<Store, 'changes'>, changes: number): Kept['found'] {
  const known = kept.get(store);
  if (known?.changes === changes) return known.found;
  const found: Kept['found'] = new Map();
  kept.set(store, { changes, found });
  return found;
}
