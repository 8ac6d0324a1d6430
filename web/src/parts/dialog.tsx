import { Modal, type ModalProps } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
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

/**
 * A dialog: above those that are open already, closed by Escape before them. The keyboard begins at what there is to fill in
 * or to press, whenever that comes; Control and Enter do what the button of its form does.
 */
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
      onKeyDown={submitByKey}
    >
      <Body>{children}</Body>
    </Modal>
  );
}

function Body({ children }: Pick<Props, 'children'>) {
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => markFirst(body.current), []);
  useEffect(() => beginIn(body.current), []);
  return <div ref={body}>{children}</div>;
}

const FIELDS =
  'input:enabled:not([type=file], [readonly]:not([role=combobox])), textarea:enabled, select:enabled';
const FIRST = ['[data-autofocus]:enabled', FIELDS, 'button:enabled:not([data-variant=subtle])'];

/** Where the keyboard begins in a dialog: what is marked so, else its first field, else its first button. */
function firstOf(body: HTMLElement | null): HTMLElement | null {
  for (const wanted of FIRST) {
    const found = body?.querySelector<HTMLElement>(wanted);
    if (found) return found;
  }
  return null;
}

/** The library begins at what is marked; what is not there yet by then is begun at when it comes. */
function markFirst(body: HTMLElement | null): void {
  firstOf(body)?.setAttribute('data-autofocus', '');
}

function beginIn(body: HTMLElement | null): (() => void) | undefined {
  if (body === null || firstOf(body) !== null) return undefined;
  const observer = new MutationObserver(() => {
    const first = firstOf(body);
    if (first === null) return;
    observer.disconnect();
    markFirst(body);
    // Whoever has begun elsewhere in the dialog by then stays there.
    if (!body.contains(document.activeElement)) first.focus();
  });
  observer.observe(body, { childList: true, subtree: true });
  return () => observer.disconnect();
}

function submitByKey(event: KeyboardEvent): void {
  const isAsked = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing;
  if (!isAsked || !(event.target instanceof Element)) return;
  event.preventDefault();
  event.target.closest('form')?.querySelector<HTMLElement>('[type=submit]')?.click();
}
