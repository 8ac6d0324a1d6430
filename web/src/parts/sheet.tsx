import { Group, Paper, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useLanguage } from '../language.tsx';
import { sentencesText } from '../words/format.ts';
import classes from './sheet.module.css';

interface Props {
  readonly title: string;
  /** At the right of the title. */
  readonly side?: ReactNode;
  /** Sentences below the title; those that are false are not said. */
  readonly note?: readonly (string | false)[] | undefined;
  readonly children: ReactNode;
}

/** A part of a page with a title of its own. */
export function Sheet({ title, side, note = [], children }: Props) {
  const id = useId();
  const { language } = useLanguage();
  const says = sentencesText(
    note.filter((sentence) => sentence !== false),
    language,
  );
  return (
    <Paper
      component="section"
      className={classes.sheet ?? ''}
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
      {says !== '' && (
        <Text size="sm" c="var(--soft)" mb={8}>
          {says}
        </Text>
      )}
      {children}
    </Paper>
  );
}
