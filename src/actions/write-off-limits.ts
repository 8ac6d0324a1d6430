import { DuideshangError } from '../errors.ts';
import { WRITE_OFF_LIMITS } from '../model/case.ts';
import type { Text } from '../model/language.ts';
import { type Actor, isAtLeast, ROLE_NAMES, ROLES, type Role } from '../model/role.ts';
import type { Minor } from '../money/money.ts';
import type { Book } from '../store/book.ts';
import { ownLimits, writeLimits } from '../store/case-moves.ts';
import { changeCases } from './case-queue.ts';

/** How much a role may write off without review; null is without limit. */
export interface WriteOffLimit {
  readonly role: Role;
  readonly limit_minor: Minor | null;
}

/** The limits of every role: the book's own, else the program's. */
export async function writeOffLimits({ store, book_id }: Book): Promise<WriteOffLimit[]> {
  const own = await ownLimits(store, book_id);
  return ROLES.map(
    (role) => own.find((limit) => limit.role === role) ?? { role, limit_minor: WRITE_OFF_LIMITS[role] },
  );
}

/** The amount up to which somebody may write off without review; null is without limit. */
export async function writeOffLimit(book: Book, { role }: Actor): Promise<Minor | null> {
  const limit = (await writeOffLimits(book)).find((each) => each.role === role);
  return limit === undefined ? 0n : limit.limit_minor;
}

/** Replaces the limits of the roles given; the others keep theirs. @throws role_too_low */
export async function saveWriteOffLimits(
  book: Book,
  who: Actor,
  limits: readonly WriteOffLimit[],
): Promise<WriteOffLimit[]> {
  if (!isAtLeast(who.role, 'administrator'))
    throw new DuideshangError('role_too_low', { move: SETTING, least: ROLE_NAMES.administrator });
  await changeCases(book, async (tx) => {
    const kept = (await ownLimits(tx, book.book_id)).filter(
      ({ role }) => !limits.some((each) => each.role === role),
    );
    await writeLimits(tx, book.book_id, [...kept, ...limits]);
  });
  return writeOffLimits(book);
}

const SETTING: Text = {
  'zh-CN': '修改核销额度',
  'zh-TW': '修改沖銷額度',
  en: 'changing the limits for write-offs',
};
