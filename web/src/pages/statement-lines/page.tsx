import { useWords } from '../../language.tsx';
import { useAccountText } from '../../parts/account-text.ts';
import { ListPage, orderPage } from '../../parts/list-page.tsx';
import { LISTS } from '../../words/lists.ts';

const FIRST = { sort: [{ column: 'happened_at', descending: true }] };

/** All lines of wallets and accounts. */
export default function StatementLinesPage() {
  const text = useWords(LISTS);
  const accountText = useAccountText();
  return (
    <ListPage
      list="statement_lines"
      title={text.statement_lines}
      note={text.statement_lines_note}
      first={FIRST}
      pageOf={(row) => orderPage(row, 'order_no')}
      renderers={{
        account_id: ({ account_id }) => typeof account_id === 'string' && accountText(account_id),
      }}
    />
  );
}
