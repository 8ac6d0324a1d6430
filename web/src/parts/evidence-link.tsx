import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { EvidenceRow } from '../../../src/server/contract/common.ts';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';
import { ORIGINAL_ROW } from '../words/original-row.ts';
import { EvidenceText } from './evidence-text.tsx';
import { OriginalRowDialog } from './original-row-dialog.tsx';

interface Props extends EvidenceRow {
  readonly size?: 'xs' | 'sm';
}

/** Names a row of a file, and opens it where it can be read again. */
export function EvidenceLink({ file, sheet, row, batch_id, size = 'sm' }: Props) {
  return (
    <EvidenceText file={file} sheet={sheet} row={row} size={size}>
      {batch_id !== null && <OriginalRowButton name={{ file, sheet, row }} batchId={batch_id} />}
    </EvidenceText>
  );
}

interface ButtonProps {
  readonly name: Omit<EvidenceRow, 'batch_id'>;
  readonly batchId: string;
}

function OriginalRowButton({ name: { file, sheet, row }, batchId }: ButtonProps) {
  const text = useWords(ORIGINAL_ROW);
  const { row_of } = useWords(COMMON);
  const [isOpen, { open, close }] = useDisclosure(false);
  const name = row_of(file, sheet, row);
  return (
    <>
      <Button
        className="no-print"
        variant="subtle"
        size="compact-xs"
        fw={400}
        px={0}
        aria-label={text.open_label(name)}
        onClick={open}
      >
        {text.open}
      </Button>
      <OriginalRowDialog title={name} batchId={batchId} row={row} isOpen={isOpen} onClose={close} />
    </>
  );
}
