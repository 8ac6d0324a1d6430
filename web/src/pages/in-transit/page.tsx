import { useWords } from '../../language.tsx';
import { ListPage, orderPage } from '../../parts/list-page.tsx';
import { LISTS } from '../../words/lists.ts';

const FIRST = { sort: [{ column: 'expected_on', descending: false }] };

/** Money that is on its way, by the day it is expected. */
export default function InTransitPage() {
  const text = useWords(LISTS);
  return (
    <ListPage
      list="in_transit"
      title={text.in_transit}
      note={text.in_transit_note}
      first={FIRST}
      pageOf={(row) => orderPage(row, 'match_key')}
    />
  );
}
