import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useSearch } from 'wouter';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useKeys } from '../../keys.tsx';
import { useWords } from '../../language.tsx';
import { useMay, useSession } from '../../me.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { type Chosen, type Table, useTable } from '../../parts/table/use-table.ts';
import { CASES } from '../../words/cases.ts';
import { LISTS } from '../../words/lists.ts';
import { MatchDialog } from '../match/dialog.tsx';
import { CaseMove } from './case-move.tsx';
import { CasesTable } from './cases-table.tsx';
import { DeskChoice } from './desk-choice.tsx';
import { conditionsOf, deskOf } from './desks.ts';
import { Groups } from './groups.tsx';
import classes from './page.module.css';
import { CasePanel } from './panel.tsx';
import { TripMenu } from './trip-menu.tsx';
import { useMadeActions } from './use-moves.tsx';
import { useOpenCase } from './use-open-case.ts';

const ALSO = ['version', 'cause', 'state', 'waiting_for'];
const FIRST = { sort: [{ column: 'discrepancy_minor', descending: true, by_size: true }] };
const NOTHING: Chosen = { all: false, rows: new Map() };

/** The work of the day: exceptions by cause, a table of them, one of them in full, and what can be done. */
export default function CasesPage() {
  const text = useWords(CASES);
  const may = useMay();
  const table = useCasesTable();
  const open = useOpenCase(table);
  const { made, undoLatest, earlier } = useMadeActions();
  const bulkMade: typeof made = (answer) => {
    table.choose(NOTHING);
    made(answer);
  };
  const tripMade = ({ actions }: ReplyOf<'apply_round_trip'>): void => {
    for (const action of actions) made({ action });
  };
  const hasChosen = table.chosen.all || table.chosen.rows.size > 0;
  useKeys(may('undo_action') ? [{ key: 'u', says: text.key_undo, run: undoLatest }] : []);
  useKeys(hasChosen ? [] : open.keys);
  return (
    <div className={classes.page}>
      <PageHeader title={text.title} note={text.note}>
        <StepsLink />
        <DeskChoice />
        <TripMenu filter={table.filter} onMade={tripMade} />
      </PageHeader>
      <div className={classes.work} data-open={open.caseId !== null || undefined}>
        <Groups table={table} />
        <div className={classes.list}>
          <CasesTable table={table} onOpen={open.open} onMade={bulkMade} />
        </div>
        {open.caseId !== null && (
          <CasePanel
            caseId={open.caseId}
            body={open.panel}
            hasKeys={!hasChosen}
            onClose={open.close}
            onAsk={open.ask}
            onMatch={open.match}
          />
        )}
      </div>
      {earlier}
      {open.asked !== null && <CaseMove asked={open.asked} onClose={open.endAsking} onMade={made} />}
      {open.matched !== null && may('make_transfer') && (
        <MatchDialog key={open.matched} caseId={open.matched} onClose={open.endMatch} onMade={made} />
      )}
    </div>
  );
}

/** Leads to all steps of all cases. */
function StepsLink() {
  const { case_events } = useWords(LISTS);
  const bookId = useBookId();
  return (
    <Tooltip label={case_events}>
      <ActionIcon component={Link} href={bookPath(bookId, 'case-events')} size="lg" aria-label={case_events}>
        <IconHistory size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function useCasesTable(): Table {
  const search = useSearch();
  const { me } = useSession();
  const desk = deskOf(search);
  const fixed = useMemo(() => conditionsOf(desk, me.user_id), [desk, me.user_id]);
  return useTable('cases', { fixed, also: ALSO, first: FIRST, pinned: 'discrepancy_minor' });
}
