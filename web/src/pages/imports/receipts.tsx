import { ActionIcon, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconClock,
  IconMinus,
  IconX,
} from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { Receipt } from '../../../../src/server/contract/imports.ts';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { countText, momentText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import { ReceiptDetails } from './receipt-details.tsx';
import classes from './receipts.module.css';

/** What each table of an import brought and proved; a row unfolds to the proofs. */
export function ReceiptTable({ receipts }: { readonly receipts: readonly Receipt[] }) {
  const text = useWords(IMPORTS);
  return (
    <Table className={classes.receipts}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={36}>
            <VisuallyHidden>{text.proof}</VisuallyHidden>
          </Table.Th>
          <Table.Th>{text.file}</Table.Th>
          <Table.Th w={150}>{text.span}</Table.Th>
          <Table.Th w={88} ta="right">
            {text.rows_read}
          </Table.Th>
          <Table.Th w={88} ta="right">
            {text.rows_new}
          </Table.Th>
          <Table.Th w={88} ta="right">
            {text.rows_unchanged}
          </Table.Th>
          <Table.Th w={88} ta="right">
            {text.rows_changed}
          </Table.Th>
          <Table.Th w={88} ta="right">
            {text.rows_refused}
          </Table.Th>
          <Table.Th w={130}>{text.proof}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {receipts.map((receipt) => (
          <ReceiptRow key={receipt.batch_id} receipt={receipt} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ReceiptRow({ receipt }: { readonly receipt: Receipt }) {
  const text = useWords(IMPORTS);
  const say = useSay();
  const { language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  const name = [receipt.file, receipt.sheet].filter((part) => part !== null).join(' · ');
  const counts = [receipt.rows_read, receipt.rows_new, receipt.rows_unchanged, receipt.rows_changed];
  return (
    <Fragment>
      <Table.Tr>
        <Table.Td>
          <ActionIcon aria-label={text.details(name)} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Sign size={16} aria-hidden />
          </ActionIcon>
        </Table.Td>
        <Table.Td>
          <Text size="sm" className={classes.file}>
            {name}
          </Text>
          <Text size="xs" c="var(--soft)">
            {[say(receipt.source_title), receipt.account_no].filter((part) => part !== null).join(' · ')}
          </Text>
          {receipt.held_before !== null && <Text size="xs">{say(receipt.held_before)}</Text>}
          {receipt.older_than_held !== null && <OlderNote says={say(receipt.older_than_held)} />}
        </Table.Td>
        <Table.Td className={classes.span}>
          {receipt.from_at !== null && <div>{momentText(receipt.from_at)}</div>}
          {receipt.to_at !== null && <div>{momentText(receipt.to_at)}</div>}
        </Table.Td>
        {counts.map((count, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns of one row never move
          <Table.Td key={place} ta="right">
            {countText(count, language)}
          </Table.Td>
        ))}
        <Table.Td ta="right" className={receipt.rows_refused > 0 ? classes.refused : undefined}>
          {countText(receipt.rows_refused, language)}
        </Table.Td>
        <Table.Td>
          <Proofs receipt={receipt} />
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td />
          <Table.Td colSpan={8}>
            <ReceiptDetails receipt={receipt} />
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}

function OlderNote({ says }: { readonly says: string }) {
  return (
    <Group gap={4} wrap="nowrap" className={classes.warn}>
      <IconAlertTriangle size={14} aria-hidden />
      <Text size="xs">{says}</Text>
    </Group>
  );
}

const SIGNS = { ok: IconCheck, mismatch: IconX, broken: IconX, waiting: IconClock, none: IconMinus } as const;
const LOOKS = {
  ok: classes.good,
  mismatch: classes.bad,
  broken: classes.bad,
  waiting: classes.none,
  none: classes.none,
} as const;

function Proofs({ receipt: { control_totals, running_balance } }: { readonly receipt: Receipt }) {
  const text = useWords(IMPORTS);
  const proofs = [
    { result: control_totals, says: text[`totals_${control_totals}`] },
    { result: running_balance, says: text[`balance_${running_balance}`] },
  ];
  return (
    <Stack gap={0}>
      {proofs.map(({ result, says }) => {
        const Sign = SIGNS[result];
        return (
          <Group key={says} gap={4} wrap="nowrap" className={LOOKS[result]}>
            <Sign size={14} aria-hidden />
            <Text size="xs" className={classes.span}>
              {says}
            </Text>
          </Group>
        );
      })}
    </Stack>
  );
}
