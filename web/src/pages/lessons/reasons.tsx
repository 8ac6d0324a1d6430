import { Table, Text } from '@mantine/core';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { countText } from '../../words/format.ts';
import { LESSONS } from '../../words/lessons.ts';

interface Props {
  readonly reasons: ReplyOf<'lessons'>['reasons'];
}

/** Why people resolved what they resolved. */
export function Reasons({ reasons }: Props) {
  const text = useWords(LESSONS);
  const say = useSay();
  const { language } = useLanguage();
  return (
    <Sheet title={text.reasons}>
      {reasons.length === 0 ? (
        <Text size="sm" c="var(--soft)">
          {text.reasons_none}
        </Text>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{text.reason}</Table.Th>
              <Table.Th ta="end">{text.count}</Table.Th>
              <Table.Th ta="end">{text.money}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reasons.map(({ reason, count, minor }) => (
              <Table.Tr key={say(reason)}>
                <Table.Td>{say(reason)}</Table.Td>
                <Table.Td ta="end">{countText(count, language)}</Table.Td>
                <Table.Td ta="end">
                  <MoneyText minor={minor} signed />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Sheet>
  );
}
