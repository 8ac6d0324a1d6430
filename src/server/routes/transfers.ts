import { makeTransfer, previewTransfer, type TransferRequest } from '../../actions/make-transfer.ts';
import { matchCandidates } from '../../actions/match-candidates.ts';
import { actorOf, namer } from '../actor.ts';
import type { BodyOf } from '../contract/index.ts';
import { implement } from '../implement.ts';
import { shownAction } from './cases.ts';

function requestOf(body: BodyOf<'make_transfer'>): TransferRequest {
  const legs = body.legs.map((leg) => ({ ...leg, amount_minor: BigInt(leg.amount_minor) }));
  return { ...body, legs };
}

/** Matches by hand and adjustments. */
export const TRANSFERS = [
  implement('match_candidates', ({ book, who, params, query, shops }) =>
    matchCandidates(book, actorOf(who, shops), params.case_id, query.q),
  ),
  implement('preview_transfer', ({ book, who, body, shops }) =>
    previewTransfer(book, actorOf(who, shops), requestOf(body)),
  ),
  implement('make_transfer', async ({ bench, book, who, params: { book_id }, body, shops }) => {
    const { action } = await makeTransfer(book, actorOf(who, shops), requestOf(body));
    bench.jobs.changed(book_id);
    const job_id = await bench.jobs.add({ book_id, kind: 'run', user: who.user });
    return { action: shownAction(action, await namer(bench)), job_id };
  }),
];
