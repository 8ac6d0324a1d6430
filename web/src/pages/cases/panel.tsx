import { ActionIcon, CopyButton, Title, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useKeys } from '../../keys.tsx';
import { useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { CASES } from '../../words/cases.ts';
import { numberText } from '../../words/format.ts';
import { CaseView } from './case-view.tsx';
import classes from './page.module.css';
import type { AskedMove } from './use-open-case.ts';

interface Props {
  readonly caseId: string;
  /** Whether the keys of moves mean this case; else they mean the chosen rows. */
  readonly hasKeys: boolean;
  readonly onClose: () => void;
  readonly onAsk: (asked: AskedMove) => void;
  readonly onMatch: (caseId: string) => void;
}

/** One case beside the list. It is no dialog: the keys of the list go on working, and it follows the list's cursor. */
export function CasePanel({ caseId, onClose, ...rest }: Props) {
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
    </aside>
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
