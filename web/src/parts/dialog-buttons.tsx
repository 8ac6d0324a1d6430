import { Alert, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { saysOf } from '../api/problem.ts';
import { useSay } from '../language.tsx';
import classes from './dialog-buttons.module.css';

interface Props {
  /** What the server refused, if it did. */
  readonly fault?: unknown;
  readonly children: ReactNode;
}

/** The end of a dialog: what was refused, and its buttons. In sight however long it is and however low the window. */
export function DialogButtons({ fault = null, children }: Props) {
  const say = useSay();
  return (
    <div className={classes.buttons}>
      {fault !== null && (
        <Alert color="red" variant="light" role="alert" mb="sm">
          {say(saysOf(fault))}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        {children}
      </Group>
    </div>
  );
}
