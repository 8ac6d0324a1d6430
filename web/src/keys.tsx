import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { newExpected } from './arrival.ts';
import { newKeyQueue, type Turn } from './key-queue.ts';
import { leaveField } from './keyboard.ts';

/** What a key does: `j`, `Shift+x`, `Enter`, or two keys one after the other, `g o`. */
export interface KeyAction extends Turn {
  readonly key: string;
  /** What it does, for the page of keys. */
  readonly says: string;
  /** Is not kept behind keys that wait, but ends their waiting: what is typed after it is no key of the page's. */
  readonly atOnce?: boolean;
  /** Works while a drawer or dialog is open; the default is that it does not. */
  readonly inDialog?: boolean;
}

interface Keys {
  readonly add: (actions: readonly KeyAction[]) => () => void;
  readonly all: () => readonly KeyAction[];
  /** Tells that a part of the page is on its way that may answer keys; returns how to tell that it is no more. */
  readonly expect: () => () => void;
  /** Null when no part of the page is on its way, else whether they have all come. */
  readonly arrival: () => Promise<boolean> | null;
}

const DIALOG = '[role="dialog"], [role="alertdialog"]';
const SEQUENCE_MS = 1200;
/** Keys that say nothing before the one they are held for. */
const SHIFTS: ReadonlySet<string> = new Set(['Shift', 'CapsLock']);
/** Keys that may mean something on a part of the page that has not come. */
const KEPT = /^(Shift\+)?[a-z]$|^Enter$/;
const KeysContext = createContext<Keys>(newKeys());

function newKeys(): Keys {
  let layers: (readonly KeyAction[])[] = [];
  return {
    add: (actions) => {
      layers = [...layers, actions];
      return () => {
        layers = layers.filter((layer) => layer !== actions);
      };
    },
    all: () => layers.flat(),
    ...newExpected(),
  };
}

/** Listens to the keys of all pages in one place. The one who came last answers a key that two claim. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [keys] = useState(newKeys);
  const first = useRef<{ readonly key: string; readonly at: number } | null>(null);
  const queue = useMemo(() => newKeyQueue((key) => turnOf(keys, key), flushSync), [keys]);
  const press = useCallback(
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isPressing(event)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || SHIFTS.has(event.key)) return;
      const key = nameOf(event);
      if (isTyping(event.target)) {
        if (key === 'Escape' && canLeave(event)) leaveField(event.target);
        return;
      }
      const before =
        first.current !== null && event.timeStamp - first.current.at < SEQUENCE_MS ? first.current : null;
      const wanted = before === null ? key : `${before.key} ${key}`;
      const inDialog = isInDialog(event) || document.querySelector(DIALOG) !== null;
      const usable = usableOf(keys, inDialog);
      const chosen = usable.findLast((action) => action.key === wanted);
      const isBegun = chosen === undefined && usable.some((action) => action.key.startsWith(`${key} `));
      first.current = isBegun ? { key, at: event.timeStamp } : null;
      if (chosen === undefined && !isBegun && !inDialog && keptUntil(keys, wanted) !== null) {
        queue.press(wanted);
        return;
      }
      const endsWaiting = key === 'Escape' || chosen?.atOnce === true || (chosen === undefined && !isBegun);
      const hasEnded = endsWaiting && queue.giveUp();
      if (chosen === undefined) return;
      event.preventDefault();
      if (key !== 'Escape' || !hasEnded) queue.press(chosen.key);
    },
    [keys, queue],
  );
  useEffect(() => {
    document.addEventListener('keydown', press);
    document.addEventListener('pointerdown', queue.giveUp);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('pointerdown', queue.giveUp);
    };
  }, [press, queue]);
  return <KeysContext value={keys}>{children}</KeysContext>;
}

/** What a key does now; one that nobody answers waits for the parts of the page that are on their way. */
function turnOf(keys: Keys, key: string): Turn | undefined {
  const inDialog = document.querySelector(DIALOG) !== null;
  const known = usableOf(keys, inDialog).findLast((each) => each.key === key);
  if (known !== undefined || inDialog || keptUntil(keys, key) === null) return known;
  return { run: () => undefined, ready: keys.arrival };
}

function keptUntil(keys: Keys, key: string): Promise<boolean> | null {
  return KEPT.test(key) ? keys.arrival() : null;
}

/** Keys that work now: in a dialog those alone that are meant for it. */
function usableOf(keys: Keys, inDialog: boolean): readonly KeyAction[] {
  return keys.all().filter((action) => !inDialog || action.inDialog === true);
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

/** Whether Escape means the field itself: not a list that hangs open below it, nor the dialog that it stands in. */
function canLeave(event: KeyboardEvent): boolean {
  const isOpen = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
  return !isOpen && !isInDialog(event);
}

function isTyping(target: EventTarget | null): target is HTMLElement {
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
          run: () => now()?.run(),
          ready: () => now()?.ready?.() ?? null,
          get atOnce() {
            return now()?.atOnce === true;
          },
          get inDialog() {
            return now()?.inDialog === true;
          },
        };
      });
    return add(stable);
  }, [add, names]);
}

/** Keeps keys that nobody answers, as long as the caller is shown, which stands for a part of the page that is on its way. */
export function useExpected(): void {
  const { expect } = use(KeysContext);
  useEffect(expect, [expect]);
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
