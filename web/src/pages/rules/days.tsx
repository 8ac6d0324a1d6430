import { Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../language.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { RULES } from '../../words/rules.ts';
import type { Desk } from './desk.ts';
import { DAYS_MAX, repeated } from './draft.ts';
import { EVERY } from './fee-rule.ts';
import { AddButton, Choice, RemoveButton, ShopChoice } from './fields.tsx';
import { useNames } from './names.ts';
import classes from './rules.module.css';

type Days = Desk['rules']['settlement_days'][number];

/** What the draft holds for days that are no number: it cannot be saved. */
const WRONG_DAYS = -1;

/** Days until money is late, by wallet and shop; what is left empty is learned. */
export function SettlementDays({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { settlement_days: rows } = desk.rules;
  const taken = repeated(rows, ({ channel, shop }) => [channel, shop]);
  const put = (next: readonly Days[]): void => desk.change({ settlement_days: [...next] });
  const first = Object.keys(desk.reply.channels)[0] ?? EVERY;
  return (
    <Sheet title={text.settlement_days} note={[text.days_note, rows.length === 0 && text.days_none]}>
      {rows.length > 0 && (
        <Table className={classes.fields}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{text.channel}</Table.Th>
              <Table.Th>{text.shop}</Table.Th>
              <Table.Th ta="end">{text.days}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, at) => (
              <DaysRow
                key={rowKey(at)}
                desk={desk}
                row={row}
                isRepeated={taken.has(at)}
                onChange={(next) => put(rows.with(at, next))}
                onRemove={() => put(rows.toSpliced(at, 1))}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {!desk.isFixed && (
        <AddButton onAdd={() => put([...rows, { channel: first, shop: EVERY, days: null }])} />
      )}
    </Sheet>
  );
}

function rowKey(at: number): string {
  return `row ${at}`;
}

interface DaysRowProps {
  readonly desk: Desk;
  readonly row: Days;
  readonly isRepeated: boolean;
  readonly onChange: (row: Days) => void;
  readonly onRemove: () => void;
}

function DaysRow({ desk, row, isRepeated, onChange, onRemove }: DaysRowProps) {
  const text = useWords(RULES);
  const channels = useNames(desk.reply.channels);
  const { isFixed } = desk;
  return (
    <Table.Tr>
      <Table.Td>
        <Choice
          label={text.channel}
          value={row.channel}
          names={channels.all}
          isFixed={isFixed}
          error={isRepeated ? text.repeated : undefined}
          onChange={(channel) => onChange({ ...row, channel })}
        />
      </Table.Td>
      <Table.Td>
        <ShopChoice
          shop={row.shop}
          shops={desk.reply.shops}
          isFixed={isFixed}
          onChange={(shop) => onChange({ ...row, shop })}
        />
      </Table.Td>
      <Table.Td align="right">
        <DaysField days={row.days} isFixed={isFixed} onChange={(days) => onChange({ ...row, days })} />
      </Table.Td>
      <Table.Td ta="end">
        {!isFixed && <RemoveButton name={channels.of(row.channel)} onRemove={onRemove} />}
      </Table.Td>
    </Table.Tr>
  );
}

interface DaysFieldProps {
  readonly days: number | null;
  readonly isFixed: boolean;
  readonly onChange: (days: number | null) => void;
}

function DaysField({ days, isFixed, onChange }: DaysFieldProps) {
  const text = useWords(RULES);
  const [wrong, setWrong] = useState('');
  return (
    <TextInput
      aria-label={text.days}
      inputMode="numeric"
      w={130}
      placeholder={text.days_learned}
      styles={{ input: { textAlign: 'end' } }}
      value={days === WRONG_DAYS ? wrong : (days ?? '')}
      readOnly={isFixed}
      error={days === WRONG_DAYS ? text.days_wrong : undefined}
      onChange={({ currentTarget }) => {
        setWrong(currentTarget.value);
        onChange(daysOf(currentTarget.value));
      }}
    />
  );
}

function daysOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim();
  if (plain === '') return null;
  return /^\d{1,3}$/.test(plain) && Number(plain) <= DAYS_MAX ? Number(plain) : WRONG_DAYS;
}
