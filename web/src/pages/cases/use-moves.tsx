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

type Made = ReplyOf<'make_move'>;

/** Tells that an action was made, with a way to undo it, and undoes the latest one on demand. */
export function useMadeActions() {
  const text = useWords(CASES);
  const say = useSay();
  const { language } = useLanguage();
  const bookId = useBookId();
  const { mutate } = useCall('undo_action', 'book');
  const [latest, setLatest] = useState<string | null>(null);
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
      setLatest((held) => (held === actionId ? null : held));
    },
    [mutate, bookId, text, say],
  );
  const made = useCallback(
    ({ action, left_out }: Pick<Made, 'action'> & Partial<Made>) => {
      setLatest(action.action_id);
      notifications.show({
        id: action.action_id,
        color: 'green',
        autoClose: 12_000,
        withCloseButton: true,
        message: (
          <Group justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm">
                {text.done(capitalText(say(action.name)), countText(action.count, language))}
              </Text>
              {left_out !== undefined && left_out.length > 0 && (
                <Text size="xs">{text.done_left_out(countText(left_out.length, language))}</Text>
              )}
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
    if (latest !== null) undo(latest);
  }, [latest, undo]);
  return { made, undo, undoLatest };
}

/** Says something for a moment. */
export function tell(message: string, color = 'green'): void {
  notifications.show({ message, color });
}
