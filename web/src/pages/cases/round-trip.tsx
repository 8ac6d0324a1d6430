import { Alert, Button, Checkbox, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { saysOf } from '../../api/problem.ts';
import { useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { CASES } from '../../words/cases.ts';
import { COMMON } from '../../words/common.ts';
import { capitalText, countText, momentText, numberText } from '../../words/format.ts';

type Preview = ReplyOf<'read_round_trip'>;
type Change = Preview['changes'][number];

interface Props {
  readonly preview: Preview;
  readonly onClose: () => void;
  readonly onMade: (made: ReplyOf<'apply_round_trip'>) => void;
}

/** Shows what a filled workbook would change, with what others changed meanwhile, and makes the changes. */
export function RoundTripDialog({ preview, onClose, onMade }: Props) {
  const text = useWords(CASES);
  const common = useWords(COMMON);
  const say = useSay();
  const { language } = useLanguage();
  const bookId = useBookId();
  const [overwrite, setOverwrite] = useState<readonly string[]>([]);
  const apply = useCall('apply_round_trip', 'book');
  const { changes, conflicts, refused } = preview;
  const count = changes.length + overwrite.length;
  const submit = (): void =>
    apply.mutate(
      {
        params: { book_id: bookId, round_trip_id: preview.round_trip_id },
        body: { overwrite: [...overwrite] },
      },
      {
        onSuccess: (made) => {
          onMade(made);
          onClose();
        },
      },
    );
  return (
    <Dialog title={`${text.trip_title} · ${preview.file}`} size="90%" onClose={onClose}>
      <Stack gap="md">
        <Text size="sm">
          {text.trip_summary(
            countText(preview.rows, language),
            countText(changes.length + conflicts.length, language),
            countText(preview.unchanged, language),
          )}
        </Text>
        {changes.length > 0 && <Changes title={text.trip_changes} changes={changes} />}
        {conflicts.length > 0 && (
          <Conflicts conflicts={conflicts} chosen={overwrite} onChoose={setOverwrite} />
        )}
        {refused.length > 0 && <Refused refused={refused} />}
        {apply.isError && (
          <Alert color="red" variant="light" role="alert">
            {say(saysOf(apply.error))}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            disabled={count === 0}
            loading={apply.isPending}
            onClick={submit}
            data-autofocus={count > 0 || undefined}
          >
            {count === 0 ? text.trip_nothing : text.trip_apply(countText(count, language))}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Changes({ title, changes }: { readonly title: string; readonly changes: readonly Change[] }) {
  return (
    <section aria-label={title}>
      <Title order={3}>{title}</Title>
      <WideTable label={title} minWidth={700} mah={320}>
        <Table>
          <ChangeHead />
          <Table.Tbody>
            {changes.map((change) => (
              <Table.Tr key={change.case_id}>
                <ChangeCells change={change} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </section>
  );
}

function ChangeHead({ first, last }: { readonly first?: string; readonly last?: string }) {
  const text = useWords(CASES);
  return (
    <Table.Thead>
      <Table.Tr>
        {first !== undefined && <Table.Th>{first}</Table.Th>}
        <Table.Th ta="end">{text.trip_row}</Table.Th>
        <Table.Th>{text.trip_key}</Table.Th>
        <Table.Th>{text.trip_move}</Table.Th>
        <Table.Th ta="end">{text.trip_amount}</Table.Th>
        <Table.Th>{text.trip_note}</Table.Th>
        {last !== undefined && <Table.Th>{last}</Table.Th>}
      </Table.Tr>
    </Table.Thead>
  );
}

function ChangeCells({ change }: { readonly change: Change }) {
  const say = useSay();
  return (
    <>
      <Table.Td ta="end">{change.row}</Table.Td>
      <Table.Td>{numberText(change.match_key)}</Table.Td>
      <Table.Td>{capitalText(say(change.move_name))}</Table.Td>
      <Table.Td ta="end">
        <MoneyText minor={change.discrepancy_minor} signed />
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{change.note}</Table.Td>
    </>
  );
}

interface ConflictsProps {
  readonly conflicts: Preview['conflicts'];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

function Conflicts({ conflicts, chosen, onChoose }: ConflictsProps) {
  const text = useWords(CASES);
  const say = useSay();
  const toggle = (id: string): void =>
    onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <section aria-label={text.trip_conflicts}>
      <Title order={3}>{text.trip_conflicts}</Title>
      <WideTable label={text.trip_conflicts} minWidth={800} mah={320}>
        <Table>
          <ChangeHead first={text.overwrite} last={text.state} />
          <Table.Tbody>
            {conflicts.map((conflict) => (
              <Table.Tr key={conflict.case_id}>
                <Table.Td>
                  <Checkbox
                    aria-label={`${text.overwrite} ${numberText(conflict.match_key)}`}
                    checked={chosen.includes(conflict.case_id)}
                    onChange={() => toggle(conflict.case_id)}
                  />
                </Table.Td>
                <ChangeCells change={conflict} />
                <Table.Td>
                  {say(conflict.now)}
                  <Text size="xs" c="var(--soft)">
                    {text.trip_changed(
                      conflict.changed_by ?? text.by_program,
                      momentText(conflict.changed_at),
                    )}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </section>
  );
}

function Refused({ refused }: { readonly refused: Preview['refused'] }) {
  const text = useWords(CASES);
  const say = useSay();
  return (
    <section aria-label={text.trip_refused}>
      <Title order={3}>{text.trip_refused}</Title>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="end">{text.trip_row}</Table.Th>
            <Table.Th>{text.trip_column}</Table.Th>
            <Table.Th>{text.trip_value}</Table.Th>
            <Table.Th>{text.trip_why}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {refused.map(({ row, column, value, says }) => (
            <Table.Tr key={`${row}/${column}`}>
              <Table.Td ta="end">{row}</Table.Td>
              <Table.Td>{column}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
              <Table.Td>{say(says)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
