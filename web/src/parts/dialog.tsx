import { Modal, type ModalProps } from '@mantine/core';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';

interface Props {
  readonly title: string;
  /** Open as long as it is there, when absent. */
  readonly isOpen?: boolean;
  readonly onClose: () => void;
  readonly size?: ModalProps['size'];
  readonly children: ReactNode;
}

/** A dialog: above those that are open already, closed by Escape before them. The keyboard goes back to where it was. */
export function Dialog({ title, isOpen = true, onClose, size = 'md', children }: Props) {
  const { close } = useWords(COMMON);
  return (
    <Modal
      stackId={useId()}
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': close }}
    >
      <KeyboardBack />
      {children}
    </Modal>
  );
}

/** Gives the keyboard back when its dialog is gone, unless somebody else has taken it. */
function KeyboardBack(): null {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
        const place = isThere ? before : document.querySelector<HTMLElement>('main [role=grid], main h1');
        place?.focus({ preventScroll: true });
      });
    },
    [before],
  );
  return null;
}
