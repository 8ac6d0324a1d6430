import { Text } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail } from '../../../../src/server/contract/cases.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { CaseName } from '../../parts/case-name.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { CASES } from '../../words/cases.ts';
import { capitalText, numberText } from '../../words/format.ts';
import { MoveForm } from './move-form.tsx';
import type { Made } from './use-moves.tsx';
import type { AskedMove } from './use-open-case.ts';

interface Props {
  readonly asked: AskedMove;
  readonly onClose: () => void;
  readonly onMade: (made: Made) => void;
}

/**
 * The form of a move of one case. It is there as soon as the move is asked for, names its case, and stays with that case
 * as it was when the form was filled: whatever the list or the cursor does, and whoever changes the case meanwhile.
 */
export function CaseMove({ asked: { caseId, title }, asked, onClose, onMade }: Props) {
  const bookId = useBookId();
  const [of, setOf] = useState<CaseDetail | null>(null);
  const input = { params: { book_id: bookId, case_id: caseId } };
  const found = useApi('case', input, { staleTime: 0 });
  if (of === null && found.data !== undefined && !found.isFetching) setOf(found.data.case);
  return (
    <Dialog title={title} size="lg" onClose={onClose}>
      {of === null && found.isError && (
        <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
      )}
      {of === null && !found.isError && <Waiting />}
      {of !== null && <BoundForm of={of} asked={asked} onClose={onClose} onMade={onMade} />}
    </Dialog>
  );
}

function BoundForm({ of, asked, onClose, onMade }: Props & { readonly of: CaseDetail }) {
  const text = useWords(CASES);
  const say = useSay();
  const offered = of.moves.find(({ move }) => move === asked.move);
  return (
    <>
      <CaseName
        number={numberText(of.match_key)}
        kind={capitalText(say(of.type_name))}
        minor={of.discrepancy_minor}
      />
      {offered === undefined ? (
        <Text size="sm" role="alert">
          {text.move_illegal(say(of.state_name))}
        </Text>
      ) : (
        <MoveForm
          offered={offered}
          selection={{ cases: [{ case_id: of.case_id, version: of.version }] }}
          cause={of.cause}
          onClose={onClose}
          onMade={onMade}
        />
      )}
    </>
  );
}
