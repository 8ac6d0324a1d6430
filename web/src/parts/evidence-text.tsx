import { Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';

interface Props {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
  readonly size?: 'xs' | 'sm';
}

/** Names a row of a file. */
export function EvidenceText({ file, sheet, row, size = 'sm' }: Props) {
  const { row_of } = useWords(COMMON);
  return (
    <Text size={size} component="span" style={{ display: 'inline-flex', gap: 4, overflowWrap: 'anywhere' }}>
      <IconFileText size={14} aria-hidden style={{ flex: 'none', marginBlockStart: 3 }} />
      <span>{row_of(file, sheet, row)}</span>
    </Text>
  );
}
