import { ActionIcon, Table, TextInput, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { useSay, useWords } from '../../language.tsx';
import { IMPORTS } from '../../words/imports.ts';
import classes from './import.module.css';
import type { Refused } from './refused-rows.tsx';

/** Mended cells by row number and header. */
export type Mended = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Props {
  readonly rows: readonly Refused[];
  readonly mended: Mended;
  /** Null where the user may only look. */
  readonly onChange: ((mended: Mended) => void) | null;
}

/** Refused rows with the cell that is wrong, why, and a field for what it should be. */
export function RefusedTable({ rows, mended, onChange }: Props) {
  const text = useWords(IMPORTS);
  const set = (row: number, header: string, value: string): void => {
    const { [header]: _, ...others } = mended[row] ?? {};
    const cells = value === '' ? others : { ...others, [header]: value };
    const { [row]: __, ...rest } = mended;
    onChange?.(Object.keys(cells).length === 0 ? rest : { ...rest, [row]: cells });
  };
  return (
    <Table className={classes.rows} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={36}>
            <VisuallyHidden>{text.other_cells}</VisuallyHidden>
          </Table.Th>
          <Table.Th w={60} ta="right">
            {text.row}
          </Table.Th>
          <Table.Th w={142}>{text.column}</Table.Th>
          <Table.Th w={182}>{text.value}</Table.Th>
          <Table.Th>{text.why}</Table.Th>
          {onChange !== null && <Table.Th w={208}>{text.mended}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <RefusedRow
            key={`${row.row} ${row.column}`}
            row={row}
            mended={mended[row.row] ?? {}}
            onChange={onChange === null ? null : (header, value) => set(row.row, header, value)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RowProps {
  readonly row: Refused;
  readonly mended: Readonly<Record<string, string>>;
  readonly onChange: ((header: string, value: string) => void) | null;
}

function RefusedRow({ row, mended, onChange }: RowProps) {
  const text = useWords(IMPORTS);
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Fragment>
      <Table.Tr>
        <Table.Td>
          <ActionIcon
            aria-label={`${text.other_cells} ${row.row}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Sign size={16} aria-hidden />
          </ActionIcon>
        </Table.Td>
        <Table.Td ta="right">{row.row}</Table.Td>
        <Table.Td>{row.column}</Table.Td>
        <Table.Td className={`${classes.name} ${classes.bad}`}>{row.value}</Table.Td>
        <Table.Td>{say(row.says)}</Table.Td>
        {onChange !== null && (
          <Table.Td>
            <TextInput
              size="xs"
              styles={{ input: { fontSize: 14 } }}
              aria-label={text.mended_label(row.row, row.column)}
              placeholder={row.value}
              value={mended[row.column] ?? ''}
              onChange={(event) => onChange(row.column, event.currentTarget.value)}
            />
          </Table.Td>
        )}
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td />
          <Table.Td colSpan={5}>
            <Cells row={row} mended={mended} onChange={onChange} />
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}

/** The other cells of the row, which may be the wrong ones after all: each can be mended too. */
function Cells({ row, mended, onChange }: RowProps) {
  const text = useWords(IMPORTS);
  return (
    <div className={classes.cells}>
      {row.cells
        .filter(({ header }) => header !== row.column)
        .map(({ header, value }) => (
          <TextInput
            key={header}
            size="xs"
            styles={{ input: { fontSize: 13 } }}
            label={header}
            readOnly={onChange === null}
            aria-label={text.mended_label(row.row, header)}
            value={mended[header] ?? value}
            onChange={(event) => onChange?.(header, event.currentTarget.value)}
          />
        ))}
    </div>
  );
}
