import { Alert, Button, Stack, Table, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import type { RoleName } from '../../../../src/server/contract/common.ts';
import type { Rules } from '../../../../src/server/contract/rules.ts';
import { saysOf } from '../../api/problem.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { useMay, useSession } from '../../me.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { COMMON } from '../../words/common.ts';
import { capitalText, minorOf, plainMoneyText } from '../../words/format.ts';
import { SETTINGS } from '../../words/settings.ts';

/** How much each role may write off and adjust without a review. */
export function WriteOffLimits() {
  const rules = useApi('rules', { params: { book_id: useBookId() } });
  if (rules.isError) return <ErrorState fault={rules.error} onRetry={() => void rules.refetch()} />;
  if (rules.data === undefined) return null;
  return <LimitForm key={rules.data.rules.version} rules={rules.data.rules} />;
}

type Fields = Readonly<Record<string, string>>;

/** The limits of a role: for one case, for the write-offs of one action, and for one adjustment. */
const KINDS = ['limit_minor', 'action_minor', 'adjustment_minor'] as const;
type Kind = (typeof KINDS)[number];

function LimitForm({ rules }: { readonly rules: Rules }) {
  const text = useWords(SETTINGS);
  const { save } = useWords(COMMON);
  const say = useSay();
  const may = useMay();
  const bookId = useBookId();
  const [fields, setFields] = useState<Fields>(() => fieldsOf(rules));
  const saving = useCall('save_rules', ['rules', 'list_jobs']);
  const isWrong = Object.values(fields).some((field) => limitOf(field) === undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const limits = rules.write_off_limits.map((limit) => ({
      ...limit,
      ...Object.fromEntries(KINDS.map((kind) => [kind, limitOf(fields[nameOf(limit.role, kind)]) ?? null])),
    }));
    saving.mutate(
      { params: { book_id: bookId }, body: { ...rules, write_off_limits: limits } },
      { onSuccess: () => notifications.show({ message: text.saved }) },
    );
  };
  return (
    <form onSubmit={submit}>
      <Sheet title={text.limits} note={[may('save_rules') ? text.limits_note : text.only_reviewer]}>
        <Stack gap="sm">
          {saving.isError && (
            <Alert color="red" variant="light" role="alert">
              {say(saysOf(saving.error))}
            </Alert>
          )}
          <Limits rules={rules} fields={fields} onChange={setFields} />
          {may('save_rules') && (
            <Button
              type="submit"
              loading={saving.isPending}
              disabled={isWrong}
              style={{ alignSelf: 'flex-start' }}
            >
              {save}
            </Button>
          )}
        </Stack>
      </Sheet>
    </form>
  );
}

interface LimitsProps {
  readonly rules: Rules;
  readonly fields: Fields;
  readonly onChange: (fields: Fields) => void;
}

/** A row for each role, a column for each kind of limit. */
function Limits({ rules, fields, onChange }: LimitsProps) {
  const text = useWords(SETTINGS);
  const say = useSay();
  const { roles } = useSession();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.role}</Table.Th>
            {KINDS.map((kind) => (
              <Table.Th key={kind} ta="end" w={150}>
                {text[`${kind}_head`]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rules.write_off_limits.map(({ role }) => (
            <Table.Tr key={role}>
              <Table.Td>{capitalText(say(roles[role]))}</Table.Td>
              {KINDS.map((kind) => (
                <Table.Td key={kind}>
                  <LimitField
                    role={role}
                    kind={kind}
                    value={fields[nameOf(role, kind)] ?? ''}
                    onChange={(value) => onChange({ ...fields, [nameOf(role, kind)]: value })}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface FieldProps {
  readonly role: RoleName;
  readonly kind: Kind;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function LimitField({ role, kind, value, onChange }: FieldProps) {
  const text = useWords(SETTINGS);
  const say = useSay();
  const may = useMay();
  const { roles } = useSession();
  return (
    <TextInput
      aria-label={text[kind](say(roles[role]))}
      placeholder={text.no_limit}
      inputMode="decimal"
      styles={{ input: { textAlign: 'right' } }}
      readOnly={!may('save_rules')}
      value={value}
      error={limitOf(value) === undefined ? text.amount_wrong : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function fieldsOf({ write_off_limits }: Rules): Fields {
  return Object.fromEntries(
    write_off_limits.flatMap((limit) =>
      KINDS.map((kind) => {
        const minor = limit[kind];
        return [nameOf(limit.role, kind), minor === null ? '' : plainMoneyText(minor)];
      }),
    ),
  );
}

function nameOf(role: RoleName, kind: Kind): string {
  return `${role} ${kind}`;
}

/** A limit in minor units; null when there is none, undefined when it cannot be read. */
function limitOf(field = ''): string | null | undefined {
  if (field.trim() === '') return null;
  const minor = minorOf(field);
  return minor === null || minor.startsWith('-') ? undefined : minor;
}
