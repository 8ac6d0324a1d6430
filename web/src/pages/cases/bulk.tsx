import { Button, Loader, Text } from '@mantine/core';
import { useState } from 'react';
import type { MoveName, Selection } from '../../../../src/server/contract/cases.ts';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { saysOf } from '../../api/problem.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { CASES } from '../../words/cases.ts';
import { MAIN, MoveBar } from './move-bar.tsx';

/** Moves that are offered at once; the others are a click away. */
const FIRST: readonly MoveName[] = [...MAIN, 'comment'];

interface Props {
  readonly selection: Selection;
  readonly cause: string | undefined;
  readonly onMade: (made: ReplyOf<'make_move'>) => void;
}

/** What can be done with all chosen cases at once: the moves that are legal for them. */
export function BulkMoves({ selection, cause, onMade }: Props) {
  const text = useWords(CASES);
  const say = useSay();
  const bookId = useBookId();
  const [isWhole, setWhole] = useState(false);
  const found = useApi('preview_move', { params: { book_id: bookId }, body: { selection } }, { keep: true });
  if (found.isError)
    return (
      <Text size="sm" role="alert">
        {say(saysOf(found.error))}
      </Text>
    );
  if (found.data === undefined) return <Loader size="xs" aria-label={text.moves} />;
  const { legal } = found.data;
  const main = legal.filter(({ move }) => FIRST.includes(move));
  const isLong = main.length > 0 && main.length < legal.length;
  const shown = isWhole || !isLong ? legal : main;
  return (
    <>
      <MoveBar
        legal={shown}
        selection={selection}
        cause={cause}
        onMade={onMade}
        none={text.legal_none}
        isFlat
      />
      {isLong && (
        <Button size="compact-sm" variant="subtle" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? text.fewer_moves : text.more_moves}
        </Button>
      )}
    </>
  );
}
