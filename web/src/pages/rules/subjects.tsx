import { ActionIcon, Group, Select, Table, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useLanguage, useWords } from '../../language.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { countText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import type { Desk, RulesReply } from './desk.ts';
import { ruleFor, ruleOfSubject } from './fee-rule.ts';
import { useNames } from './names.ts';
import classes from './rules.module.css';

/** Kinds of line that no rule knows; choosing what they are makes an own rule. */
export function Subjects({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { unknown_subjects } = desk.reply;
  return (
    <Sheet title={text.subjects}>
      <Text size="sm" c="var(--soft)">
        {unknown_subjects.length === 0 ? text.subjects_none : text.subjects_note}
      </Text>
      {unknown_subjects.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{text.subject}</Table.Th>
              <Table.Th ta="end">{text.lines}</Table.Th>
              <Table.Th ta="end">{text.amount}</Table.Th>
              <Table.Th w={260}>{text.assign}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {unknown_subjects.map((subject) => (
              <SubjectRow key={subject.subject} desk={desk} of={subject} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Sheet>
  );
}

interface SubjectRowProps {
  readonly desk: Desk;
  readonly of: RulesReply['unknown_subjects'][number];
}

function SubjectRow({ desk, of: { subject, lines, minor } }: SubjectRowProps) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const components = useNames(desk.reply.components);
  const { rules, change, isFixed } = desk;
  const made = ruleFor(rules.fee_rules, subject);
  const others = rules.fee_rules.filter((rule) => rule !== made);
  const assign = (component: string): void =>
    change({ fee_rules: [ruleOfSubject(others, subject, component), ...others] });
  return (
    <Table.Tr>
      <Table.Td className={classes.subject}>{subject}</Table.Td>
      <Table.Td ta="end">{countText(lines, language)}</Table.Td>
      <Table.Td ta="end">
        <MoneyText minor={minor} signed />
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap" align="flex-start">
          <Select
            aria-label={text.assign_label(subject)}
            placeholder={text.assign}
            searchable
            w={200}
            data={components.all}
            value={made?.component ?? null}
            readOnly={isFixed}
            description={made === undefined ? undefined : text.assigned}
            styles={{ description: { color: 'var(--soft)' } }}
            inputWrapperOrder={['input', 'description']}
            onChange={(component) => component !== null && assign(component)}
          />
          {made !== undefined && !isFixed && (
            <ActionIcon
              size={36}
              aria-label={text.unassign(subject)}
              onClick={() => change({ fee_rules: others })}
            >
              <IconArrowBackUp size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
