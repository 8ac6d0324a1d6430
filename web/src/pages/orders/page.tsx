import { useWords } from '../../language.tsx';
import { useAccountText } from '../../parts/account-text.ts';
import { useCodeText } from '../../parts/code-text.ts';
import { ListPage, orderPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { LISTS } from '../../words/lists.ts';

const FIRST = { sort: [{ column: 'paid_at', descending: true }] };

/** All orders with their equation. */
export default function OrdersPage() {
  const text = useWords(LISTS);
  const codeText = useCodeText('orders');
  const accountText = useAccountText();
  return (
    <ListPage
      list="orders"
      title={text.orders}
      note={text.orders_note}
      first={FIRST}
      pageOf={(row) => orderPage(row, 'match_key')}
      renderers={{
        account_id: ({ account_id }) => typeof account_id === 'string' && accountText(account_id),
        state: ({ state }) =>
          typeof state === 'string' && <StateBadge state={state} name={codeText('state', state)} />,
      }}
    />
  );
}
