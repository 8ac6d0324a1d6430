import { Text } from '@mantine/core';
import { useApi, useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { CASES } from '../../words/cases.ts';
import { capitalText, countText, momentText, signedMoneyText } from '../../words/format.ts';

interface Props {
  readonly onClose: () => void;
  readonly onUndone: () => void;
}

/** Offers to undo the user's last step that can be undone, whenever that was: it is named before anything is done. */
export function UndoEarlier({ onClose, onUndone }: Props) {
  const text = useWords(CASES);
  const say = useSay();
  const { language } = useLanguage();
  const params = { book_id: useBookId() };
  const undo = useCall('undo_action', 'book');
  const found = useApi('list_actions', { params, query: { mine: true } }, { staleTime: 0 });
  const step = found.isFetching ? undefined : found.data?.actions.find(({ can_undo }) => can_undo);
  const submit = (): void => {
    if (step === undefined) return;
    undo.mutate(
      { params: { ...params, action_id: step.action_id } },
      {
        onSuccess: () => {
          onUndone();
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={text.key_undo}
      isOpen
      onClose={onClose}
      onSubmit={submit}
      says={text.undo}
      canSubmit={step !== undefined}
      isBusy={undo.isPending}
      fault={undo.error}
    >
      {found.isError && <ErrorState fault={found.error} onRetry={() => void found.refetch()} />}
      {found.isFetching && <Waiting />}
      {!found.isFetching && found.isSuccess && (
        <Text size="sm" role="status">
          {step === undefined
            ? text.undo_none
            : text.undo_step(
                capitalText(say(step.name)),
                countText(step.count, language),
                signedMoneyText(step.discrepancy_minor),
                momentText(step.made_at),
              )}
        </Text>
      )}
    </FormDialog>
  );
}
