import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSay, useWords } from '../../language.tsx';
import { capitalText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import { BuiltIn, type BuiltInRow } from './built-in.tsx';
import type { Desk } from './desk.ts';
import { EVERY } from './fee-rule.ts';
import { Choice } from './fields.tsx';
import {
  howOf,
  KEY_HOWS,
  type KeyHow,
  type KeyRule,
  type KeyTest,
  newKeyRule,
  patternFault,
  patternOf,
  renamed,
  wordsOf,
} from './key-rule.ts';
import { useKeyRuleWords } from './key-rule-words.ts';
import { useNames } from './names.ts';
import { OwnRules } from './own-rules.tsx';
import classes from './rules.module.css';
import { Tests } from './tests.tsx';
import { TryLine } from './try-line.tsx';

/** Where a wallet line names its order: the book's own rules in their order, a line to try them on, the built-in ones. */
export function KeyRules({ desk }: { readonly desk: Desk }) {
  return (
    <Stack gap="sm">
      <OwnKeyRules desk={desk} />
      <TryLine desk={desk} />
      <BuiltInKeyRules desk={desk} />
    </Stack>
  );
}

const NAMES = ['order_no', 'tracking_no', 'nothing'] as const satisfies readonly KeyRule['names'][];

function OwnKeyRules({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { isFixed } = desk;
  const own = desk.rules.key_rules.filter(({ built_in }) => !built_in);
  const rest = desk.rules.key_rules.filter(({ built_in }) => built_in);
  return (
    <OwnRules
      rules={own}
      note={text.keys_note}
      isFixed={isFixed}
      onChange={(rules) => desk.change({ key_rules: [...rules, ...rest] })}
      newRule={() => newKeyRule(desk.rules.key_rules)}
      fieldsOf={(rule: KeyRule, onChange) => ({
        when: <WhenFields desk={desk} rule={rule} onChange={onChange} />,
        says: (
          <Choice
            label={text.names}
            width={140}
            value={rule.names}
            names={NAMES.map((names) => ({ value: names, label: text[`names_${names}`] }))}
            isFixed={isFixed}
            onChange={(code) => onChange(renamed(rule, NAMES.find((names) => names === code) ?? NAMES[0]))}
          />
        ),
      })}
    />
  );
}

interface WhenFieldsProps {
  readonly desk: Desk;
  readonly rule: KeyRule;
  readonly onChange: (rule: KeyRule) => void;
}

function WhenFields({ desk, rule, onChange }: WhenFieldsProps) {
  const { guard, ...alone } = rule;
  return (
    <Tests
      desk={desk}
      channel={rule.channel}
      onChannel={(channel) => onChange({ ...rule, channel })}
      first={
        <PatternFields
          desk={desk}
          names={rule.names}
          test={rule}
          onChange={(test) => onChange({ ...rule, ...test })}
        />
      }
      second={
        guard === undefined ? null : (
          <PatternFields
            desk={desk}
            names="nothing"
            test={guard}
            onChange={(test) => onChange({ ...rule, guard: test })}
          />
        )
      }
      onAdd={() => onChange({ ...rule, guard: { field: 'entry_type', pattern: patternOf('equals', '') } })}
      onRemove={() => onChange(alone)}
    />
  );
}

interface PatternFieldsProps {
  readonly desk: Desk;
  /** Whether the pattern takes a number out, or is only found. */
  readonly names: KeyRule['names'];
  readonly test: KeyTest;
  readonly onChange: (test: KeyTest) => void;
}

/** A field and its pattern, said in words where there is a phrase for it. */
function PatternFields({ desk, names, test: { field, pattern }, onChange }: PatternFieldsProps) {
  const text = useWords(RULES);
  const say = useSay();
  const { isFixed, reply } = desk;
  const fields = reply.key_fields;
  const [chosen, setChosen] = useState<KeyHow | null>(null);
  const hows: readonly KeyHow[] = KEY_HOWS[names];
  const isSaid = chosen !== null && hows.includes(chosen) && wordsOf(chosen, pattern) !== null;
  const how = isSaid ? chosen : howOf(names, pattern);
  const words = wordsOf(how, pattern) ?? pattern;
  const fault = patternFault(names, pattern);
  const choose = (next: KeyHow): void => {
    setChosen(next);
    if (next !== 'matches') onChange({ field, pattern: patternOf(next, how === 'matches' ? '' : words) });
  };
  return (
    <>
      <Choice
        label={text.field}
        width={150}
        value={field}
        names={fields.map((each) => ({ value: each.field, label: capitalText(say(each.name)) }))}
        isFixed={isFixed}
        onChange={(code) =>
          onChange({ field: fields.find((each) => each.field === code)?.field ?? field, pattern })
        }
      />
      <Choice
        label={text.how}
        width={160}
        value={how}
        names={hows.map((each) => ({ value: each, label: text[`key_how_${each}`] }))}
        isFixed={isFixed}
        onChange={(code) => choose(hows.find((each) => each === code) ?? how)}
      />
      <TextInput
        aria-label={text.value}
        className={classes.value}
        maxLength={400}
        placeholder={how === 'whole' ? text.key_whole_words : undefined}
        value={words}
        readOnly={isFixed}
        error={fault === null ? undefined : text[fault]}
        onChange={({ currentTarget }) => onChange({ field, pattern: patternOf(how, currentTarget.value) })}
      />
    </>
  );
}

function BuiltInKeyRules({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const channels = useNames(desk.reply.channels);
  const whenOf = useKeyRuleWords(desk);
  const rules = desk.rules.key_rules.filter(({ built_in }) => built_in);
  const rows = rules.map((rule): BuiltInRow => {
    const { id, channel, names } = rule;
    return {
      id,
      channel: channel === EVERY ? text.every_channel : channels.of(channel),
      when: whenOf(rule),
      says: text[`names_${names}`],
    };
  });
  return <BuiltIn title={text.key_rules} saysTitle={text.names} rows={rows} />;
}
