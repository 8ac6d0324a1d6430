import { newId } from '../../actions/workspace/tokens.ts';
import { DuideshangError } from '../../errors.ts';
import { deleteView, listViews, putView, type ViewRecord } from '../../store/workspace/views.ts';
import type { View } from '../contract/lists.ts';
import { hasRight } from '../contract/rights.ts';
import { implementClosed } from '../implement.ts';

function shown({ view_id, list, name, shared, user_id, definition }: ViewRecord, me: string): View {
  return {
    ...(JSON.parse(definition) as Pick<View, 'filter' | 'sort' | 'columns' | 'group_by'>),
    view_id,
    list: list as View['list'],
    name,
    shared,
    mine: user_id === me,
  };
}

/** Saved views of lists. */
export const VIEWS = [
  implementClosed('list_views', async ({ bench, who, params }) => {
    const me = who.user.user_id;
    const views = await listViews(bench.workspace.store, params.book_id, me);
    return { views: views.map((view) => shown(view, me)) };
  }),
  implementClosed('save_view', async ({ bench, who, params, shops, body }) => {
    const { list, name, shared, ...definition } = body;
    if (shared && !hasRight('share_view', who.user.role, shops)) throw new DuideshangError('access_denied');
    const view: ViewRecord = {
      view_id: newId(),
      book_id: params.book_id,
      user_id: who.user.user_id,
      list,
      name,
      shared,
      definition: JSON.stringify(definition),
    };
    await bench.workspace.write((tx) => putView(tx, view));
    return { view: shown(view, view.user_id) };
  }),
  implementClosed('remove_view', async ({ bench, who, params: { book_id, view_id } }) => {
    await bench.workspace.write((tx) => deleteView(tx, { book_id, user_id: who.user.user_id, view_id }));
    return {};
  }),
];
