import type { ShopsSeen } from '../../model/list.ts';
import type { AccessRecord } from '../../store/workspace/users.ts';

/** The books that a user sees: all, or these, and in each all shops or these. */
export type Access = 'all' | readonly AccessRecord[];

/** Whether the access holds a book. */
export function seesBook(access: Access, book_id: string): boolean {
  return access === 'all' || access.some((each) => each.book_id === book_id);
}

/** Whether an access holds all that another holds: who has the one may give the other. */
export function covers(access: Access, other: Access): boolean {
  if (access === 'all') return true;
  return other !== 'all' && other.every((each) => coversBook(access, each));
}

function coversBook(access: Access, { book_id, shops }: AccessRecord): boolean {
  const seen = shopsOf(access, book_id);
  return seesBook(access, book_id) && (seen === null || shops?.every((shop) => seen.includes(shop)) === true);
}

/** The shops that the access holds of a book; null for all. */
export function shopsOf(access: Access, book_id: string): ShopsSeen {
  return access === 'all' ? null : (access.find((each) => each.book_id === book_id)?.shops ?? null);
}
