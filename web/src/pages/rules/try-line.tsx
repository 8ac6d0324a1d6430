import { Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { countText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import type { Desk } from './desk.ts';
import { useKeyRuleWords } from './key-rule-words.ts';
import { useNames } from './names.ts';
import classes from './rules.module.css';
import { type Decision, decisionOn, type TypedLine } from './typed-line.ts';

/** A wallet line that is typed in, and what the rules as drafted say of it at once. */
export function TryLine({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const say = useSay();
  const whenOf = useKeyRuleWords(desk);
  const channels = useNames(desk.reply.channels);
  const cells = desk.reply.key_fields.flatMap(({ field, name }) =>
    field === 'any' ? [] : [{ field, name }],
  );
  const [line, setLine] = useState<TypedLine>({ channel: channels.all[0]?.value ?? '' });
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
        {cells.map(({ field, name }) => (
          <TextInput
            key={field}
            label={say(name)}
            maxLength={500}
            value={line[field] ?? ''}
            onChange={({ currentTarget }) => setLine({ ...line, [field]: currentTarget.value })}
          />
        ))}
      </div>
      <Text mt="xs" fw={600} role="status">
        {cells.some(({ field }) => (line[field] ?? '') !== '') &&
          told(decisionOn(desk.rules.key_rules, line))}
      </Text>
    </Sheet>
  );
}
