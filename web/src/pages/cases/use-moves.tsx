import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { saysOf } from '../../api/problem.ts';
import { useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { CASES } from '../../words/cases.ts';
import { capitalText, countText } from '../../words/format.ts';
import { UndoEarlier } from './undo-earlier.tsx';

/** What was made, for the page to tell. */
export interface Made {
  readonly action: ReplyOf<'make_move'>['action'];
  readonly left_out?: ReplyOf<'make_move'>['left_out'];
  /** How many of its cases wait for a review; none when left out. */
  readonly to_review?: number;
}

/** Tells that an action was made, with a way to undo it, and undoes the latest one on demand, one after the other. */
export function useMadeActions() {
  const text = useWords(CASES);
  const say = useSay();
  const { language } = useLanguage();
  const bookId = useBookId();
  const { mutate } = useCall('undo_action', 'book');
  const [undoable, setUndoable] = useState<readonly string[]>([]);
  const [isAsking, setAsking] = useState(false);
  const undo = useCallback(
    (actionId: string) => {
      mutate(
        { params: { book_id: bookId, action_id: actionId } },
        {
          onSuccess: () => tell(text.undone_done),
          onError: (fault) => tell(say(saysOf(fault)), 'red'),
        },
      );
      notifications.hide(actionId);
      setUndoable((held) => held.filter((each) => each !== actionId));
    },
    [mutate, bookId, text, say],
  );
  const made = useCallback(
    ({ action, left_out = [], to_review = 0 }: Made) => {
      const name = capitalText(say(action.name));
      const count = (cases: number): string => countText(cases, language);
      const done = action.count - to_review;
      if (action.can_undo) setUndoable((held) => [...held, action.action_id]);
      notifications.show({
        id: action.action_id,
        color: 'green',
        autoClose: 12_000,
        withCloseButton: true,
        message: (
          <Group justify="space-between" wrap="nowrap">
            <div>
              {done > 0 && <Text size="sm">{text.done(name, count(done))}</Text>}
              {to_review > 0 && <Text size="sm">{text.done_to_review(name, count(to_review))}</Text>}
              {left_out.length > 0 && <Text size="xs">{text.done_left_out(count(left_out.length))}</Text>}
            </div>
            {action.can_undo && (
              <Button size="xs" variant="default" onClick={() => undo(action.action_id)}>
                {text.undo}
              </Button>
            )}
          </Group>
        ),
      });
    },
    [text, say, language, undo],
  );
  const undoLatest = useCallback(() => {
    const latest = undoable.at(-1);
    if (latest === undefined) setAsking(true);
    else undo(latest);
  }, [undoable, undo]);
  const earlier = isAsking && (
    <UndoEarlier onClose={() => setAsking(false)} onUndone={() => tell(text.undone_done)} />
  );
  return { made, undoLatest, earlier };
}

/** Says something for a moment. */
export function tell(message: string, color = 'green'): void {
  notifications.show({ message, color });
}
