import { Stack, Text, ThemeIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: Icon;
  /** Left out where the page's own title says it. */
  readonly title?: string;
  readonly advice?: string | undefined;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Says that there is nothing here, and what to do next. */
export function EmptyState({ icon: Sign, title, advice, children }: Props) {
  return (
    <Stack align="center" gap="xs" py={48} px="md">
      <ThemeIcon variant="light" color="gray" size={44} radius="xl">
        <Sign size={24} aria-hidden />
      </ThemeIcon>
      {title !== undefined && <Text fw={600}>{title}</Text>}
      {advice !== undefined && (
        <Text c="var(--soft)" ta="center" maw={460}>
          {advice}
        </Text>
      )}
      {children}
    </Stack>
  );
}
