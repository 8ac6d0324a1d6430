import { isDeepStrictEqual } from 'node:util';
import {
  answerOffer,
  lessonsOf,
  listReasons,
  saveLessonNote,
  saveReasons,
} from '../../actions/cases/lessons.ts';
import {
  saveWriteOffLimits,
  type WriteOffLimit,
  writeOffLimits,
} from '../../actions/cases/write-off-limits.ts';
import { rulesOfPage } from '../../actions/rules/rules-of-page.ts';
import { rulesPage, saveRules } from '../../actions/rules/save-rules.ts';
import { namer } from '../../actions/workspace/users.ts';
import { DuideshangError } from '../../errors.ts';
import { CHANNEL_NAMES } from '../../model/account.ts';
import { CAUSES } from '../../model/result.ts';
import type { Minor } from '../../money/money.ts';
import { KEY_FIELD_NAMES, KEY_FIELDS } from '../../sources/rules/key-fields.ts';
import type { Book } from '../../store/book.ts';
import { actorOf } from '../actor.ts';
import type { BodyOf, ReplyOf } from '../contract/index.ts';
import type { Call } from '../implement.ts';
import { implement, implementClosed } from '../implement.ts';
import { queueJob } from '../queue-job.ts';

async function rulesReply(book: Book, shops: readonly string[] | null) {
  const page = await rulesPage(book);
  const isSeen = (shop: string | null): boolean => shops === null || (shop !== null && shops.includes(shop));
  const isFor = ({ shop }: { readonly shop: string }): boolean => shop === '*' || isSeen(shop);
  return {
    ...page,
    rules: {
      ...page.rules,
      fee_rates: page.rules.fee_rates.filter(isFor),
      tolerances: page.rules.tolerances.filter(isFor),
      settlement_days: page.rules.settlement_days.filter(isFor),
      write_off_limits: await writeOffLimits(book),
    },
    channels: CHANNEL_NAMES,
    key_fields: KEY_FIELDS.map((field) => ({ field, name: KEY_FIELD_NAMES[field] })),
    shops: page.shops.filter(isSeen),
    found_rates: page.found_rates.filter(({ shop }) => isSeen(shop)),
    unknown_subjects: shops === null ? page.unknown_subjects : [],
  };
}

/** Limits are an administrator's: they are saved only when they were changed, which another role is refused. */
async function saveLimits(call: Call<'save_rules'>): Promise<void> {
  const { book, body } = call;
  const minor = (text: string | null): Minor | null => (text === null ? null : BigInt(text));
  const wanted = body.write_off_limits.map(
    ({ role, limit_minor, action_minor, adjustment_minor }): WriteOffLimit => ({
      role,
      limit_minor: minor(limit_minor),
      action_minor: minor(action_minor),
      adjustment_minor: minor(adjustment_minor),
    }),
  );
  const held = new Map((await writeOffLimits(book)).map((limit) => [limit.role, limit]));
  const changed = wanted.filter((limit) => !isDeepStrictEqual({ ...held.get(limit.role) }, limit));
  if (changed.length > 0) await saveWriteOffLimits(book, actorOf(call), changed);
}

function reasonsReply(reasons: readonly unknown[]): ReplyOf<'reasons'> {
  return { reasons: [...reasons] as ReplyOf<'reasons'>['reasons'] };
}

const RULES_KEPT = [
  implement('rules', ({ book, shops }) => rulesReply(book, shops)),
  implement('save_rules', async (call) => {
    await saveLimits(call);
    const version = await saveRules(call.book, rulesOfPage(call.body));
    return { version, job_id: await queueJob(call, { kind: 'run' }) };
  }),
  implementClosed('try_rules', async (call) => ({
    job_id: await queueJob(call, { kind: 'trial', params: { rules: call.body } }),
  })),
  implementClosed('trial', async ({ bench, params, shops }) => {
    const { kind, outcome } = await bench.jobs.find(params.book_id, shops, params.job_id);
    return { trial: kind === 'trial' ? (outcome as ReplyOf<'trial'>['trial']) : null };
  }),
];

const LESSONS = [
  implement('reasons', async ({ book }) => reasonsReply(await listReasons(book))),
  implement('save_reasons', async (call) =>
    reasonsReply(await saveReasons(call.book, actorOf(call), reasonsOf(call.body))),
  ),
  implement('lessons', async (call) => {
    const nameOf = await namer(call.bench.workspace);
    const lessons = await lessonsOf(call.book, actorOf(call), call.query);
    const notes = lessons.notes.map((note) => ({
      ...note,
      made_by: note.made_by === null ? null : nameOf(note.made_by),
    }));
    return { ...lessons, notes };
  }),
  implement('answer_offer', async (call) => ({
    offer: await answerOffer(call.book, actorOf(call), call.params.offer_id, call.body.accept),
  })),
  implement('save_lesson_note', async (call) => {
    const cause = CAUSES.find((each) => each === call.params.cause);
    if (cause === undefined) throw new DuideshangError('request_wrong', { what: call.params.cause });
    await saveLessonNote(call.book, actorOf(call), cause, call.body);
    return {};
  }),
];

type Reasons = Parameters<typeof saveReasons>[2];

function reasonsOf({ reasons }: BodyOf<'save_reasons'>): Reasons {
  return reasons as Reasons;
}

/** Rules, their trial, reasons and lessons. */
export const RULES = [...RULES_KEPT, ...LESSONS];
