import { Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../../language.tsx';
import { COMMON } from '../../words/common.ts';
import { LANGUAGE_NAMES, SESSION } from '../../words/session.ts';
import { LANGUAGES } from '../../words/words.ts';
import classes from './door.module.css';

/** The sheet on which people sign in: the product's name, a form, the choice of language. */
export function DoorSheet({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { product } = useWords(COMMON);
  const { promise } = useWords(SESSION);
  return (
    <main className={classes.door}>
      <Stack w={380} gap="lg">
        <Group gap="sm" wrap="nowrap">
          <img src="/icon.svg" alt="" width={40} height={40} />
          <div>
            <Text fw={700} size="xl" lh={1.2}>
              {product}
            </Text>
            <Text size="sm" c="var(--soft)">
              {promise}
            </Text>
          </div>
        </Group>
        <Paper withBorder p="xl" bg="var(--sheet)">
          <Title order={1} mb="md">
            {title}
          </Title>
          {children}
        </Paper>
        <LanguageRow />
      </Stack>
    </main>
  );
}

function LanguageRow() {
  const { language, chooseLanguage } = useLanguage();
  const { language: label } = useWords(SESSION);
  return (
    <Group gap="md" justify="center" role="group" aria-label={label}>
      {LANGUAGES.map((one) => (
        <UnstyledButton
          key={one}
          lang={one}
          className={classes.language}
          aria-pressed={one === language}
          onClick={() => chooseLanguage(one)}
        >
          {LANGUAGE_NAMES[one]}
        </UnstyledButton>
      ))}
    </Group>
  );
}
