import { Group, Loader, Table, Text } from '@mantine/core';
import type { TeachableKindCard, TemplateDraft } from '../../../../src/server/contract/templates.ts';
import { useSay, useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { TEMPLATES } from '../../words/templates.ts';
import { Proofs } from './proofs.tsx';
import classes from './teach.module.css';
import type { Drafting } from './use-draft.ts';

interface Props {
  readonly drafting: Drafting;
  readonly draft: TemplateDraft;
  readonly card: TeachableKindCard;
}

/** The first rows as the program understands them, and the proofs. */
export function Understanding({ drafting, draft, card }: Props) {
  const text = useWords(TEMPLATES);
  const { fault, isAsking, retry } = drafting;
  return (
    <Sheet title={text.understood} side={isAsking && <Asking says={text.drafting} />}>
      {fault !== null && <ErrorState fault={fault} onRetry={retry} />}
      <Proofs draft={draft} card={card} />
      {draft.understood.length === 0 ? (
        <Text size="sm" c="var(--soft)">
          {text.nothing_understood}
        </Text>
      ) : (
        <UnderstoodRows draft={draft} card={card} isOld={isAsking} />
      )}
    </Sheet>
  );
}

function Asking({ says }: { readonly says: string }) {
  return (
    <Group gap={6} role="status">
      <Loader size={14} />
      <Text size="xs" c="var(--soft)">
        {says}
      </Text>
    </Group>
  );
}

const AMOUNT = /^-?\d[\d,]*\.\d+$/;

function UnderstoodRows({ draft, card, isOld }: Omit<Props, 'drafting'> & { readonly isOld: boolean }) {
  const text = useWords(TEMPLATES);
  const say = useSay();
  const { understood } = draft;
  const fields = card.fields.filter(({ field }) => understood.some(({ cells }) => field in cells));
  const sideOf = (field: string): 'end' | 'start' =>
    understood.every(({ cells }) => AMOUNT.test(cells[field] ?? '0.00')) ? 'end' : 'start';
  return (
    <WideTable label={text.understood} minWidth={0}>
      <Table className={classes.understood} verticalSpacing={3} data-old={isOld || undefined}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.row}</Table.Th>
            {fields.map(({ field, label }) => (
              <Table.Th key={field} ta={sideOf(field)}>
                {field === 'amount' ? text.signed_amount : say(label)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {understood.map(({ row, cells }) => (
            <Table.Tr key={row}>
              <Table.Td c="var(--soft)">{row}</Table.Td>
              {fields.map(({ field }) => (
                <Table.Td key={field} ta={sideOf(field)} title={cells[field]}>
                  {cells[field]}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
