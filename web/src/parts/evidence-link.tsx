import { Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';

interface Props {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
}

/** Names a row of a file. */
export function EvidenceLink({ file, sheet, row }: Props) {
  const { row_of } = useWords(COMMON);
  return (
    <Text size="sm" component="span" style={{ overflowWrap: 'anywhere' }}>
      <IconFileText size={14} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 4 }} />
      {row_of(file, sheet, row)}
    </Text>
  );
}
