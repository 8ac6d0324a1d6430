import { Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';
import classes from './evidence-text.module.css';

interface Props {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
  readonly size?: 'xs' | 'sm';
  /** What follows the name, in the same lines. */
  readonly children?: ReactNode;
}

/** Names a row of a file. A line ends within the name of the file only where there is no room for it. */
export function EvidenceText({ file, sheet, row, size = 'sm', children }: Props) {
  const { row_of } = useWords(COMMON);
  return (
    <Text size={size} component="span" maw="100%" style={{ display: 'inline-flex', gap: 4 }}>
      <IconFileText size={14} aria-hidden style={{ flex: 'none', marginBlockStart: 3 }} />
      <span className={classes.words}>
        {row_of(file, sheet, row)} {children}
      </span>
    </Text>
  );
}
