import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useLanguage, useWords } from '../../language.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { countText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import { movedBy } from './draft.ts';
import { AddButton, MoveButtons, RemoveButton } from './fields.tsx';
import classes from './rules.module.css';

/** What a rule is shown by: when it speaks, and what it says. */
interface Fields {
  readonly when: ReactNode;
  readonly says: ReactNode;
}

interface Props<T> {
  /** The book's own rules in the order in which they are tried. */
  readonly rules: readonly T[];
  readonly note?: string;
  readonly isFixed: boolean;
  readonly onChange: (rules: readonly T[]) => void;
  readonly newRule: () => T;
  readonly fieldsOf: (rule: T, onChange: (rule: T) => void) => Fields;
}

/** Rules of the book's own in their order: added, changed, moved and removed. */
export function OwnRules<T extends { readonly id: string }>(props: Props<T>) {
  const { rules, note, isFixed, onChange, newRule, fieldsOf } = props;
  const text = useWords(RULES);
  const { language } = useLanguage();
  const [moved, setMoved] = useState<string | null>(null);
  const place = rules.findIndex(({ id }) => id === moved) + 1;
  const move = (rule: T, by: number): void => {
    onChange(movedBy(rules, rules.indexOf(rule), by));
    setMoved(rule.id);
  };
  return (
    <Sheet title={text.own_rules} note={[note ?? false, rules.length === 0 && text.own_none]}>
      {rules.map((rule, at) => {
        const { when, says } = fieldsOf(rule, (next) => onChange(rules.with(at, next)));
        return (
          <div key={rule.id} className={classes.rule} role="group" aria-label={text.rule(rule.id)}>
            {when}
            <div className={classes.test}>
              <span className={classes.word} aria-hidden>
                →
              </span>
              {says}
              {!isFixed && (
                <>
                  <MoveButtons
                    name={text.rule(rule.id)}
                    isFirst={at === 0}
                    isLast={at === rules.length - 1}
                    onMove={(by) => move(rule, by)}
                  />
                  <RemoveButton name={text.rule(rule.id)} onRemove={() => onChange(rules.toSpliced(at, 1))} />
                </>
              )}
            </div>
          </div>
        );
      })}
      {!isFixed && <AddButton onAdd={() => onChange([...rules, newRule()])} />}
      <VisuallyHidden role="status">
        {moved !== null && place > 0 && text.moved(text.rule(moved), countText(place, language))}
      </VisuallyHidden>
    </Sheet>
  );
}
