import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKeys } from '../../keys.tsx';
import { useLanguage, useWords } from '../../language.tsx';
import { countText } from '../../words/format.ts';
import { TABLE } from '../../words/table.ts';
import classes from './table.module.css';
import type { Table } from './use-table.ts';

interface Props {
  readonly table: Table;
  readonly count: number;
  readonly total: number | undefined;
  /** What can be done with the chosen rows. */
  readonly children: ReactNode;
}

/** Tells how many rows are chosen, offers all of the filter, and holds what can be done with them. */
export function BulkBar({ table, count, total, children }: Props) {
  const text = useWords(TABLE);
  const { language } = useLanguage();
  const chooseNone = (): void => table.choose({ all: false, rows: new Map() });
  useKeys([{ key: 'Escape', says: text.choose_none, run: chooseNone }]);
  return (
    <div
      className={`${classes.bulk} no-print`}
      role="toolbar"
      aria-label={text.chosen(countText(count, language))}
    >
      <Text size="sm" fw={600} aria-live="polite">
        {text.chosen(countText(count, language))}
      </Text>
      {!table.chosen.all && total !== undefined && total > count && (
        <Button variant="subtle" size="compact-sm" onClick={() => table.choose({ all: true })}>
          {text.choose_all(countText(total, language))}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={chooseNone}>
        {text.choose_none}
      </Button>
      {children}
    </div>
  );
}
