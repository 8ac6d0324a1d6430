import { Checkbox, Table } from '@mantine/core';
import { useSay, useWords } from '../../language.tsx';
import { useSession } from '../../me.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { capitalText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import type { Desk } from './desk.ts';
import { MoneyField } from './fields.tsx';
import classes from './rules.module.css';

type Limit = Desk['rules']['write_off_limits'][number];

/** How much each role may write off by itself. */
export function Limits({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { write_off_limits: limits } = desk.rules;
  return (
    <Sheet title={text.write_off_limits} note={[text.limits_note]}>
      <Table className={classes.fields}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.role}</Table.Th>
            <Table.Th ta="end">{text.limit}</Table.Th>
            <Table.Th>{text.no_limit}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {limits.map((limit, at) => (
            <LimitRow
              key={limit.role}
              limit={limit}
              isFixed={desk.isFixed}
              onChange={(next) => desk.change({ write_off_limits: limits.with(at, next) })}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Sheet>
  );
}

interface LimitRowProps {
  readonly limit: Limit;
  readonly isFixed: boolean;
  readonly onChange: (limit: Limit) => void;
}

function LimitRow({ limit, isFixed, onChange }: LimitRowProps) {
  const { role, limit_minor } = limit;
  const text = useWords(RULES);
  const say = useSay();
  const name = capitalText(say(useSession().roles[role]));
  return (
    <Table.Tr>
      <Table.Td style={{ verticalAlign: 'middle' }}>{name}</Table.Td>
      <Table.Td align="right" h={48}>
        {limit_minor !== null && (
          <MoneyField
            label={`${name} ${text.limit}`}
            minor={limit_minor}
            isFixed={isFixed}
            onChange={(minor) => onChange({ ...limit, limit_minor: minor })}
          />
        )}
      </Table.Td>
      <Table.Td style={{ verticalAlign: 'middle' }}>
        <Checkbox
          aria-label={`${name} ${text.no_limit}`}
          checked={limit_minor === null}
          disabled={isFixed}
          onChange={({ currentTarget }) =>
            onChange({ ...limit, limit_minor: currentTarget.checked ? null : '0' })
          }
        />
      </Table.Td>
    </Table.Tr>
  );
}
