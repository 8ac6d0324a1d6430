import { Button, Collapse, Table, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage, useWords } from '../../language.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { countText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import classes from './rules.module.css';

/** A built-in rule in words. */
export interface BuiltInRow {
  readonly id: string;
  readonly channel: string;
  readonly when: string;
  readonly says: string;
}

interface Props {
  /** What kind of rules they are, and what they say. */
  readonly title: string;
  readonly saysTitle: string;
  readonly rows: readonly BuiltInRow[];
}

/** The rules that come with the program, folded away until they are wanted. */
export function BuiltIn({ title, saysTitle, rows }: Props) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  const name = text.built_in(countText(rows.length, language));
  return (
    <section aria-label={name}>
      <Button
        variant="subtle"
        leftSection={<Sign size={16} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {name}
      </Button>
      <Collapse expanded={isOpen}>
        {isOpen && <Rows title={title} saysTitle={saysTitle} rows={rows} />}
      </Collapse>
    </section>
  );
}

function Rows({ title, saysTitle, rows }: Props) {
  const text = useWords(RULES);
  const [wanted, setWanted] = useState('');
  const shown = rows.filter((row) => Object.values(row).some((cell) => cell.includes(wanted.trim())));
  return (
    <Sheet title={title}>
      <TextInput
        aria-label={text.built_in_search}
        placeholder={text.built_in_search}
        w={280}
        value={wanted}
        onChange={({ currentTarget }) => setWanted(currentTarget.value)}
      />
      <Table mt="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.channel}</Table.Th>
            <Table.Th>{text.when}</Table.Th>
            <Table.Th>{saysTitle}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>{row.channel}</Table.Td>
              <Table.Td className={classes.subject}>{row.when}</Table.Td>
              <Table.Td className={classes.whole}>{row.says}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length === 0 && <Text c="var(--soft)">{text.built_in_none}</Text>}
    </Sheet>
  );
}
