import { ActionIcon, Button, Collapse, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage, useWords } from '../../language.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { countText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import type { Desk } from './desk.ts';
import { isPattern, movedBy } from './draft.ts';
import { EVERY, type FeeRule, type FeeTest, FIELDS, HOWS, newRule, type When, whenOf } from './fee-rule.ts';
import { AddButton, Choice, MoveButtons, RemoveButton } from './fields.tsx';
import { useNames } from './names.ts';
import classes from './rules.module.css';
import { Subjects } from './subjects.tsx';

/** Which line is which fee: what no rule knows, the book's own rules in their order, and the built-in ones. */
export function FeeRules({ desk }: { readonly desk: Desk }) {
  return (
    <Stack gap="sm">
      <Subjects desk={desk} />
      <OwnRules desk={desk} />
      <BuiltIn desk={desk} />
    </Stack>
  );
}

function OwnRules({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const own = desk.rules.fee_rules.filter(({ built_in }) => !built_in);
  const rest = desk.rules.fee_rules.filter(({ built_in }) => built_in);
  const put = (rules: readonly FeeRule[]): void => desk.change({ fee_rules: [...rules, ...rest] });
  const first = Object.keys(desk.reply.components)[0] ?? '';
  return (
    <Sheet title={text.own_rules}>
      {own.length === 0 && (
        <Text size="sm" c="var(--soft)">
          {text.own_none}
        </Text>
      )}
      {own.map((rule, at) => (
        <RuleRow
          key={rule.id}
          desk={desk}
          rule={rule}
          isFirst={at === 0}
          isLast={at === own.length - 1}
          onChange={(next) => put(own.with(at, next))}
          onRemove={() => put(own.toSpliced(at, 1))}
          onMove={(by) => put(movedBy(own, at, by))}
        />
      ))}
      {!desk.isFixed && <AddButton onAdd={() => put([...own, newRule(desk.rules.fee_rules, first)])} />}
    </Sheet>
  );
}

interface RuleRowProps {
  readonly desk: Desk;
  readonly rule: FeeRule;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (rule: FeeRule) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: number) => void;
}

function RuleRow({ desk, rule, isFirst, isLast, onChange, onRemove, onMove }: RuleRowProps) {
  const text = useWords(RULES);
  const components = useNames(desk.reply.components);
  const { isFixed } = desk;
  return (
    <div className={classes.rule}>
      <WhenFields desk={desk} when={whenOf(rule.when)} onChange={(when) => onChange({ ...rule, when })} />
      <div className={classes.test}>
        <span className={classes.word} aria-hidden>
          →
        </span>
        <Choice
          label={text.component}
          value={rule.component}
          names={components.all}
          isFixed={isFixed}
          onChange={(component) => onChange({ ...rule, component })}
        />
        {!isFixed && (
          <>
            <MoveButtons name={text.rule(rule.id)} isFirst={isFirst} isLast={isLast} onMove={onMove} />
            <RemoveButton name={text.rule(rule.id)} onRemove={onRemove} />
          </>
        )}
      </div>
    </div>
  );
}

interface WhenFieldsProps {
  readonly desk: Desk;
  readonly when: When;
  readonly onChange: (when: When) => void;
}

function WhenFields({ desk, when, onChange }: WhenFieldsProps) {
  const text = useWords(RULES);
  const channels = useNames(desk.reply.channels);
  const { isFixed } = desk;
  const { and, ...alone } = when;
  return (
    <div className={classes.tests}>
      <div className={classes.test}>
        <Choice
          label={text.channel}
          width={130}
          value={when.channel}
          names={[{ value: EVERY, label: text.every_channel }, ...channels.all]}
          isFixed={isFixed}
          onChange={(channel) => onChange({ ...when, channel })}
        />
        <TestFields test={when.test} isFixed={isFixed} onChange={(test) => onChange({ ...when, test })} />
        {and === undefined && !isFixed && (
          <ActionIcon
            size={36}
            aria-label={text.add_and}
            title={text.add_and}
            onClick={() => onChange({ ...when, and: { field: 'entry_type', how: 'equals', value: '' } })}
          >
            <IconPlus size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {and !== undefined && (
        <div className={classes.test}>
          <span className={`${classes.word} ${classes.and}`}>{text.and}</span>
          <TestFields test={and} isFixed={isFixed} onChange={(test) => onChange({ ...when, and: test })} />
          {!isFixed && (
            <ActionIcon size={36} aria-label={text.remove_and} onClick={() => onChange(alone)}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      )}
    </div>
  );
}

interface TestFieldsProps {
  readonly test: FeeTest;
  readonly isFixed: boolean;
  readonly onChange: (test: FeeTest) => void;
}

function TestFields({ test, isFixed, onChange }: TestFieldsProps) {
  const text = useWords(RULES);
  const isEmpty = test.value.trim() === '';
  const isWrong = test.how === 'matches' && !isPattern(test.value);
  return (
    <>
      <Choice
        label={text.field}
        width={120}
        value={test.field}
        names={FIELDS.map((field) => ({ value: field, label: text[`field_${field}`] }))}
        isFixed={isFixed}
        onChange={(field) =>
          onChange({ ...test, field: FIELDS.find((each) => each === field) ?? test.field })
        }
      />
      <Choice
        label={text.how}
        width={130}
        value={test.how}
        names={HOWS.map((how) => ({ value: how, label: text[`how_${how}`] }))}
        isFixed={isFixed}
        onChange={(how) => onChange({ ...test, how: HOWS.find((each) => each === how) ?? test.how })}
      />
      <TextInput
        aria-label={text.value}
        className={classes.value}
        maxLength={500}
        value={test.value}
        readOnly={isFixed}
        error={isEmpty ? text.value_needed : isWrong ? text.pattern_wrong : undefined}
        onChange={({ currentTarget }) => onChange({ ...test, value: currentTarget.value })}
      />
    </>
  );
}

function BuiltIn({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const rules = desk.rules.fee_rules.filter(({ built_in }) => built_in);
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  if (rules.length === 0) return null;
  return (
    <section aria-label={text.built_in(countText(rules.length, language))}>
      <Button
        variant="subtle"
        leftSection={<Sign size={16} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {text.built_in(countText(rules.length, language))}
      </Button>
      <Collapse expanded={isOpen}>{isOpen && <BuiltInRows desk={desk} rules={rules} />}</Collapse>
    </section>
  );
}

function BuiltInRows({ desk, rules }: { readonly desk: Desk; readonly rules: readonly FeeRule[] }) {
  const text = useWords(RULES);
  const [wanted, setWanted] = useState('');
  const components = useNames(desk.reply.components);
  const channels = useNames({ ...desk.reply.channels });
  const told = rules.map((rule) => {
    const { channel, test, and } = whenOf(rule.when);
    const when = [test, ...(and === undefined ? [] : [and])].map(
      ({ field, how, value }) => `${text[`field_${field}`]} ${text[`how_${how}`]} ${value}`,
    );
    return {
      id: rule.id,
      channel: channel === EVERY ? text.every_channel : channels.of(channel),
      when: when.join(` ${text.and} `),
      component: components.of(rule.component),
    };
  });
  const shown = told.filter((row) => Object.values(row).some((cell) => cell.includes(wanted.trim())));
  return (
    <Sheet title={text.fee_rules}>
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
            <Table.Th>{text.component}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>{row.channel}</Table.Td>
              <Table.Td className={classes.subject}>{row.when}</Table.Td>
              <Table.Td>{row.component}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length === 0 && <Text c="var(--soft)">{text.built_in_none}</Text>}
    </Sheet>
  );
}
