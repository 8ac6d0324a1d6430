import { Button, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { OrderStory } from '../../../../src/server/contract/orders.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { capitalText } from '../../words/format.ts';
import { ORDER } from '../../words/order.ts';
import classes from './page.module.css';

type Cases = OrderStory['cases'];

/** The exceptions of an order and where each stands; the button leads to its desk. */
export function Cases({ cases }: { readonly cases: Cases }) {
  const text = useWords(ORDER);
  return (
    <Sheet title={text.cases}>
      {cases.length === 0 ? (
        <Text size="sm" c="var(--soft)">
          {text.cases_none}
        </Text>
      ) : (
        <Table horizontalSpacing={8} verticalSpacing={4}>
          <Table.Tbody>
            {cases.map((each) => (
              <CaseRow key={each.case_id} of={each} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Sheet>
  );
}

function CaseRow({ of }: { readonly of: Cases[number] }) {
  const text = useWords(ORDER);
  const say = useSay();
  const bookId = useBookId();
  return (
    <Table.Tr>
      <Table.Td>
        {capitalText(say(of.type_name))}
        <div className={classes.soft}>{capitalText(say(of.cause_name))}</div>
      </Table.Td>
      <Table.Td>
        <StateBadge state={of.state} name={say(of.state_name)} />
      </Table.Td>
      <Table.Td ta="end">
        <MoneyText minor={of.discrepancy_minor} signed />
      </Table.Td>
      <Table.Td ta="end" className="no-print">
        <Button
          component={Link}
          href={bookPath(bookId, `cases?case=${encodeURIComponent(of.case_id)}`)}
          size="compact-sm"
          variant="default"
          aria-label={text.case_label(say(of.type_name))}
        >
          {text.open_case}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
