import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** What a key does: `j`, `Shift+x`, `Enter`, or two keys one after the other, `g o`. */
export interface KeyAction {
  readonly key: string;
  /** What it does, for the page of keys. */
  readonly says: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Works while a drawer or dialog is open; the default is that it does not. */
  readonly inDialog?: boolean;
}

interface Keys {
  readonly add: (actions: readonly KeyAction[]) => () => void;
  readonly all: () => readonly KeyAction[];
}

const DIALOG = '[role="dialog"], [role="alertdialog"]';
const SEQUENCE_MS = 1200;
const KeysContext = createContext<Keys>({ add: () => () => undefined, all: () => [] });

/** Listens to the keys of all pages in one place. The one who came last answers a key that two claim. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const layers = useRef<(readonly KeyAction[])[]>([]);
  const keys = useMemo<Keys>(
    () => ({
      add: (actions) => {
        layers.current = [...layers.current, actions];
        return () => {
          layers.current = layers.current.filter((layer) => layer !== actions);
        };
      },
      all: () => layers.current.flat(),
    }),
    [],
  );
  const first = useRef<{ readonly key: string; readonly at: number } | null>(null);
  const press = useCallback(
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target) || isPressing(event)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = nameOf(event);
      const before =
        first.current !== null && event.timeStamp - first.current.at < SEQUENCE_MS ? first.current : null;
      const wanted = before === null ? key : `${before.key} ${key}`;
      const inDialog = isInDialog(event) || document.querySelector(DIALOG) !== null;
      const usable = keys.all().filter((action) => !inDialog || action.inDialog === true);
      const chosen = usable.findLast((action) => action.key === wanted);
      first.current = null;
      if (chosen !== undefined) {
        event.preventDefault();
        chosen.run(event);
      } else if (usable.some((action) => action.key.startsWith(`${key} `))) {
        first.current = { key, at: event.timeStamp };
      }
    },
    [keys],
  );
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [press]);
  return <KeysContext value={keys}>{children}</KeysContext>;
}

function nameOf({ key, shiftKey }: KeyboardEvent): string {
  // With caps lock on, the letter says nothing about Shift.
  if (/^[a-z]$/i.test(key)) return `${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`;
  return shiftKey && key.length > 1 ? `Shift+${key}` : key;
}

/** Whether the key was pressed in a dialog, which may be gone by now: the key that closes it is not the page's, too. */
function isInDialog(event: KeyboardEvent): boolean {
  return event.composedPath().some((node) => node instanceof Element && node.matches(DIALOG));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Enter and space on a button or link are the button's own. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  return (
    (key === 'Enter' || key === ' ') && target instanceof HTMLElement && target.closest('button, a') !== null
  );
}

/** Offers keys as long as the caller is shown. */
export function useKeys(actions: readonly KeyAction[]): void {
  const { add } = use(KeysContext);
  const latest = useRef(actions);
  latest.current = actions;
  const names = actions.map(({ key, says }) => `${key}\t${says}`).join('\n');
  useEffect(() => {
    const stable = names
      .split('\n')
      .filter(Boolean)
      .map((line, index) => {
        const [key = '', says = ''] = line.split('\t');
        const now = (): KeyAction | undefined => latest.current[index];
        return {
          key,
          says,
          run: (event: KeyboardEvent) => now()?.run(event),
          get inDialog() {
            return now()?.inDialog === true;
          },
        };
      });
    return add(stable);
  }, [add, names]);
}

/** All keys that work now, for the page of keys, asked when it opens. */
export function useAllKeys(isOpen: boolean): readonly KeyAction[] {
  const { all } = use(KeysContext);
  const [shown, setShown] = useState<readonly KeyAction[]>([]);
  useEffect(() => {
    if (isOpen) setShown(all());
  }, [isOpen, all]);
  return shown;
}
