import { DuideshangError } from '../../errors.ts';
import { MONEY_LIMITS, type MoneyLimits } from '../../model/case.ts';
import type { Text } from '../../model/language.ts';
import { type Actor, isAtLeast, ROLE_NAMES, ROLES, type Role } from '../../model/role.ts';
import type { Book } from '../../store/book.ts';
import { ownLimits, writeLimits } from '../../store/cases/case-moves.ts';
import { changeCases } from './case-queue.ts';

/** What a role may write off or adjust without review. */
export interface WriteOffLimit extends MoneyLimits {
  readonly role: Role;
}

/** The limits of every role: the book's own, else the program's. */
export async function writeOffLimits({ store, book_id }: Book): Promise<WriteOffLimit[]> {
  const own = await ownLimits(store, book_id);
  return ROLES.map((role) => own.find((limit) => limit.role === role) ?? { role, ...MONEY_LIMITS[role] });
}

/** The amounts up to which somebody may write off and adjust without review. */
export async function moneyLimitsOf(book: Book, { role }: Actor): Promise<MoneyLimits> {
  return (await writeOffLimits(book)).find((each) => each.role === role) ?? MONEY_LIMITS[role];
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
  'zh-CN': '修改核销和调账限额',
  'zh-TW': '修改沖銷與調帳限額',
  en: 'changing the limits for write-offs and adjustments',
};
