import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { attachFile, attachmentFile } from '../../actions/attach-file.ts';
import { caseDetail } from '../../actions/case-detail.ts';
import { caseSelection } from '../../actions/case-selection.ts';
import { type ListedAction, listActions, undoAction } from '../../actions/list-actions.ts';
import { makeMove, previewMove } from '../../actions/make-move.ts';
import { safePath } from '../../actions/workspace/files.ts';
import { DuideshangError } from '../../errors.ts';
import type { Book } from '../../store/book.ts';
import { actorOf, type NameOf, namer } from '../actor.ts';
import { implement, SENT } from '../implement.ts';
import { sendFile } from '../send-file.ts';
import { takeFiles } from '../uploads.ts';

/** An action with the display name of its maker. */
export function shownAction(action: ListedAction, nameOf: NameOf): ListedAction {
  return { ...action, made_by: action.made_by === null ? null : nameOf(action.made_by) };
}

/** @throws case_unknown for a case of a shop that the caller does not see */
async function refuseUnseen(book: Book, case_id: string, shops: readonly string[] | null): Promise<void> {
  await caseSelection(book, { cases: [{ case_id, version: 0 }] }, shops);
}

function numberOf(action_id: string): bigint {
  if (!/^\d{1,18}$/.test(action_id)) throw new DuideshangError('action_unknown', { action_id });
  return BigInt(action_id);
}

/** Work on cases. */
export const CASES = [
  implement('case', async ({ bench, book, who, params, shops }) => {
    await refuseUnseen(book, params.case_id, shops);
    return { case: await caseDetail(book, actorOf(who), params.case_id, await namer(bench)) };
  }),
  implement('preview_move', async ({ bench, book, who, body, shops }) => {
    const selection = await caseSelection(book, body.selection, shops);
    return previewMove(book, actorOf(who), selection, body.move?.move, await namer(bench));
  }),
  implement('make_move', async ({ bench, book, who, params, body, shops }) => {
    const selection = await caseSelection(book, body.selection, shops);
    const nameOf = await namer(bench);
    const { action, left_out } = await makeMove(book, actorOf(who), selection, body.move, nameOf);
    if (action === null) throw new DuideshangError('nothing_moved', { why: left_out[0]?.says ?? '' });
    bench.jobs.changed(params.book_id);
    return { action: shownAction(action, nameOf), left_out };
  }),
  implement('undo_action', async ({ bench, book, who, params: { book_id, action_id } }) => {
    const nameOf = await namer(bench);
    const action = await undoAction(book, actorOf(who), numberOf(action_id), nameOf);
    if (action.moves_money) await bench.jobs.add({ book_id, kind: 'run', user: who.user });
    bench.jobs.changed(book_id);
    return { action: shownAction(action, nameOf) };
  }),
  implement('list_actions', async ({ bench, book, who, query }) => {
    const nameOf = await namer(bench);
    const actions = await listActions(book, actorOf(who), query.mine === true);
    return { actions: actions.map((action) => shownAction(action, nameOf)) };
  }),
  implement('attach', async ({ bench, book, who, params: { book_id, case_id }, request, shops }) => {
    await refuseUnseen(book, case_id, shops);
    const folder = await mkdtemp(path.join(book.tmp, 'attach-'));
    try {
      const attachments = await takeFiles(request, async (given, write) => {
        const target = path.join(folder, safePath(path.basename(given)));
        await write(target);
        return attachFile(book, actorOf(who), case_id, { path: target });
      });
      bench.jobs.changed(book_id);
      return { attachments: attachments.map((each) => ({ ...each, made_by: who.user.display_name })) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }),
  implement('attachment', async ({ book, who, params, reply, shops }) => {
    const {
      path: kept,
      file,
      case_id,
    } = await attachmentFile(book, params.attachment_id, actorOf(who, shops));
    await refuseUnseen(book, case_id, shops);
    await sendFile(reply, kept, file);
    return SENT;
  }),
];
