import { useWords } from '../../language.tsx';
import { ListPage, orderPage } from '../../parts/list-page.tsx';
import { LISTS } from '../../words/lists.ts';

const FIRST = { sort: [{ column: 'happened_at', descending: true }] };

/** All lines of wallets and accounts. */
export default function StatementLinesPage() {
  const text = useWords(LISTS);
  return (
    <ListPage
      list="statement_lines"
      title={text.statement_lines}
      note={text.statement_lines_note}
      first={FIRST}
      pageOf={(row) => orderPage(row, 'order_no')}
    />
  );
}
