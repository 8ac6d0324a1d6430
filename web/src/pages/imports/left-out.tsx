import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ImportCard } from '../../../../src/server/contract/imports.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { countText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import classes from './receipts.module.css';

/** The tables of an imported file that nobody knows, with the way to teach them; nothing where there is none. */
export function LeftOut({ tables }: { readonly tables: ImportCard['left_out'] }) {
  const text = useWords(IMPORTS);
  const say = useSay();
  const { language } = useLanguage();
  const bookId = useBookId();
  if (tables.length === 0) return null;
  return (
    <Stack gap={4} px="xs" py={4} role="note">
      {tables.map(({ member, sheet, row_count, says }) => {
        const name = [member, sheet].filter((part) => part !== null).join(' · ');
        return (
          <Group key={name} gap={6} wrap="nowrap" align="flex-start">
            <IconAlertTriangle size={15} aria-hidden className={classes.warn} />
            <div>
              <Text size="sm">
                {text.left_out(name, countText(row_count, language))}{' '}
                <Anchor component={Link} href={bookPath(bookId, 'import')} size="sm">
                  {text.left_out_teach}
                </Anchor>
              </Text>
              <Text size="xs" c="var(--soft)">
                {say(says)}
              </Text>
            </div>
          </Group>
        );
      })}
    </Stack>
  );
}
