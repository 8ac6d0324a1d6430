import { type RulesShown, rulesPage, saveRules } from '../../actions/save-rules.ts';
import type { Trial } from '../../actions/try-rules.ts';
import { saveWriteOffLimits, writeOffLimits } from '../../actions/write-off-limits.ts';
import { CHANNEL_NAMES } from '../../model/account.ts';
import { isAtLeast } from '../../model/role.ts';
import { actorOf } from '../actor.ts';
import { causeOf } from '../codes.ts';
import type { BodyOf, ReplyOf } from '../contract/index.ts';
import { implement, implementClosed } from '../implement.ts';

/** The rules of a page as the book takes them; limits of write-offs are kept with the cases. */
export function rulesOf({
  write_off_limits: _,
  tolerances,
  cause_order,
  ...rules
}: BodyOf<'save_rules'>): RulesShown {
  return {
    ...rules,
    cause_order: cause_order.map(causeOf),
    tolerances: tolerances.map((each) => ({ ...each, tolerance_minor: BigInt(each.tolerance_minor) })),
  };
}

/** Rules, their trial, and limits of write-offs. */
export const RULES = [
  implement('rules', async ({ book }) => {
    const { rules, ...page } = await rulesPage(book);
    return {
      ...page,
      channels: CHANNEL_NAMES,
      rules: { ...rules, write_off_limits: await writeOffLimits(book) },
    };
  }),
  implement('save_rules', async ({ bench, book, who, params: { book_id }, body }) => {
    const version = await saveRules(book, rulesOf(body));
    if (isAtLeast(who.user.role, 'administrator')) {
      const limits = body.write_off_limits.map(({ role, limit_minor }) => ({
        role,
        limit_minor: limit_minor === null ? null : BigInt(limit_minor),
      }));
      await saveWriteOffLimits(book, actorOf(who), limits);
    }
    bench.jobs.changed(book_id);
    return { version, job_id: await bench.jobs.add({ book_id, kind: 'run', user: who.user }) };
  }),
  implementClosed('try_rules', async ({ bench, who, params: { book_id }, body }) => ({
    job_id: await bench.jobs.add({ book_id, kind: 'trial', user: who.user, params: { rules: body } }),
  })),
  implementClosed('trial', async ({ bench, params: { book_id, job_id } }) => {
    const { outcome } = await bench.jobs.find(book_id, job_id);
    return { trial: (outcome as Trial | null) === null ? null : (outcome as ReplyOf<'trial'>['trial']) };
  }),
];
