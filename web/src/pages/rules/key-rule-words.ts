import { useSay, useWords } from '../../language.tsx';
import { RULES } from '../../words/rules.ts';
import type { Desk } from './desk.ts';
import { howOf, type KeyRule, type KeyTest, wordsOf } from './key-rule.ts';

/** Says in words when a key rule speaks. */
export function useKeyRuleWords({ reply }: Desk): (rule: KeyRule) => string {
  const text = useWords(RULES);
  const say = useSay();
  const fields = new Map(reply.key_fields.map((each) => [each.field, say(each.name)]));
  const told = (names: KeyRule['names'], { field, pattern }: KeyTest): string => {
    const how = howOf(names, pattern);
    return `${fields.get(field)} ${text[`key_how_${how}`]} ${wordsOf(how, pattern) ?? pattern}`;
  };
  return (rule) =>
    [told(rule.names, rule), ...(rule.guard === undefined ? [] : [told('nothing', rule.guard)])].join(
      ` ${text.and} `,
    );
}
