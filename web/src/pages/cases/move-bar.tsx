import { Button, Kbd, Text } from '@mantine/core';
import type { MoveName } from '../../../../src/server/contract/cases.ts';
import { useSay, useWords } from '../../language.tsx';
import { CASES } from '../../words/cases.ts';
import { capitalText } from '../../words/format.ts';
import classes from './move-bar.module.css';
import type { Offered } from './move-form.tsx';

/** The keys of moves; the others are reached by Tab. */
export const MOVE_KEYS = {
  accept: 'a',
  write_off: 'w',
  comment: 'c',
  investigate: 'i',
  claim_from_platform: 'p',
  assign: 't',
  set_due_day: 'd',
  carry_forward: 'f',
  reopen: 'r',
  confirm: 'y',
  reject: 'n',
} as const satisfies Partial<Record<MoveName, string>>;

/** Moves that have a key. */
export const KEYED = Object.keys(MOVE_KEYS) as readonly (keyof typeof MOVE_KEYS)[];

/** The key of a move; undefined where it has none. */
export function keyOfMove(move: MoveName): string | undefined {
  return (MOVE_KEYS as Partial<Record<MoveName, string>>)[move];
}

/** What settles a case; then what waits for somebody; then the rest. */
export const MAIN: readonly MoveName[] = [
  'accept',
  'write_off',
  'confirm',
  'reject',
  'reopen',
  'investigate',
];
/** What the program proposes, or a colleague. */
const FIRST: readonly MoveName[] = ['accept', 'confirm'];
const WAITS: readonly MoveName[] = [
  'claim_from_platform',
  'contact_customer',
  'ask_courier',
  'ask_colleague',
  'refund_due',
  'balance_payment_due',
];
const NOTES: readonly MoveName[] = ['comment', 'assign', 'set_due_day', 'carry_forward'];
const ROWS = [MAIN, WAITS, NOTES];

interface Props {
  readonly legal: readonly Offered[];
  readonly onAsk: (offered: Offered) => void;
  /** Opens matching by hand, where that is possible. */
  readonly onMatch?: (() => void) | undefined;
  /** Said when there is no legal move. */
  readonly none?: string;
  /** Whether keys ask for these moves now: then they are shown on the buttons. */
  readonly hasKeys?: boolean;
  /** All moves in one line, not in a line for each kind. */
  readonly isFlat?: boolean;
}

/** The legal moves as buttons with their keys. */
export function MoveBar({ legal, onAsk, onMatch, none, hasKeys = true, isFlat = false }: Props) {
  const text = useWords(CASES);
  const say = useSay();
  if (legal.length === 0 && onMatch === undefined)
    return (
      <Text size="sm" c="var(--soft)">
        {none ?? text.no_moves}
      </Text>
    );
  return (
    <div className={classes.moves} data-flat={isFlat || undefined}>
      {ROWS.map((row) => {
        const offered = row.flatMap((name) => legal.filter(({ move }) => move === name));
        const withMatch = row === MAIN && onMatch !== undefined;
        if (offered.length === 0 && !withMatch) return null;
        return (
          <div key={row[0]} className={classes.moveRow}>
            {offered.map((each) => (
              <MoveButton
                key={each.move}
                name={capitalText(say(each.name))}
                keyName={hasKeys ? keyOfMove(each.move) : undefined}
                isFirst={FIRST.includes(each.move)}
                onClick={() => onAsk(each)}
              />
            ))}
            {withMatch && (
              <MoveButton name={text.match} keyName={hasKeys ? 'm' : undefined} onClick={onMatch} />
            )}
          </div>
        );
      })}
    </div>
  );
}

interface MoveButtonProps {
  readonly name: string;
  readonly keyName: string | undefined;
  readonly isFirst?: boolean;
  readonly onClick: () => void;
}

function MoveButton({ name, keyName, isFirst = false, onClick }: MoveButtonProps) {
  return (
    <Button
      size="xs"
      fz={13}
      px={10}
      variant={isFirst ? 'filled' : 'default'}
      rightSection={keyName === undefined ? undefined : <Kbd size="xs">{keyName}</Kbd>}
      aria-keyshortcuts={keyName}
      onClick={onClick}
    >
      {name}
    </Button>
  );
}
