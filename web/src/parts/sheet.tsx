import { Group, Paper, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  /** At the right of the title. */
  readonly side?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with a title of its own. */
export function Sheet({ title, side, children }: Props) {
  const id = useId();
  return (
    <Paper
      component="section"
      aria-labelledby={id}
      withBorder
      p="sm"
      bg="var(--sheet)"
      style={{ breakInside: 'avoid' }}
    >
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Title order={2} id={id}>
          {title}
        </Title>
        {side}
      </Group>
      {children}
    </Paper>
  );
}
