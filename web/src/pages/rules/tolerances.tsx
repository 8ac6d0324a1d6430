import { Table } from '@mantine/core';
import { useWords } from '../../language.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { RULES } from '../../words/rules.ts';
import type { Desk } from './desk.ts';
import { repeated } from './draft.ts';
import { EVERY } from './fee-rule.ts';
import { AddButton, Choice, MoneyField, RemoveButton, ShopChoice } from './fields.tsx';
import { useNames } from './names.ts';
import classes from './rules.module.css';

type Tolerance = Desk['rules']['tolerances'][number];

/** Differences that are let pass, by type of exception and shop. */
export function Tolerances({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { tolerances } = desk.rules;
  const taken = repeated(tolerances, ({ exception_type, shop }) => [exception_type, shop]);
  const put = (next: readonly Tolerance[]): void => desk.change({ tolerances: [...next] });
  const first = Object.keys(desk.reply.exception_types)[0] ?? '';
  return (
    <Sheet
      title={text.tolerances}
      note={[text.tolerances_note, tolerances.length === 0 && text.tolerances_none]}
    >
      {tolerances.length > 0 && (
        <Table className={classes.fields}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{text.exception_type}</Table.Th>
              <Table.Th>{text.shop}</Table.Th>
              <Table.Th ta="end">{text.tolerance}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tolerances.map((tolerance, at) => (
              <ToleranceRow
                key={rowKey(at)}
                desk={desk}
                tolerance={tolerance}
                isRepeated={taken.has(at)}
                onChange={(next) => put(tolerances.with(at, next))}
                onRemove={() => put(tolerances.toSpliced(at, 1))}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {!desk.isFixed && (
        <AddButton
          onAdd={() => put([...tolerances, { exception_type: first, shop: EVERY, tolerance_minor: '0' }])}
        />
      )}
    </Sheet>
  );
}

function rowKey(at: number): string {
  return `row ${at}`;
}

interface ToleranceRowProps {
  readonly desk: Desk;
  readonly tolerance: Tolerance;
  readonly isRepeated: boolean;
  readonly onChange: (tolerance: Tolerance) => void;
  readonly onRemove: () => void;
}

function ToleranceRow({ desk, tolerance, isRepeated, onChange, onRemove }: ToleranceRowProps) {
  const text = useWords(RULES);
  const types = useNames(desk.reply.exception_types);
  const { isFixed } = desk;
  return (
    <Table.Tr>
      <Table.Td>
        <Choice
          label={text.exception_type}
          value={tolerance.exception_type}
          names={types.all}
          isFixed={isFixed}
          error={isRepeated ? text.repeated : undefined}
          onChange={(exception_type) => onChange({ ...tolerance, exception_type })}
        />
      </Table.Td>
      <Table.Td>
        <ShopChoice
          shop={tolerance.shop}
          shops={desk.reply.shops}
          isFixed={isFixed}
          onChange={(shop) => onChange({ ...tolerance, shop })}
        />
      </Table.Td>
      <Table.Td align="right">
        <MoneyField
          label={text.tolerance}
          minor={tolerance.tolerance_minor}
          isFixed={isFixed}
          onChange={(tolerance_minor) => onChange({ ...tolerance, tolerance_minor })}
        />
      </Table.Td>
      <Table.Td ta="end">
        {!isFixed && <RemoveButton name={types.of(tolerance.exception_type)} onRemove={onRemove} />}
      </Table.Td>
    </Table.Tr>
  );
}
