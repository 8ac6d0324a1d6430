import { ActionIcon, CopyButton, Title, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useLocation } from 'wouter';
import type { CaseDetail } from '../../../../src/server/contract/cases.ts';
import { useApi } from '../../api/queries.ts';
import { useArrival } from '../../arrival.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useKeys } from '../../keys.tsx';
import { useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { OriginalRowDialog } from '../../parts/original-row-dialog.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { CASES } from '../../words/cases.ts';
import { COMMON } from '../../words/common.ts';
import { numberText } from '../../words/format.ts';
import { CaseView } from './case-view.tsx';
import classes from './page.module.css';
import type { AskedMove } from './use-open-case.ts';

interface Props {
  readonly caseId: string;
  /** Holds the text of the case, for who puts the keyboard there. */
  readonly body: RefObject<HTMLElement | null>;
  /** Whether the keys of moves mean this case; else they mean the chosen rows. */
  readonly hasKeys: boolean;
  readonly onClose: () => void;
  readonly onAsk: (asked: AskedMove) => void;
  readonly onMatch: (caseId: string) => void;
}

/** One case beside the list. It is no dialog: the keys of the list go on working, and it follows the list's cursor. */
export function CasePanel({ caseId, body, onClose, ...rest }: Props) {
  const text = useWords(CASES);
  const bookId = useBookId();
  const found = useApi('case', { params: { book_id: bookId, case_id: caseId } }, { keep: true });
  useKeys([{ key: 'Escape', says: text.key_close, run: onClose }]);
  return (
    <aside className={classes.panel} aria-label={text.detail}>
      <div className={classes.panelHead}>
        {found.data !== undefined && <CaseNumber number={numberText(found.data.case.match_key)} />}
        <span className={classes.spring} />
        <ActionIcon aria-label={text.close_case} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      <section
        ref={body}
        className={classes.panelBody}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label={text.detail_text}
        aria-busy={found.isPlaceholderData}
      >
        {found.isPending && <Waiting />}
        {found.isError && <ErrorState fault={found.error} onRetry={() => void found.refetch()} />}
        {found.data !== undefined && <CaseView of={found.data.case} {...rest} />}
      </section>
      <CaseKeys of={found.isPlaceholderData ? undefined : found.data?.case} />
    </aside>
  );
}

/** Keys that lead on from the open case: to its order, and to the row of a file that it rests on. They wait until it has come. */
function CaseKeys({ of }: { readonly of: CaseDetail | undefined }) {
  const text = useWords(CASES);
  const { row_of } = useWords(COMMON);
  const bookId = useBookId();
  const [, go] = useLocation();
  const ready = useArrival(of !== undefined);
  const [shown, setShown] = useState<CaseDetail['evidence'][number] | null>(null);
  const toOrder = (): void => {
    const number = of?.order_no ?? null;
    if (number !== null) go(bookPath(bookId, `orders/${encodeURIComponent(number)}`));
  };
  const showRow = (): void => setShown(of?.evidence.find(({ batch_id }) => batch_id !== null) ?? null);
  useKeys([
    { key: 'o', says: text.to_order, run: toOrder, ready },
    { key: 'v', says: text.key_row, run: showRow, ready },
  ]);
  if (shown === null || shown.batch_id === null) return null;
  const { file, sheet, row, batch_id } = shown;
  return (
    <OriginalRowDialog
      title={row_of(file, sheet, row)}
      batchId={batch_id}
      row={row}
      isOpen
      onClose={() => setShown(null)}
    />
  );
}

function CaseNumber({ number }: { readonly number: string }) {
  return (
    <>
      <Title order={2} fz="sm" className={classes.number}>
        {number}
      </Title>
      <CopyNumber number={number} />
    </>
  );
}

/** Copies a number to the clipboard. */
function CopyNumber({ number }: { readonly number: string }) {
  const text = useWords(CASES);
  return (
    <CopyButton value={number}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? text.copied : text.copy}>
          <ActionIcon aria-label={text.copy} onClick={copy}>
            {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
