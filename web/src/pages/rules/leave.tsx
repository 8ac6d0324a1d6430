import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../language.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { RULES } from '../../words/rules.ts';

interface Props {
  /** Whether there is something to lose. */
  readonly hasDraft: boolean;
  readonly onDiscard: () => void;
}

/** Asks before the page is left with something unsaved: by a link or key of ours, or by closing the window. */
export function LeaveGuard({ hasDraft, onDiscard }: Props) {
  const text = useWords(RULES);
  const [wish, setWish] = useState<string | null>(null);
  const push = useRef<History['pushState']>(history.pushState);
  useEffect(() => {
    if (!hasDraft) return;
    // Links and keys all come through here: the router has no gate of its own.
    const free = history.pushState;
    push.current = free;
    history.pushState = (_state, _unused, url) => setWish(String(url));
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      history.pushState = free;
      window.removeEventListener('beforeunload', warn);
    };
  }, [hasDraft]);
  const stay = (): void => setWish(null);
  const leave = (): void => {
    onDiscard();
    setWish(null);
    push.current.call(history, null, '', wish);
  };
  if (wish === null) return null;
  return (
    <Dialog title={text.leave} onClose={stay}>
      <Text size="sm">{text.leave_says}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={leave}>
          {text.leave_go}
        </Button>
        <Button onClick={stay} data-autofocus>
          {text.leave_stay}
        </Button>
      </Group>
    </Dialog>
  );
}
