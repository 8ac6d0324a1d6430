import { Table, Text } from '@mantine/core';
import type { CaseDetail } from '../../../../src/server/contract/cases.ts';
import { useSay, useWords } from '../../language.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { CASES } from '../../words/cases.ts';
import { capitalText, momentText, numberText } from '../../words/format.ts';

/** What waits for a review: who asked for what, and of a match where its money would go. */
export function Proposal({ of }: { readonly of: NonNullable<CaseDetail['proposal']> }) {
  const text = useWords(CASES);
  const say = useSay();
  return (
    <>
      <Text size="sm">{text.proposed(capitalText(say(of.name)), of.made_by, momentText(of.made_at))}</Text>
      {of.legs.length > 0 && (
        <>
          <Table withTableBorder my={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text.proposal_key}</Table.Th>
                <Table.Th ta="end">{text.proposal_amount}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {of.legs.map(({ match_key, counter, counter_name, amount_minor }) => (
                <Table.Tr key={`${match_key} ${counter}`}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {counter_name !== null && <div>{text.proposal_counter(say(counter_name))}</div>}
                    <Text
                      span
                      size={counter_name === null ? 'md' : 'xs'}
                      c={counter_name === null ? undefined : 'var(--soft)'}
                    >
                      {numberText(match_key)}
                    </Text>
                  </Table.Td>
                  <Table.Td ta="end">
                    <MoneyText minor={amount_minor} signed />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="sm" c="var(--soft)">
            {text.proposal_whole}
          </Text>
        </>
      )}
    </>
  );
}
