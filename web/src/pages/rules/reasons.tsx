import { Button, Checkbox, Group, MultiSelect, Table, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { RULES } from '../../words/rules.ts';
import { LANGUAGES } from '../../words/words.ts';
import type { RulesReply } from './desk.ts';
import { AddButton, RemoveButton } from './fields.tsx';
import { useNames } from './names.ts';

/** A reason for resolving. */
export type Reason = ReplyOf<'reasons'>['reasons'][number];

interface Props {
  readonly causes: RulesReply['causes'];
  /** Reasons that were changed and not saved. */
  readonly draft: readonly Reason[] | null;
  readonly onDraft: (draft: readonly Reason[] | null) => void;
}

/** The list of reasons that the book keeps; it is saved by itself. */
export function Reasons(props: Props) {
  const bookId = useBookId();
  const found = useApi('reasons', { params: { book_id: bookId } });
  if (found.isPending) return <Waiting />;
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />;
  return <ReasonList saved={found.data.reasons} {...props} />;
}

interface ReasonListProps extends Props {
  readonly saved: readonly Reason[];
}

function ReasonList({ saved, causes, draft, onDraft: put }: ReasonListProps) {
  const text = useWords(RULES);
  const isFixed = !useMay()('save_reasons');
  const reasons = draft ?? saved;
  return (
    <Sheet title={text.reasons} note={[text.reasons_note, reasons.length === 0 && text.reasons_none]}>
      {reasons.length > 0 && (
        <Table.ScrollContainer minWidth={960}>
          <Table>
            <Heads />
            <Table.Tbody>
              {reasons.map((reason, at) => (
                <ReasonRow
                  key={reason.reason_code}
                  reason={reason}
                  causes={causes}
                  isFixed={isFixed}
                  isNew={!saved.some(({ reason_code }) => reason_code === reason.reason_code)}
                  onChange={(next) => put(reasons.with(at, next))}
                  onRemove={() => put(reasons.toSpliced(at, 1))}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {!isFixed && (
        <Group justify="space-between">
          <AddButton onAdd={() => put([...reasons, newReason(reasons)])} />
          {draft !== null && <SaveReasons draft={draft} onSaved={() => put(null)} />}
        </Group>
      )}
    </Sheet>
  );
}

function Heads() {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const others = LANGUAGES.filter((each) => each !== language);
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{text.reason}</Table.Th>
        {others.map((other) => (
          <Table.Th key={other}>{text.reason_in(text[inWord(other)])}</Table.Th>
        ))}
        <Table.Th w="28%">{text.for_causes}</Table.Th>
        <Table.Th style={{ whiteSpace: 'nowrap' }}>{text.retired}</Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}

const IN_WORDS = { 'zh-CN': 'in_zh_cn', 'zh-TW': 'in_zh_tw', en: 'in_en' } as const;

function inWord(language: keyof typeof IN_WORDS): (typeof IN_WORDS)[keyof typeof IN_WORDS] {
  return IN_WORDS[language];
}

function newReason(reasons: readonly Reason[]): Reason {
  const taken = new Set(reasons.map(({ reason_code }) => reason_code));
  let number = reasons.length + 1;
  while (taken.has(`own-${number}`)) number += 1;
  return {
    reason_code: `own-${number}`,
    name: { 'zh-CN': '', 'zh-TW': '', en: '' },
    causes: [],
    retired: false,
  };
}

interface ReasonRowProps {
  readonly reason: Reason;
  readonly causes: RulesReply['causes'];
  readonly isFixed: boolean;
  /** Not saved yet: it can be removed without a trace. */
  readonly isNew: boolean;
  readonly onChange: (reason: Reason) => void;
  readonly onRemove: () => void;
}

function ReasonRow({ reason, causes, isFixed, isNew, onChange, onRemove }: ReasonRowProps) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const names = useNames(causes);
  const ordered = [language, ...LANGUAGES.filter((each) => each !== language)];
  return (
    <Table.Tr>
      {ordered.map((each) => (
        <Table.Td key={each} style={{ verticalAlign: 'top' }}>
          <TextInput
            aria-label={text.reason_in(text[inWord(each)])}
            value={reason.name[each]}
            placeholder={reason.name[language]}
            maxLength={200}
            readOnly={isFixed}
            error={each === language && reason.name[each].trim() === '' ? text.name_needed : undefined}
            onChange={({ currentTarget }) =>
              onChange({ ...reason, name: { ...reason.name, [each]: currentTarget.value } })
            }
          />
        </Table.Td>
      ))}
      <Table.Td style={{ verticalAlign: 'top' }}>
        <MultiSelect
          aria-label={text.for_causes}
          size="sm"
          searchable
          placeholder={reason.causes.length === 0 ? text.for_all : undefined}
          data={names.all}
          value={[...reason.causes]}
          readOnly={isFixed}
          onChange={(chosen) => onChange({ ...reason, causes: chosen })}
        />
      </Table.Td>
      <Table.Td>
        {isNew && !isFixed ? (
          <RemoveButton name={reason.name[language]} onRemove={onRemove} />
        ) : (
          <Checkbox
            aria-label={`${reason.name[language]} ${text.retired}`}
            checked={reason.retired}
            disabled={isFixed}
            onChange={({ currentTarget }) => onChange({ ...reason, retired: currentTarget.checked })}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

interface SaveReasonsProps {
  readonly draft: readonly Reason[];
  readonly onSaved: () => void;
}

function SaveReasons({ draft, onSaved }: SaveReasonsProps) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const bookId = useBookId();
  const save = useCall('save_reasons', ['reasons']);
  const isWrong = draft.some(({ name }) => name[language].trim() === '');
  const submit = (): void =>
    save.mutate(
      { params: { book_id: bookId }, body: { reasons: draft.map((reason) => filled(reason, language)) } },
      {
        onSuccess: () => {
          onSaved();
          notifications.show({ color: 'green', message: text.reasons_saved });
        },
      },
    );
  return (
    <div>
      {save.isError && <ErrorState fault={save.error} />}
      <Group gap="xs" justify="flex-end">
        <Button variant="default" size="xs" onClick={onSaved}>
          {text.discard}
        </Button>
        <Button size="xs" disabled={isWrong} loading={save.isPending} onClick={submit}>
          {text.save_reasons}
        </Button>
      </Group>
    </div>
  );
}

/** A name left empty in a language is that of the page's own. */
function filled(reason: Reason, language: keyof Reason['name']): Reason {
  const own = reason.name[language].trim();
  const name = Object.fromEntries(LANGUAGES.map((each) => [each, reason.name[each].trim() || own]));
  return { ...reason, name: { ...reason.name, ...name } };
}
