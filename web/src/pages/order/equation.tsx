import { Table, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { OrderStory } from '../../../../src/server/contract/orders.ts';
import { useWords } from '../../language.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { signedMoneyText } from '../../words/format.ts';
import { ORDER } from '../../words/order.ts';
import classes from './page.module.css';

type Terms = NonNullable<OrderStory['equation']>;

/** The terms that lie between what was expected and what was received; those that took money away are subtracted. */
const BETWEEN = [
  ['discrepancy', 'discrepancy_minor', 1n],
  ['fees', 'fees_minor', -1n],
  ['refunded', 'refunded_minor', -1n],
  ['in_transit', 'in_transit_minor', -1n],
  ['outside_coverage', 'outside_coverage_minor', -1n],
] as const;

/** The addends between expected and received with their signs, those of nothing left out. */
export function addends(
  terms: Terms,
): { readonly name: (typeof BETWEEN)[number][0]; readonly minor: bigint }[] {
  return BETWEEN.map(([name, member, sign]) => ({ name, minor: sign * BigInt(terms[member]) })).filter(
    ({ minor }) => minor !== 0n,
  );
}

/** From what was expected to what was received, one term a row, so that the column adds up. */
export function Equation({ equation }: { readonly equation: OrderStory['equation'] }) {
  const text = useWords(ORDER);
  return (
    <Sheet title={text.equation}>
      {equation === null ? (
        <Text size="sm" c="var(--soft)">
          {text.no_equation}
        </Text>
      ) : (
        <Sum terms={equation} />
      )}
    </Sheet>
  );
}

function Sum({ terms }: { readonly terms: Terms }) {
  const text = useWords(ORDER);
  const between = addends(terms);
  const sum = between.reduce((total, { minor }) => total + minor, BigInt(terms.expected_minor));
  return (
    <>
      <Table horizontalSpacing={8} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.term}</Table.Th>
            <Table.Th ta="end">{text.amount}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Term name={text.expected} minor={BigInt(terms.expected_minor)} />
          {between.map(({ name, minor }) => (
            <Term key={name} name={text[name]} minor={minor} isSigned />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr className={classes.sum}>
            <Table.Td>= {text.received}</Table.Td>
            <Table.Td ta="end">
              <MoneyText minor={terms.received_minor} />
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
      <Proof rest={BigInt(terms.received_minor) - sum} />
    </>
  );
}

interface TermProps {
  readonly name: string;
  readonly minor: bigint;
  readonly isSigned?: boolean;
}

function Term({ name, minor, isSigned = false }: TermProps) {
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td ta="end">
        <MoneyText minor={minor} signed={isSigned} />
      </Table.Td>
    </Table.Tr>
  );
}

function Proof({ rest }: { readonly rest: bigint }) {
  const text = useWords(ORDER);
  const closes = rest === 0n;
  const Sign = closes ? IconCheck : IconX;
  return (
    <div className={classes.proof} style={{ color: closes ? 'var(--good)' : 'var(--minus)' }}>
      <Sign size={14} aria-hidden />
      {closes ? text.closes : text.closes_not(signedMoneyText(rest))}
    </div>
  );
}
