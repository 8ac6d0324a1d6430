import { Text, UnstyledButton } from '@mantine/core';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import type { Condition } from '../../../../src/server/contract/lists.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useWords } from '../../language.tsx';
import { useCodeText } from '../../parts/code-text.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import type { Table } from '../../parts/table/use-table.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { CASES } from '../../words/cases.ts';
import { countText } from '../../words/format.ts';
import classes from './groups.module.css';
import { type Group, nested } from './nested.ts';

const TYPE = 'exception_type';
const CAUSE = 'cause';

/** Cases by type and, below it, by cause, the largest money first; a choice narrows the table. */
export function Groups({ table }: { readonly table: Table }) {
  const text = useWords(CASES);
  const bookId = useBookId();
  const filter = {
    ...table.filter,
    conditions: table.filter.conditions.filter(({ column }) => !isOurs(column)),
  };
  const found = useApi(
    'list_groups',
    { params: { book_id: bookId, list: 'cases' }, body: { filter, by: [TYPE, CAUSE] } },
    { enabled: table.card !== undefined, keep: true },
  );
  if (table.fault !== null) return null;
  return (
    <nav className={classes.rail} aria-label={text.groups}>
      {found.isError && <ErrorState fault={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {found.data !== undefined && <GroupButtons table={table} found={found.data} />}
    </nav>
  );
}

interface GroupsProps {
  readonly table: Table;
  readonly found: ReplyOf<'list_groups'>;
}

function GroupButtons({ table, found }: GroupsProps) {
  const text = useWords(CASES);
  const groups = nested(found.groups);
  const whole = groups.filter(({ cause }) => cause === null);
  return (
    <>
      <GroupButton
        name={text.all_groups}
        count={whole.reduce((sum, { count }) => sum + count, 0)}
        minor={whole.reduce((sum, { minor }) => sum + minor, 0n)}
        isChosen={chosenOf(table, TYPE) === null}
        onChoose={() => narrow(table, null, null)}
      />
      {groups.map((group) => (
        <NamedGroup key={`${group.type}/${group.cause}`} table={table} group={group} />
      ))}
      {found.cut && (
        <Text size="xs" c="var(--soft)" px={10}>
          {text.groups_cut}
        </Text>
      )}
    </>
  );
}

interface NamedProps {
  readonly table: Table;
  readonly group: Group;
}

function NamedGroup({ table, group: { type, cause, only, count, minor } }: NamedProps) {
  const name = useCodeText('cases');
  return (
    <GroupButton
      name={cause === null ? name(TYPE, type) : name(CAUSE, cause)}
      also={only === null ? undefined : name(CAUSE, only)}
      count={count}
      minor={minor}
      isInner={cause !== null}
      isChosen={chosenOf(table, TYPE) === type && (only !== null || chosenOf(table, CAUSE) === cause)}
      onChoose={() => narrow(table, type, cause)}
    />
  );
}

interface ButtonProps {
  readonly name: string;
  /** The only cause of a type, said below its name. */
  readonly also?: string | undefined;
  readonly count: number;
  readonly minor: bigint;
  readonly isChosen: boolean;
  readonly isInner?: boolean;
  readonly onChoose: () => void;
}

function GroupButton({ name, also, count, minor, isChosen, isInner = false, onChoose }: ButtonProps) {
  const text = useWords(CASES);
  const { language } = useLanguage();
  return (
    <UnstyledButton
      className={classes.group}
      data-inner={isInner || undefined}
      aria-current={isChosen ? 'true' : undefined}
      onClick={onChoose}
    >
      <span className={classes.name}>
        {name}
        <span className={classes.small}>
          {[also, text.count(countText(count, language))].filter(Boolean).join(' · ')}
        </span>
      </span>
      <MoneyText minor={minor} signed />
    </UnstyledButton>
  );
}

function isOurs(column: string): boolean {
  return column === TYPE || column === CAUSE;
}

function chosenOf({ state }: Table, column: string): string | null {
  const held = state.conditions.find((condition) => condition.column === column && condition.how === 'is');
  return held?.values.length === 1 ? (held.values[0] ?? null) : null;
}

function narrow({ state, change }: Table, type: string | null, cause: string | null): void {
  const conditions: Condition[] = state.conditions.filter(({ column }) => !isOurs(column));
  if (type !== null) conditions.push({ column: TYPE, how: 'is', values: [type] });
  if (cause !== null) conditions.push({ column: CAUSE, how: 'is', values: [cause] });
  change({ conditions });
}
