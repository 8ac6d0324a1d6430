import { useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import type { Rules } from '../../../../src/server/contract/rules.ts';
import { changedSections, type Draft } from './draft.ts';

/** What the server says of the rules. */
export type RulesReply = ReplyOf<'rules'>;

/** What a tab works on: the rules as drafted, the names of what can be chosen, and how to change a part. */
export interface Desk {
  readonly reply: RulesReply;
  readonly rules: Rules;
  readonly change: (part: Partial<Rules>) => void;
  /** The user may only read. */
  readonly isFixed: boolean;
}

/** Drafts outlive the page within this window: the back button of the browser cannot be asked to wait. */
const DRAFTS = new Map<string, Draft>();

/** The draft of a book's rules, made by the first change. */
export function useDraft(bookId: string, saved: Rules) {
  const [draft, setDraft] = useState<Draft | null>(() => DRAFTS.get(bookId) ?? null);
  const put = (next: Draft | null): void => {
    const isKept = next !== null && changedSections(next.base, next.mine).length > 0;
    if (isKept) DRAFTS.set(bookId, next);
    else DRAFTS.delete(bookId);
    setDraft(isKept ? next : null);
  };
  const rules = draft?.mine ?? saved;
  const change = (part: Partial<Rules>): void =>
    put({ base: draft?.base ?? saved, mine: { ...rules, ...part } });
  return { draft, rules, change, put };
}
