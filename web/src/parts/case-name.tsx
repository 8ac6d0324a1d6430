import { Group, Text } from '@mantine/core';
import { MoneyText } from './money-text.tsx';

interface Props {
  readonly number: string;
  /** What kind of exception it is. */
  readonly kind?: string;
  /** Its amount in minor units. */
  readonly minor: string;
}

/** Names the case that a form is about: its number and its amount. */
export function CaseName({ number, kind, minor }: Props) {
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
      <Text fw={600}>
        <MoneyText minor={minor} signed />
      </Text>
    </Group>
  );
}
