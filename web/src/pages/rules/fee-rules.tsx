import { Stack, TextInput } from '@mantine/core';
import { useWords } from '../../language.tsx';
import { RULES } from '../../words/rules.ts';
import { BuiltIn, type BuiltInRow } from './built-in.tsx';
import type { Desk } from './desk.ts';
import { isPattern } from './draft.ts';
import { useFault } from './faults.ts';
import { EVERY, type FeeRule, type FeeTest, FIELDS, HOWS, newRule, type When, whenOf } from './fee-rule.ts';
import { Choice } from './fields.tsx';
import { useNames } from './names.ts';
import { OwnRules } from './own-rules.tsx';
import classes from './rules.module.css';
import { Subjects } from './subjects.tsx';
import { Tests } from './tests.tsx';

/** Which line is which fee: what no rule knows, the book's own rules in their order, and the built-in ones. */
export function FeeRules({ desk }: { readonly desk: Desk }) {
  return (
    <Stack gap="sm">
      <Subjects desk={desk} />
      <OwnFeeRules desk={desk} />
      <BuiltInFeeRules desk={desk} />
    </Stack>
  );
}

function OwnFeeRules({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const components = useNames(desk.reply.components);
  const { isFixed } = desk;
  const own = desk.rules.fee_rules.filter(({ built_in }) => !built_in);
  const rest = desk.rules.fee_rules.filter(({ built_in }) => built_in);
  const first = Object.keys(desk.reply.components)[0] ?? '';
  return (
    <OwnRules
      rules={own}
      isFixed={isFixed}
      onChange={(rules) => desk.change({ fee_rules: [...rules, ...rest] })}
      newRule={() => newRule(desk.rules.fee_rules, first)}
      fieldsOf={(rule: FeeRule, onChange) => ({
        when: (
          <WhenFields desk={desk} when={whenOf(rule.when)} onChange={(when) => onChange({ ...rule, when })} />
        ),
        says: (
          <Choice
            label={text.component}
            value={rule.component}
            names={components.all}
            isFixed={isFixed}
            onChange={(component) => onChange({ ...rule, component })}
          />
        ),
      })}
    />
  );
}

interface WhenFieldsProps {
  readonly desk: Desk;
  readonly when: When;
  readonly onChange: (when: When) => void;
}

function WhenFields({ desk, when, onChange }: WhenFieldsProps) {
  const { isFixed } = desk;
  const { and, ...alone } = when;
  return (
    <Tests
      desk={desk}
      channel={when.channel}
      onChannel={(channel) => onChange({ ...when, channel })}
      first={
        <TestFields test={when.test} isFixed={isFixed} onChange={(test) => onChange({ ...when, test })} />
      }
      second={
        and === undefined ? null : (
          <TestFields test={and} isFixed={isFixed} onChange={(test) => onChange({ ...when, and: test })} />
        )
      }
      onAdd={() => onChange({ ...when, and: { field: 'entry_type', how: 'equals', value: '' } })}
      onRemove={() => onChange(alone)}
    />
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
  const fault = useFault(isEmpty ? text.value_needed : isWrong ? text.pattern_wrong : undefined);
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
        {...fault}
        onChange={({ currentTarget }) => onChange({ ...test, value: currentTarget.value })}
      />
    </>
  );
}

function BuiltInFeeRules({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const components = useNames(desk.reply.components);
  const channels = useNames(desk.reply.channels);
  const rules = desk.rules.fee_rules.filter(({ built_in }) => built_in);
  const rows = rules.map((rule): BuiltInRow => {
    const { channel, test, and } = whenOf(rule.when);
    const when = [test, ...(and === undefined ? [] : [and])].map(
      ({ field, how, value }) => `${text[`field_${field}`]} ${text[`how_${how}`]} ${value}`,
    );
    return {
      id: rule.id,
      channel: channel === EVERY ? text.every_channel : channels.of(channel),
      when: when.join(` ${text.and} `),
      says: components.of(rule.component),
    };
  });
  return <BuiltIn title={text.fee_rules} saysTitle={text.component} rows={rows} />;
}
