import { Button, Kbd, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { MoveName, Selection } from '../../../../src/server/contract/cases.ts';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { type KeyAction, useKeys } from '../../keys.tsx';
import { useSay, useWords } from '../../language.tsx';
import { CASES } from '../../words/cases.ts';
import { capitalText } from '../../words/format.ts';
import classes from './move-bar.module.css';
import { MoveForm, type Offered } from './move-form.tsx';

/** The keys of moves; the others are reached by Tab. */
export const MOVE_KEYS: Readonly<Partial<Record<MoveName, string>>> = {
  accept: 'a',
  write_off: 'w',
  comment: 'c',
  investigate: 'i',
  claim_from_platform: 'p',
  assign: 't',
};

/** What settles a case; then what waits for somebody; then the rest. */
export const MAIN: readonly MoveName[] = [
  'accept',
  'write_off',
  'confirm_write_off',
  'reject_write_off',
  'reopen',
  'investigate',
];
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
  readonly selection: Selection;
  readonly cause?: string | undefined;
  readonly onMade: (made: ReplyOf<'make_move'>) => void;
  /** Opens matching by hand, where that is possible. */
  readonly onMatch?: (() => void) | undefined;
  /** Said when there is no legal move. */
  readonly none?: string;
  /** Whether keys make these moves; not while others have them. */
  readonly hasKeys?: boolean;
  /** All moves in one line, not in a line for each kind. */
  readonly isFlat?: boolean;
  /** A move to be asked for at once, and how to say that it was. */
  readonly wish?: MoveName | null;
  readonly onWished?: () => void;
}

/** The legal moves as buttons with their keys. */
export function MoveBar(props: Props) {
  const {
    legal,
    selection,
    cause,
    onMade,
    onMatch,
    none,
    hasKeys = true,
    isFlat = false,
    wish = null,
    onWished,
  } = props;
  const text = useWords(CASES);
  const say = useSay();
  const [chosen, setChosen] = useState<Offered | null>(null);
  useEffect(() => {
    if (wish === null) return;
    setChosen(legal.find(({ move }) => move === wish) ?? null);
    onWished?.();
  }, [wish, legal, onWished]);
  useKeys(
    hasKeys && chosen === null
      ? keysOf(legal, setChosen, say, onMatch && { run: onMatch, says: text.key_match })
      : [],
  );
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
                keyName={hasKeys ? MOVE_KEYS[each.move] : undefined}
                isFirst={each.move === 'accept'}
                onClick={() => setChosen(each)}
              />
            ))}
            {withMatch && (
              <MoveButton name={text.match} keyName={hasKeys ? 'm' : undefined} onClick={onMatch} />
            )}
          </div>
        );
      })}
      {chosen !== null && (
        <MoveForm
          offered={chosen}
          selection={selection}
          cause={cause}
          onClose={() => setChosen(null)}
          onMade={onMade}
        />
      )}
    </div>
  );
}

function keysOf(
  legal: readonly Offered[],
  choose: (offered: Offered) => void,
  say: ReturnType<typeof useSay>,
  match: { readonly run: () => void; readonly says: string } | undefined,
): KeyAction[] {
  const moves = legal.flatMap((offered) => {
    const key = MOVE_KEYS[offered.move];
    return key === undefined
      ? []
      : [{ key, says: capitalText(say(offered.name)), run: () => choose(offered) }];
  });
  return match === undefined ? moves : [...moves, { key: 'm', ...match }];
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
