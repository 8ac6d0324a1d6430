import { answerOffer, lessonsOf, listReasons, saveLessonNote, saveReasons } from '../../actions/lessons.ts';
import type { Reason } from '../../model/reason.ts';
import { actorOf, namer } from '../actor.ts';
import { causeOf } from '../codes.ts';
import { implement } from '../implement.ts';

/** Reasons, the causes of a span, and what was learned of them. */
export const LESSONS = [
  implement('reasons', async ({ book }) => ({ reasons: await listReasons(book) })),
  implement('save_reasons', async ({ book, who, body }) => {
    const reasons = body.reasons.map((reason): Reason => ({ ...reason, causes: reason.causes.map(causeOf) }));
    return { reasons: await saveReasons(book, actorOf(who), reasons) };
  }),
  implement('lessons', async ({ bench, book, who, query, shops }) => {
    const nameOf = await namer(bench);
    const lessons = await lessonsOf(book, actorOf(who, shops), query);
    const notes = lessons.notes.map((note) => ({
      ...note,
      made_by: note.made_by === null ? null : nameOf(note.made_by),
    }));
    return { ...lessons, notes };
  }),
  implement('answer_offer', async ({ bench, book, who, params: { book_id, offer_id }, body }) => {
    const offer = await answerOffer(book, actorOf(who), offer_id, body.accept);
    bench.jobs.changed(book_id);
    return { offer };
  }),
  implement('save_lesson_note', async ({ book, who, params, body }) => {
    await saveLessonNote(book, actorOf(who), causeOf(params.cause), body);
    return {};
  }),
];
