import { SegmentedControl } from '@mantine/core';
import { useLocation, useParams } from 'wouter';
import { bookPath, useBookId } from '../../book.tsx';
import { useWords } from '../../language.tsx';
import { ListPage, orderPage } from '../../parts/list-page.tsx';
import { drillTo } from '../../parts/table/state.ts';
import { LISTS } from '../../words/lists.ts';
import { RECORD_LISTS, type RecordList } from './lists.ts';

const NO_FILTER = { conditions: [] };

/** The records of a book, one list for each kind: what is no order, refund or wallet line. */
export default function RecordsPage() {
  const text = useWords(LISTS);
  const { kind = '' } = useParams<{ kind: string }>();
  const shown = RECORD_LISTS.find(({ list }) => pathOf(list) === `records/${kind}`) ?? RECORD_LISTS[0];
  return (
    <ListPage
      key={shown.list}
      list={shown.list}
      title={text.records}
      note={text.records_note}
      first={shown.first}
      also={shown.leads}
      pageOf={(row) =>
        shown.leads.map((column) => orderPage(row, column)).find((page) => page !== null) ?? null
      }
    >
      <KindChoice shown={shown.list} />
    </ListPage>
  );
}

/** Which records are shown. */
function KindChoice({ shown }: { readonly shown: RecordList }) {
  const text = useWords(LISTS);
  const bookId = useBookId();
  const [, go] = useLocation();
  return (
    <SegmentedControl
      aria-label={text.records}
      size="sm"
      fw={500}
      value={shown}
      data={RECORD_LISTS.map(({ list }) => ({ value: list, label: text[list] }))}
      onChange={(value) => {
        const chosen = RECORD_LISTS.find(({ list }) => list === value);
        if (chosen !== undefined) go(bookPath(bookId, pathOf(chosen.list)));
      }}
    />
  );
}

function pathOf(list: RecordList): string {
  return drillTo({ list, filter: NO_FILTER });
}
