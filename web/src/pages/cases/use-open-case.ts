import { useCallback, useEffect, useState } from 'react';
import type { MoveName } from '../../../../src/server/contract/cases.ts';
import { useAddress } from '../../address.ts';
import type { KeyAction } from '../../keys.tsx';
import { useWords } from '../../language.tsx';
import type { Table } from '../../parts/table/use-table.ts';
import { CASES } from '../../words/cases.ts';
import { MOVE_KEYS } from './move-bar.tsx';

/** Which case lies open beside the list, and matching it by hand: kept in the address, so that a link leads to it. */
export function useOpenCase(table: Table) {
  const { params, change } = useAddress();
  const [wish, setWish] = useState<MoveName | null>(null);
  const caseId = params.get('case');
  const activeKey = table.active?.key ?? null;
  const show = (key: string): void => change((address) => address.set('case', key));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of the cursor moves the panel
  useEffect(() => {
    if (caseId !== null && activeKey !== null && activeKey !== caseId) show(activeKey);
  }, [activeKey]);
  const match = (key: string): void =>
    change((address) => {
      address.set('case', key);
      address.set('match', '1');
    });
  const close = (): void =>
    change((address) => {
      address.delete('case');
      address.delete('match');
    });
  const ask = (move: MoveName, key: string): void => {
    setWish(move);
    show(key);
  };
  return {
    caseId,
    matched: params.get('match') === '1' ? caseId : null,
    wish,
    wishKeys: useWishKeys(activeKey, ask, match),
    show,
    match,
    endMatch: () => change((address) => address.delete('match')),
    close,
    forgetWish: useCallback(() => setWish(null), []),
  };
}

const WISHES = ['accept', 'write_off', 'comment', 'investigate', 'claim_from_platform', 'assign'] as const;

/** Keys that begin a move of the case under the cursor while it is not open. */
function useWishKeys(
  activeKey: string | null,
  ask: (move: MoveName, key: string) => void,
  match: (key: string) => void,
): readonly KeyAction[] {
  const text = useWords(CASES);
  const onActive = (run: (key: string) => void) => () => {
    if (activeKey !== null) run(activeKey);
  };
  const moves = WISHES.map((move) => ({
    key: MOVE_KEYS[move] ?? '',
    says: text[move],
    run: onActive((key) => ask(move, key)),
  }));
  return [...moves, { key: 'm', says: text.key_match, run: onActive(match) }];
}
