import { useCallback, useEffect, useRef, useState } from 'react';
import type { MoveName } from '../../../../src/server/contract/cases.ts';
import { currentParams, useAddress } from '../../address.ts';
import type { KeyAction } from '../../keys.tsx';
import { useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import type { Table } from '../../parts/table/use-table.ts';
import { CASES } from '../../words/cases.ts';
import { KEYED, MOVE_KEYS } from './move-bar.tsx';

/** A move that was asked for, and the one case that it was asked for. */
export interface AskedMove {
  readonly caseId: string;
  readonly move: MoveName;
  /** Its name, until the case has told it. */
  readonly title: string;
}

/**
 * Which case lies open beside the list, which is matched by hand, and which move was asked for: the first two are kept in
 * the address, so that a link leads to them. The open case follows the cursor; a form stays with the case it was asked for.
 */
export function useOpenCase({ cursor }: Table) {
  const { params, change } = useAddress();
  const [asked, setAsked] = useState<AskedMove | null>(null);
  const show = useCallback((key: string): void => change((address) => address.set('case', key)), [change]);
  useEffect(
    () =>
      cursor.subscribe(() => {
        const key = cursor.key();
        if (key !== null && currentParams().has('case')) show(key);
      }),
    [cursor, show],
  );
  const panel = useRef<HTMLElement>(null);
  const open = (key: string): void => {
    if (currentParams().get('case') === key) panel.current?.focus();
    else show(key);
  };
  const match = (key: string): void =>
    change((address) => {
      address.set('case', key);
      address.set('match', key);
    });
  const close = (): void =>
    change((address) => {
      address.delete('case');
      address.delete('match');
    });
  const ask = (wanted: AskedMove): void => {
    setAsked(wanted);
    show(wanted.caseId);
  };
  return {
    caseId: params.get('case'),
    matched: params.get('match'),
    asked,
    ask,
    endAsking: () => setAsked(null),
    keys: useActionKeys(cursor, ask, match),
    open,
    /** The text of the open case, where the keyboard goes by opening it once more. */
    panel,
    match,
    endMatch: () => change((address) => address.delete('match')),
    close,
  };
}

/** The case that an action key means at this moment, the row of the cursor being there: the open one, else that of the row. */
function targetOf(cursor: Table['cursor']): string | null {
  return currentParams().get('case') ?? cursor.key();
}

/** Whether the row that is meant comes; where no case is open and the cursor on no row, that is the first. */
function targetArrival(cursor: Table['cursor']): Promise<boolean> | null {
  return currentParams().has('case') ? cursor.arrival() : cursor.begin();
}

/** Keys that begin a move, or matching by hand, of the case that is meant when they are pressed. */
function useActionKeys(
  cursor: Table['cursor'],
  ask: (wanted: AskedMove) => void,
  match: (caseId: string) => void,
): readonly KeyAction[] {
  const text = useWords(CASES);
  const may = useMay();
  const onTarget = (run: (caseId: string) => void) => () => {
    const caseId = targetOf(cursor);
    if (caseId !== null) run(caseId);
  };
  const ready = (): Promise<boolean> | null => targetArrival(cursor);
  const moves = KEYED.map((move) => ({
    key: MOVE_KEYS[move],
    says: text[`move_${move}`],
    run: onTarget((caseId) => ask({ caseId, move, title: text[`move_${move}`] })),
    ready,
  }));
  const matching = { key: 'm', says: text.key_match, run: onTarget(match), ready };
  return [...(may('make_move') ? moves : []), ...(may('make_transfer') ? [matching] : [])];
}
