import { Button, Loader, Text } from '@mantine/core';
import { useState } from 'react';
import type { MoveName, Selection } from '../../../../src/server/contract/cases.ts';
import { saysOf } from '../../api/problem.ts';
import { useApi } from '../../api/queries.ts';
import { useArrival } from '../../arrival.ts';
import { useBookId } from '../../book.tsx';
import { type KeyAction, useKeys } from '../../keys.tsx';
import { useSay, useWords } from '../../language.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { CASES } from '../../words/cases.ts';
import { capitalText } from '../../words/format.ts';
import { CaseNames } from './case-names.tsx';
import { KEYED, keyOfMove, MAIN, MOVE_KEYS, MoveBar } from './move-bar.tsx';
import { MoveForm, type Offered } from './move-form.tsx';
import type { Made } from './use-moves.tsx';

/** Moves that are offered at once; the others are a click away. */
const FIRST: readonly MoveName[] = [...MAIN, 'comment'];

interface Props {
  readonly selection: Selection;
  readonly cause: string | undefined;
  readonly onMade: (made: Made) => void;
}

/** A move that was asked for, with the cases that were chosen then. */
interface Asked {
  readonly offered: Offered;
  readonly selection: Selection;
  readonly cause: string | undefined;
}

/** What can be done with all chosen cases at once: the moves that are legal for them. */
export function BulkMoves({ selection, cause, onMade }: Props) {
  const text = useWords(CASES);
  const say = useSay();
  const bookId = useBookId();
  const [isWhole, setWhole] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const found = useApi('preview_move', { params: { book_id: bookId }, body: { selection } }, { keep: true });
  const ask = (offered: Offered): void => setAsked({ offered, selection, cause });
  const legal = found.data?.legal ?? [];
  const arrival = useArrival(!found.isPending);
  useKeys(found.isPending ? comingKeys(text, arrival) : keysOf(legal, ask, say));
  if (found.isError)
    return (
      <Text size="sm" role="alert">
        {say(saysOf(found.error))}
      </Text>
    );
  if (found.data === undefined) return <Loader size="xs" aria-label={text.moves} />;
  const main = legal.filter(({ move }) => FIRST.includes(move));
  const isLong = main.length > 0 && main.length < legal.length;
  const shown = isWhole || !isLong ? legal : main;
  return (
    <>
      <MoveBar legal={shown} onAsk={ask} none={text.legal_none} isFlat />
      {isLong && (
        <Button size="compact-sm" variant="subtle" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? text.fewer_moves : text.more_moves}
        </Button>
      )}
      {asked !== null && (
        <Dialog title={capitalText(say(asked.offered.name))} size="lg" onClose={() => setAsked(null)}>
          <CaseNames {...asked} />
          <MoveForm {...asked} onClose={() => setAsked(null)} onMade={onMade} />
        </Dialog>
      )}
    </>
  );
}

/** Keys that wait until it is known which moves are legal. */
function comingKeys(text: (typeof CASES)['zh-CN'], ready: KeyAction['ready']): KeyAction[] {
  return KEYED.map((move) => ({
    key: MOVE_KEYS[move],
    says: text[`move_${move}`],
    run: () => undefined,
    ready,
  }));
}

function keysOf(
  legal: readonly Offered[],
  ask: (offered: Offered) => void,
  say: ReturnType<typeof useSay>,
): KeyAction[] {
  return legal.flatMap((offered) => {
    const key = keyOfMove(offered.move);
    return key === undefined ? [] : [{ key, says: capitalText(say(offered.name)), run: () => ask(offered) }];
  });
}
