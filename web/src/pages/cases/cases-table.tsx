import { IconCircleCheck } from '@tabler/icons-react';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useWords } from '../../language.tsx';
import { useCodeText } from '../../parts/code-text.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { NeverRun } from '../../parts/never-run.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import type { Renderers } from '../../parts/table/cell-text.tsx';
import { ListTable, useSelection } from '../../parts/table/list-table.tsx';
import { cellText } from '../../parts/table/row.ts';
import type { Chosen, Table } from '../../parts/table/use-table.ts';
import { SavedViews } from '../../parts/views/saved-views.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { CASES } from '../../words/cases.ts';
import { BulkMoves } from './bulk.tsx';
import type { Made } from './use-moves.tsx';

interface Props {
  readonly table: Table;
  /** A case stands beside it. */
  readonly isBeside: boolean;
  readonly onOpen: (caseId: string) => void;
  readonly onMade: (made: Made) => void;
}

/** The table of exceptions, with what can be done with those that are chosen. */
export function CasesTable({ table, isBeside, onOpen, onMade }: Props) {
  const renderers = useRenderers();
  const selection = useSelection(table, 'version');
  return (
    <ListTable
      table={table}
      isBeside={isBeside}
      onOpen={({ key }) => onOpen(key)}
      tools={<SavedViews table={table} />}
      renderers={renderers}
      empty={<NothingHere />}
      bulk={(chosen) => <BulkMoves selection={selection} cause={causeOf(chosen)} onMade={onMade} />}
    />
  );
}

/** A desk is empty because all is done, or because nothing was found out yet. */
function NothingHere() {
  const text = useWords(CASES);
  const found = useApi('book', { params: { book_id: useBookId() } });
  if (found.data === undefined) return <Waiting />;
  if (found.data.book.last_run === null) return <NeverRun />;
  return <EmptyState icon={IconCircleCheck} title={text.none_here} advice={text.none_here_advice} />;
}

/** The cause that all chosen cases share. */
function causeOf(chosen: Chosen): string | undefined {
  if (chosen.all) return undefined;
  const causes = new Set([...chosen.rows.values()].map((row) => cellText(row, 'cause')));
  return causes.size === 1 ? [...causes][0] : undefined;
}

const WAITING = {
  platform: 'waiting_platform',
  customer: 'waiting_customer',
  courier: 'waiting_courier',
  colleague: 'waiting_colleague',
} as const;

function isWaiting(who: unknown): who is keyof typeof WAITING {
  return typeof who === 'string' && who in WAITING;
}

function useRenderers(): Renderers {
  const text = useWords(CASES);
  const bookId = useBookId();
  const codeText = useCodeText('cases');
  const colleagues = useApi('colleagues', { params: { book_id: bookId } }, { staleTime: 300_000 }).data
    ?.colleagues;
  return {
    state: ({ state, waiting_for }) => {
      const code = String(state);
      const name = isWaiting(waiting_for) ? text[WAITING[waiting_for]] : codeText('state', code);
      return <StateBadge state={code} name={name} />;
    },
    assignee: ({ assignee }) =>
      colleagues?.find(({ user_id }) => user_id === assignee)?.display_name ?? assignee,
  };
}
