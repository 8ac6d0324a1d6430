import { Table } from '@mantine/core';
import type { OrderStory } from '../../../../src/server/contract/orders.ts';
import { useWords } from '../../language.tsx';
import { EvidenceLink } from '../../parts/evidence-link.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { ORDER } from '../../words/order.ts';
import classes from './page.module.css';

type Lines = OrderStory['lines'];

/** What was ordered, a line a row. */
export function Lines({ lines }: { readonly lines: Lines }) {
  const text = useWords(ORDER);
  return (
    <Sheet title={text.lines}>
      <WideTable label={text.lines} minWidth={620}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{text.line_no}</Table.Th>
              <Table.Th>{text.line_title}</Table.Th>
              <Table.Th>{text.status}</Table.Th>
              <Table.Th ta="end">{text.quantity}</Table.Th>
              <Table.Th ta="end">{text.paid}</Table.Th>
              <Table.Th ta="end">{text.refund}</Table.Th>
              <Table.Th>{text.evidence}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line, at) => (
              <Line key={line.order_line_no ?? `${at}`} line={line} />
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Sheet>
  );
}

function Line({ line }: { readonly line: Lines[number] }) {
  return (
    <Table.Tr>
      <Table.Td className={classes.moment}>{line.order_line_no ?? '–'}</Table.Td>
      <Table.Td className={classes.says}>
        {line.title ?? '–'}
        {line.sku !== null && <div className={classes.soft}>{line.sku}</div>}
      </Table.Td>
      <Table.Td>{line.status}</Table.Td>
      <Table.Td ta="end">{line.quantity ?? '–'}</Table.Td>
      <Table.Td ta="end">
        <MoneyText minor={line.paid_minor} />
      </Table.Td>
      <Table.Td ta="end">
        <MoneyText minor={line.refund_minor} />
      </Table.Td>
      <Table.Td className={classes.evidence}>
        <EvidenceLink {...line.evidence} />
      </Table.Td>
    </Table.Tr>
  );
}
