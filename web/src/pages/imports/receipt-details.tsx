import { Group, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Receipt } from '../../../../src/server/contract/imports.ts';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { countText, momentText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import classes from './receipts.module.css';

/** The proofs of a receipt with their figures: balances, and the file's own totals beside what was read. */
export function ReceiptDetails({ receipt }: { readonly receipt: Receipt }) {
  return (
    <Stack gap="sm" pb="sm">
      <Figures receipt={receipt} />
      {receipt.totals.length > 0 && <Totals receipt={receipt} />}
    </Stack>
  );
}

function Figures({ receipt }: { readonly receipt: Receipt }) {
  const text = useWords(IMPORTS);
  const { language } = useLanguage();
  const { opening_minor, closing_minor, broken_at_row } = receipt;
  const rest = [
    [text.rows_repaired, receipt.rows_repaired],
    [text.rows_elsewhere, receipt.rows_elsewhere],
    [text.rows_other, receipt.rows_other],
  ] as const;
  return (
    <>
      <SimpleGrid cols={4} spacing="lg" maw={720}>
        {opening_minor !== null && <Figure name={text.opening} value={<MoneyText minor={opening_minor} />} />}
        <Figure name={text.inflow} value={<MoneyText minor={receipt.inflow_minor} />} />
        <Figure name={text.outflow} value={<MoneyText minor={receipt.outflow_minor} />} />
        {closing_minor !== null && <Figure name={text.closing} value={<MoneyText minor={closing_minor} />} />}
      </SimpleGrid>
      {broken_at_row !== null && (
        <Text size="sm" className={classes.bad}>
          {text.broken_at(broken_at_row)}
        </Text>
      )}
      <Group gap="lg">
        {rest
          .filter(([, count]) => count > 0)
          .map(([name, count]) => (
            <Text key={name} size="sm">
              {name} {countText(count, language)}
            </Text>
          ))}
        {receipt.exported_at !== null && (
          <Text size="sm">
            {text.exported} {momentText(receipt.exported_at)}
          </Text>
        )}
      </Group>
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="var(--soft)">
        {name}
      </Text>
      <Text size="sm" component="div">
        {value}
      </Text>
    </div>
  );
}

function Agreement({ agrees }: Pick<Receipt['totals'][number], 'agrees'>) {
  const text = useWords(IMPORTS);
  if (agrees === null) return <Table.Td className={classes.none}>{text.totals_waiting}</Table.Td>;
  return (
    <Table.Td className={agrees ? classes.good : classes.bad}>{agrees ? text.agrees : text.differs}</Table.Td>
  );
}

function Totals({ receipt: { totals } }: { readonly receipt: Receipt }) {
  const text = useWords(IMPORTS);
  const say = useSay();
  const { language } = useLanguage();
  return (
    <Table maw={820} withRowBorders={false} verticalSpacing={2}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.total_of}</Table.Th>
          <Table.Th ta="right" colSpan={2}>
            {text.stated}
          </Table.Th>
          <Table.Th ta="right" colSpan={2}>
            {text.counted}
          </Table.Th>
          <Table.Th>{text.proof}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {totals.map((total) => (
          <Table.Tr key={say(total.of)}>
            <Table.Td>{say(total.of)}</Table.Td>
            <Table.Td ta="right">
              {total.stated_count === null ? null : countText(total.stated_count, language)}
            </Table.Td>
            <Table.Td ta="right">
              <MoneyText minor={total.stated_minor} />
            </Table.Td>
            <Table.Td ta="right">{countText(total.read_count, language)}</Table.Td>
            <Table.Td ta="right">
              <MoneyText minor={total.read_minor} />
            </Table.Td>
            <Agreement agrees={total.agrees} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
