import { Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useWords } from '../../language.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { countText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import type { Desk } from './desk.ts';
import { KEY_FIELDS } from './key-rule.ts';
import { useKeyRuleWords } from './key-rule-words.ts';
import { useNames } from './names.ts';
import classes from './rules.module.css';
import { type Decision, decisionOn, type TypedLine } from './typed-line.ts';

const CELLS = KEY_FIELDS.filter((field) => field !== 'any');

/** A wallet line that is typed in, and what the rules as drafted say of it at once. */
export function TryLine({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const whenOf = useKeyRuleWords();
  const channels = useNames(desk.reply.channels);
  const [line, setLine] = useState<TypedLine>({
    channel: channels.all[0]?.value ?? '',
    base_order_no: '',
    merchant_order_no: '',
    entry_type: '',
    description: '',
    memo: '',
    title: '',
  });
  const told = (decision: Decision | null): string => {
    if (decision === null) return text.try_line_none;
    const { rule, order_no } = decision;
    const name = rule.built_in
      ? text.built_in_rule(whenOf(rule))
      : text.own_rule(countText(desk.rules.key_rules.indexOf(rule) + 1, language));
    return order_no === null ? text.try_line_nothing(name) : text.try_line_found(order_no, name);
  };
  return (
    <Sheet title={text.try_line}>
      <Text size="sm" c="var(--soft)">
        {text.try_line_note}
      </Text>
      <div className={classes.cells}>
        <Select
          label={text.channel}
          searchable
          data={channels.all}
          value={line.channel}
          onChange={(channel) => channel !== null && setLine({ ...line, channel })}
        />
        {CELLS.map((field) => (
          <TextInput
            key={field}
            label={text[`key_field_${field}`]}
            maxLength={500}
            value={line[field]}
            onChange={({ currentTarget }) => setLine({ ...line, [field]: currentTarget.value })}
          />
        ))}
      </div>
      <Text mt="xs" fw={600} role="status">
        {CELLS.some((field) => line[field] !== '') && told(decisionOn(desk.rules.key_rules, line))}
      </Text>
    </Sheet>
  );
}
