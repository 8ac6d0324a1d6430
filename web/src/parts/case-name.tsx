import { Group, Text } from '@mantine/core';
import { useWords } from '../language.tsx';
import { CASES } from '../words/cases.ts';
import { MoneyText } from './money-text.tsx';

interface Props {
  readonly number: string;
  /** What kind of exception it is. */
  readonly kind?: string;
  /** What the amount is, where it is not the difference with its sign. */
  readonly label?: string;
  /** Its amount in minor units. */
  readonly minor: string | bigint;
}

/** Names the case that a form is about: its number and its amount. */
export function CaseName({ number, kind, label, minor }: Props) {
  const text = useWords(CASES);
  return (
    <Group gap="xs" mb="sm" wrap="nowrap" justify="space-between">
      <Text fw={600} style={{ overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' }}>
        {number}
      </Text>
      {kind !== undefined && (
        <Text size="sm" c="var(--soft)" flex={1}>
          {kind}
        </Text>
      )}
      <Text>
        <Text span size="sm" c="var(--soft)">
          {label ?? text.discrepancy}
        </Text>{' '}
        <strong>
          <MoneyText minor={minor} signed={label === undefined} />
        </strong>
      </Text>
    </Group>
  );
}
