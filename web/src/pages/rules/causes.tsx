import { VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useWords } from '../../language.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { countText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import type { Desk } from './desk.ts';
import { movedBy } from './draft.ts';
import { MoveButtons } from './fields.tsx';
import { useNames } from './names.ts';
import classes from './rules.module.css';

/** Causes in the order in which they are tried. */
export function CauseOrder({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const causes = useNames(desk.reply.causes);
  const order = desk.rules.cause_order;
  const [moved, setMoved] = useState<string | null>(null);
  return (
    <Sheet title={text.cause_order} note={[text.causes_note]}>
      <ol className={classes.rows}>
        {order.map((cause, at) => (
          <li key={cause} className={classes.row}>
            <span className={classes.place}>{countText(at + 1, language)}</span>
            <span>{causes.of(cause)}</span>
            {!desk.isFixed && (
              <MoveButtons
                name={causes.of(cause)}
                isFirst={at === 0}
                isLast={at === order.length - 1}
                onMove={(by) => {
                  desk.change({ cause_order: movedBy(order, at, by) });
                  setMoved(cause);
                }}
              />
            )}
          </li>
        ))}
      </ol>
      <VisuallyHidden role="status">
        {moved !== null && text.moved(causes.of(moved), countText(order.indexOf(moved) + 1, language))}
      </VisuallyHidden>
    </Sheet>
  );
}
