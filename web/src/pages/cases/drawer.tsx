import { ActionIcon, Drawer, Group } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useKeys } from '../../keys.tsx';
import { useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { CASES } from '../../words/cases.ts';
import { CaseView } from './case-view.tsx';

interface Props {
  readonly caseId: string;
  readonly onClose: () => void;
  /** Opens the next (1) or previous (−1) case of the list. */
  readonly onStep: (step: 1 | -1) => void;
  readonly onMade: (made: ReplyOf<'make_move'>) => void;
  readonly onMatch: (caseId: string) => void;
  readonly onUndo: () => void;
}

/** One case beside the list. */
export function CaseDrawer({ caseId, onClose, onStep, onMade, onMatch, onUndo }: Props) {
  const text = useWords(CASES);
  const bookId = useBookId();
  const found = useApi('case', { params: { book_id: bookId, case_id: caseId } }, { keep: true });
  useKeys([
    { key: 'j', says: text.next, run: () => onStep(1), inDialog: true },
    { key: 'k', says: text.previous, run: () => onStep(-1), inDialog: true },
    { key: 'u', says: text.key_undo, run: onUndo, inDialog: true },
  ]);
  const title = found.data === undefined ? text.title : found.data.case.match_key;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      withOverlay={false}
      lockScroll={false}
      title={
        <Group gap="xs">
          <span>{title}</span>
          <ActionIcon aria-label={text.previous} onClick={() => onStep(-1)}>
            <IconChevronUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={text.next} onClick={() => onStep(1)}>
            <IconChevronDown size={18} aria-hidden />
          </ActionIcon>
        </Group>
      }
      closeButtonProps={{ 'aria-label': text.close_case }}
    >
      {found.isPending && <Waiting />}
      {found.isError && <ErrorState fault={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <CaseView of={found.data.case} onMade={onMade} onMatch={() => onMatch(caseId)} />
      )}
    </Drawer>
  );
}
