import { Alert, Button, Group, List, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Static } from 'typebox';
import type { LegalMove, Move, MoveName, Selection } from '../../../../src/server/contract/cases.ts';
import { saysOf } from '../../api/problem.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { CASES } from '../../words/cases.ts';
import { COMMON } from '../../words/common.ts';
import { countText, numberText, signedMoneyText } from '../../words/format.ts';
import type { Made } from './use-moves.tsx';

/** A move that the page offers. */
export type Offered = Static<typeof LegalMove>;

interface Props {
  readonly offered: Offered;
  readonly selection: Selection;
  /** Cause of the case, for the reasons that fit it first. */
  readonly cause?: string | undefined;
  readonly onClose: () => void;
  readonly onMade: (made: Made) => void;
}

/** Asks for what a move needs, shows what it would do, and does it. */
export function MoveForm({ offered, selection, cause, onClose, onMade }: Props) {
  const text = useWords(CASES);
  const common = useWords(COMMON);
  const say = useSay();
  const bookId = useBookId();
  const [move, setMove] = useState<Move>({ move: offered.move });
  const make = useCall('make_move', 'book');
  const preview = usePreview(move.move, selection);
  const seen = useSeen(preview, selection);
  const isMissing = offered.needs.some((member) => member !== 'note' && move[member] === undefined);
  const needsNote = offered.needs.includes('note') && (move.note ?? '').trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isMissing || needsNote) return;
    make.mutate(
      { params: { book_id: bookId }, body: { selection: seen.selection, move } },
      {
        onError: seen.again,
        onSuccess: (made) => {
          onMade({ ...made, to_review: preview.data?.to_review ?? 0 });
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Preview preview={preview} />
        <Fields offered={offered} cause={cause} move={move} onChange={setMove} />
        {make.isError && (
          <Alert color="red" variant="light" role="alert">
            {say(saysOf(make.error))}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={make.isPending} disabled={isMissing || needsNote}>
            {text.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/**
 * The selection as the form first showed it: of all of a filter the stamp goes with it, so that what others change meanwhile is not
 * changed over. After a refusal what is shown then counts.
 */
function useSeen(preview: ReturnType<typeof usePreview>, selection: Selection) {
  const [stamp, setStamp] = useState<string | null>(null);
  if (stamp === null && preview.data !== undefined && !preview.isFetching) setStamp(preview.data.stamp);
  const again = (): void => {
    void preview.refetch().then(() => setStamp(null));
  };
  const isNamed = !('filter' in selection) || stamp === null;
  return { selection: isNamed ? selection : { ...selection, stamp }, again };
}

/** What a move would do to the selection. */
export function usePreview(move: MoveName, selection: Selection) {
  const bookId = useBookId();
  const asked = { params: { book_id: bookId }, body: { selection, move: { move } } };
  return useApi('preview_move', asked, { keep: true, staleTime: 0 });
}

function Preview({ preview }: { readonly preview: ReturnType<typeof usePreview> }) {
  const text = useWords(CASES);
  const say = useSay();
  const { language } = useLanguage();
  if (preview.data === undefined)
    return preview.isError ? (
      <Alert color="red">{say(saysOf(preview.error))}</Alert>
    ) : (
      <Text size="sm">…</Text>
    );
  const { count, discrepancy_minor, to_review, left_out, left_out_count } = preview.data;
  return (
    <div>
      <Text size="sm" fw={600}>
        {text.preview(countText(count, language), signedMoneyText(discrepancy_minor))}
      </Text>
      {to_review > 0 && (
        <Text size="sm" c="var(--warn)">
          {text.to_review(countText(to_review, language))}
        </Text>
      )}
      {left_out_count > 0 && (
        <>
          <Text size="sm">{text.left_out(countText(left_out_count, language))}</Text>
          <List size="sm" spacing={2}>
            {left_out.slice(0, 5).map(({ case_id, match_key, says }) => (
              <List.Item key={case_id}>
                {numberText(match_key)} {say(says)}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </div>
  );
}

interface FieldsProps {
  readonly offered: Offered;
  readonly cause: string | undefined;
  readonly move: Move;
  readonly onChange: (move: Move) => void;
}

function Fields({ offered: { needs, move: name }, cause, move, onChange }: FieldsProps) {
  const text = useWords(CASES);
  return (
    <>
      {needs.includes('reason_code') && (
        <ReasonField
          cause={cause}
          value={move.reason_code ?? null}
          onChoose={(reason_code) => onChange({ ...move, reason_code })}
        />
      )}
      {needs.includes('assignee') && (
        <AssigneeField
          value={move.assignee ?? null}
          onChoose={(assignee) => onChange({ ...move, assignee })}
        />
      )}
      {needs.includes('due_on') && (
        <TextInput
          type="date"
          label={text.choose_due}
          required
          value={move.due_on ?? ''}
          onChange={({ currentTarget }) => onChange({ ...move, due_on: currentTarget.value })}
        />
      )}
      {name !== 'assign' && name !== 'set_due_day' && (
        <Textarea
          label={text.note_label}
          placeholder={text.note_placeholder}
          autosize
          minRows={2}
          maxLength={2000}
          required={needs.includes('note')}
          value={move.note ?? ''}
          onChange={({ currentTarget }) => onChange({ ...move, note: currentTarget.value })}
        />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly value: string | null;
  readonly onChoose: (value: string) => void;
}

function ReasonField({ cause, value, onChoose }: ChoiceProps & { readonly cause: string | undefined }) {
  const text = useWords(CASES);
  const say = useSay();
  const bookId = useBookId();
  const reasons = useApi('reasons', { params: { book_id: bookId } });
  const offered = (reasons.data?.reasons ?? []).filter(({ retired }) => !retired);
  const fits = (causes: readonly string[]): boolean => cause !== undefined && causes.includes(cause);
  const sorted = [
    ...offered.filter(({ causes }) => fits(causes)),
    ...offered.filter(({ causes }) => !fits(causes)),
  ];
  return (
    <Select
      label={text.reason}
      placeholder={text.reason_placeholder}
      required
      searchable
      data={sorted.map(({ reason_code, name }) => ({ value: reason_code, label: say(name) }))}
      value={value}
      onChange={(chosen) => chosen !== null && onChoose(chosen)}
    />
  );
}

function AssigneeField({ value, onChoose }: ChoiceProps) {
  const text = useWords(CASES);
  const bookId = useBookId();
  const colleagues = useApi('colleagues', { params: { book_id: bookId } });
  return (
    <Select
      label={text.choose_assignee}
      required
      searchable
      data={(colleagues.data?.colleagues ?? []).map(({ user_id, display_name }) => ({
        value: user_id,
        label: display_name,
      }))}
      value={value}
      onChange={(chosen) => chosen !== null && onChoose(chosen)}
    />
  );
}
