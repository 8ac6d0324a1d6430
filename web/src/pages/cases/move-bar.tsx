import { Button, Group, Kbd, Text } from '@mantine/core';
import { useState } from 'react';
import type { MoveName, Selection } from '../../../../src/server/contract/cases.ts';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { type KeyAction, useKeys } from '../../keys.tsx';
import { useSay, useWords } from '../../language.tsx';
import { CASES } from '../../words/cases.ts';
import { MoveForm, type Offered } from './move-form.tsx';

/** The keys of moves; the others are reached by Tab. */
const KEYS: Readonly<Partial<Record<MoveName, string>>> = {
  accept: 'a',
  write_off: 'w',
  comment: 'c',
  investigate: 'i',
  claim_from_platform: 'p',
  assign: 't',
};
const FIRST: readonly MoveName[] = ['accept', 'write_off', 'confirm_write_off', 'investigate', 'claim_from_platform'];

interface Props {
  readonly legal: readonly Offered[];
  readonly selection: Selection;
  readonly cause?: string | undefined;
  readonly onMade: (made: ReplyOf<'make_move'>) => void;
  /** Opens matching by hand, where that is possible. */
  readonly onMatch?: (() => void) | undefined;
  readonly inDialog?: boolean;
}

/** The legal moves as buttons with their keys. */
export function MoveBar({ legal, selection, cause, onMade, onMatch, inDialog = false }: Props) {
  const text = useWords(CASES);
  const say = useSay();
  const [chosen, setChosen] = useState<Offered | null>(null);
  const keys: KeyAction[] = legal.flatMap((offered) => {
    const key = KEYS[offered.move];
    return key === undefined ? [] : [{ key, says: say(offered.name), run: () => setChosen(offered), inDialog }];
  });
  if (onMatch !== undefined) keys.push({ key: 'm', says: text.key_match, run: onMatch, inDialog });
  useKeys(chosen === null ? keys : []);
  if (legal.length === 0 && onMatch === undefined)
    return (
      <Text size="sm" c="var(--soft)">
        {text.no_moves}
      </Text>
    );
  return (
    <Group gap={6}>
      {legal.map((offered) => (
        <Button
          key={offered.move}
          size="xs"
          variant={FIRST[0] === offered.move ? 'filled' : 'default'}
          rightSection={KEYS[offered.move] === undefined ? undefined : <Kbd size="xs">{KEYS[offered.move]}</Kbd>}
          onClick={() => setChosen(offered)}
        >
          {say(offered.name)}
        </Button>
      ))}
      {onMatch !== undefined && (
        <Button size="xs" variant="default" rightSection={<Kbd size="xs">m</Kbd>} onClick={onMatch}>
          {text.match}
        </Button>
      )}
      {chosen !== null && (
        <MoveForm
          offered={chosen}
          selection={selection}
          cause={cause}
          onClose={() => setChosen(null)}
          onMade={onMade}
        />
      )}
    </Group>
  );
}
