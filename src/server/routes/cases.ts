import { attachFile, attachmentFile } from '../../actions/cases/attach-file.ts';
import { caseDetail } from '../../actions/cases/case-detail.ts';
import { caseSelection } from '../../actions/cases/case-selection.ts';
import { type ListedAction, listActions, undoAction } from '../../actions/cases/list-actions.ts';
import { makeMove, previewMove } from '../../actions/cases/make-move.ts';
import { makeTransfer, previewTransfer, type TransferRequest } from '../../actions/cases/make-transfer.ts';
import { matchCandidates } from '../../actions/cases/match-candidates.ts';
import { applyRoundTrip, readRoundTripFile } from '../../actions/cases/round-trip.ts';
import { namer } from '../../actions/workspace/users.ts';
import { DuideshangError } from '../../errors.ts';
import { actorOf } from '../actor.ts';
import type { BodyOf } from '../contract/index.ts';
import { implement, implementClosed, SENT } from '../implement.ts';
import { queueJob } from '../queue-job.ts';
import { sendFile } from '../send-file.ts';
import { takeInto } from '../uploads.ts';

function shownAction(action: ListedAction, nameOf: (user_id: string) => string): ListedAction {
  return { ...action, made_by: action.made_by === null ? null : nameOf(action.made_by) };
}

function numberOf(action_id: string): bigint {
  if (!/^\d{1,18}$/.test(action_id)) throw new DuideshangError('action_unknown', { action_id });
  return BigInt(action_id);
}

function transferOf({ legs, ...rest }: BodyOf<'make_transfer'>): TransferRequest {
  return {
    ...rest,
    legs: legs.map(({ amount_minor, seen_minor, ...leg }) => ({
      ...leg,
      amount_minor: BigInt(amount_minor),
      ...(seen_minor !== undefined && { seen_minor: BigInt(seen_minor) }),
    })),
  };
}

/** Reconciles anew after an action that moved money; null after another. */
async function runAfter(call: Parameters<typeof queueJob>[0], action: ListedAction): Promise<string | null> {
  return action.moves_money ? queueJob(call, { kind: 'run' }) : null;
}

/** One case, moves, and what was done. */
const MOVES = [
  implement('case', async (call) => ({
    case: await caseDetail(call.book, actorOf(call), call.params.case_id, await namer(call.bench.workspace)),
  })),
  implement('preview_move', async (call) => {
    const selection = await caseSelection(call.book, call.body.selection, call.shops);
    return previewMove(
      call.book,
      actorOf(call),
      selection,
      call.body.move?.move,
      await namer(call.bench.workspace),
    );
  }),
  implement('make_move', async (call) => {
    const { bench, book, body } = call;
    const selection = await caseSelection(book, body.selection, call.shops);
    const nameOf = await namer(bench.workspace);
    const { action, left_out } = await makeMove(book, actorOf(call), selection, body.move, nameOf);
    if (action === null) throw new DuideshangError('nothing_moved', { why: left_out[0]?.says ?? '' });
    await runAfter(call, action);
    bench.jobs.changed(call.params.book_id);
    return { action: shownAction(action, nameOf), left_out };
  }),
  implement('undo_action', async (call) => {
    const { book_id, action_id } = call.params;
    const { bench } = call;
    const nameOf = await namer(bench.workspace);
    const action = await undoAction(call.book, actorOf(call), numberOf(action_id), nameOf);
    await runAfter(call, action);
    bench.jobs.changed(book_id);
    return { action: shownAction(action, nameOf) };
  }),
  implement('list_actions', async (call) => {
    const nameOf = await namer(call.bench.workspace);
    const actions = await listActions(call.book, actorOf(call), call.query.mine === true);
    return { actions: actions.map((action) => shownAction(action, nameOf)) };
  }),
];

const ATTACHMENTS = [
  implement('attach', async (call) => {
    const { bench, book, who, params, request } = call;
    const made_by = who.user.display_name;
    const attachments = await takeInto(book.tmp, request, async (path) => {
      const attached = await attachFile(book, actorOf(call), params.case_id, { path });
      return { ...attached, made_by };
    });
    bench.jobs.changed(params.book_id);
    return { attachments };
  }),
  implement('attachment', async (call) => {
    const { path, file } = await attachmentFile(call.book, call.params.attachment_id, actorOf(call));
    await sendFile(call.reply, path, file);
    return SENT;
  }),
];

const TRANSFERS = [
  implement('match_candidates', (call) =>
    matchCandidates(call.book, actorOf(call), call.params.case_id, call.query.q),
  ),
  implement('preview_transfer', (call) => previewTransfer(call.book, actorOf(call), transferOf(call.body))),
  implement('make_transfer', async (call) => {
    const { action } = await makeTransfer(call.book, actorOf(call), transferOf(call.body));
    const job_id = await runAfter(call, action);
    call.bench.jobs.changed(call.params.book_id);
    return { action: shownAction(action, await namer(call.bench.workspace)), job_id };
  }),
];

const ROUND_TRIP = [
  implementClosed('export_round_trip', async (call) => {
    const params = { ...call.body, what: 'round_trip', actor: actorOf(call) };
    return { job_id: await queueJob(call, { kind: 'export', params }) };
  }),
  implement('read_round_trip', async (call) => {
    const nameOf = await namer(call.bench.workspace);
    const [preview] = await takeInto(call.book.tmp, call.request, (path, name) =>
      readRoundTripFile(call.book, actorOf(call), { path, name }, nameOf),
    );
    if (preview === undefined) throw new DuideshangError('request_wrong', { what: 'file' });
    return preview;
  }),
  implement('apply_round_trip', async (call) => {
    const nameOf = await namer(call.bench.workspace);
    const { round_trip_id, book_id } = call.params;
    const { overwrite } = call.body;
    const applied = await applyRoundTrip(call.book, actorOf(call), round_trip_id, overwrite, nameOf);
    call.bench.jobs.changed(book_id);
    return { ...applied, actions: applied.actions.map((action) => shownAction(action, nameOf)) };
  }),
];

/** Work on cases. */
export const CASES = [...MOVES, ...ATTACHMENTS, ...TRANSFERS, ...ROUND_TRIP];
