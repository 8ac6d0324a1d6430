import { useWords } from '../../language.tsx';
import { ListPage } from '../../parts/list-page.tsx';
import { cellText } from '../../parts/table/row.ts';
import { LISTS } from '../../words/lists.ts';

const FIRST = { sort: [{ column: 'made_at', descending: true }] };
const ALSO = ['case_id'];

/** Every step of work on exceptions. */
export default function CaseEventsPage() {
  const text = useWords(LISTS);
  return (
    <ListPage
      list="case_events"
      title={text.case_events}
      note={text.case_events_note}
      first={FIRST}
      also={ALSO}
      renderers={{ made_by: ({ made_by }) => (made_by === null ? text.the_program : undefined) }}
      pageOf={(row) => `cases?desk=all&case=${encodeURIComponent(cellText(row, 'case_id'))}`}
    />
  );
}
