import { useWords } from '../../language.tsx';
import { ListPage, orderPage } from '../../parts/list-page.tsx';
import { LISTS } from '../../words/lists.ts';

const FIRST = { sort: [{ column: 'completed_at', descending: true }] };

/** All refunds. */
export default function RefundsPage() {
  const text = useWords(LISTS);
  return (
    <ListPage
      list="refunds"
      title={text.refunds}
      note={text.refunds_note}
      first={FIRST}
      pageOf={(row) => orderPage(row, 'order_no')}
    />
  );
}
