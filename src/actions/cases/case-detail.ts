import { DuideshangError } from '../../errors.ts';
import { adviceOn } from '../../exceptions/advice.ts';
import { exceptionSays } from '../../exceptions/says.ts';
import { type CaseState, legalMoves, type Standing, type WaitingFor } from '../../model/case.ts';
import { CASE_STATE_NAMES, COUNTER_NAMES, FIELD_NAMES, WAITING_NAMES } from '../../model/case-names.ts';
import { parseEvidence, type RowEvidence } from '../../model/evidence.ts';
import { inEveryLanguage, type Text } from '../../model/language.ts';
import { CAUSE_NAMES, COMPONENT_NAMES, TYPE_NAMES } from '../../model/names.ts';
import type { Reason } from '../../model/reason.ts';
import type { Actor } from '../../model/role.ts';
import type { ExceptionRecord } from '../../model/run.ts';
import { formatMinor, type Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import { idOf } from '../../store/cases/case-moves.ts';
import { type CaseRow, caseOf, type StepRow, stepsOf } from '../../store/cases/cases.ts';
import { type Proposal, proposalOf } from '../../store/cases/proposals.ts';
import { readReasons } from '../../store/cases/reasons.ts';
import { type Attachment, attachmentsOf } from './attach-file.ts';
import { asText, asWritten, type NameOfUser, reasonName, stepName } from './case-words.ts';
import { type LegalMove, toLegalMove } from './make-move.ts';

/** A step of a case as it is shown. */
export interface CaseEvent {
  readonly event_id: string;
  readonly action_id: string | null;
  readonly what: string;
  readonly name: Text;
  /** Null for a step of the program. */
  readonly made_by: string | null;
  readonly made_at: string;
  readonly changes: readonly {
    readonly field: Text;
    readonly before: Text | null;
    readonly after: Text | null;
  }[];
  readonly reason: Text | null;
  readonly note: string | null;
  /** The file that settled it. */
  readonly file: string | null;
  readonly undone: boolean;
}

/** What waits for a review with a case, as it is shown. */
export interface ShownProposal {
  readonly name: Text;
  readonly made_by: string;
  readonly made_at: string;
  readonly legs: readonly (Proposal['legs'][number] & { readonly counter_name: Text | null })[];
}

/** A case with its evidence, steps and legal moves. */
export interface CaseDetail
  extends Omit<CaseRow, keyof Standing | 'case_id' | 'evidence' | 'explanation' | 'changed_at'> {
  readonly case_id: string;
  readonly type_name: Text;
  readonly cause_name: Text;
  readonly component_name: Text;
  /** The sentence of the diagnosis. */
  readonly says: Text;
  readonly advice: Text | null;
  readonly evidence: readonly RowEvidence[];
  readonly state: CaseState;
  readonly state_name: Text;
  readonly waiting_for: WaitingFor | null;
  readonly reason_code: string | null;
  readonly assignee: { readonly user_id: string; readonly display_name: string } | null;
  readonly due_on: string | null;
  readonly carried_to: string | null;
  /** What waits for a review; null when nothing does. */
  readonly proposal: ShownProposal | null;
  readonly moves: readonly LegalMove[];
  readonly events: readonly CaseEvent[];
  readonly attachments: readonly Attachment[];
}

/** Everything about one case, for its page. @throws case_unknown */
export async function caseDetail(
  book: Book,
  who: Actor,
  case_id: string,
  nameOfUser: NameOfUser = asWritten,
): Promise<CaseDetail> {
  const { store, book_id } = book;
  const row = await caseOf(store, book_id, idOf(case_id), who);
  if (row === null) throw new DuideshangError('case_unknown', { case_id });
  const reasons = await readReasons(store, book_id);
  const steps = await stepsOf(store, book_id, { case_id: row.case_id });
  const attachments = await attachmentsOf(book, row.case_id);
  const { last_move, proposed_by, decided_minor, closed_at, changed_at, explanation, ...shown } = row;
  return {
    ...shown,
    case_id,
    type_name: TYPE_NAMES[row.exception_type],
    cause_name: CAUSE_NAMES[row.cause],
    component_name: COMPONENT_NAMES[row.component],
    says: saysOf(row),
    advice: adviceOn(row.exception_type, row.cause),
    evidence: parseEvidence(row.evidence),
    state_name: CASE_STATE_NAMES[row.state],
    assignee:
      row.assignee === null ? null : { user_id: row.assignee, display_name: nameOfUser(row.assignee) },
    proposal: shownProposal(await proposalOf(store, book_id, row.case_id), nameOfUser),
    moves: legalMoves(row.state, who.role, row.is_gone).map(toLegalMove),
    events: steps.map((step) => toEvent(step, reasons, nameOfUser)),
    attachments: attachments.map((each) => ({ ...each, made_by: nameOfUser(each.made_by) })),
  };
}

function shownProposal(proposal: Proposal | null, nameOfUser: NameOfUser): ShownProposal | null {
  if (proposal === null) return null;
  const { move, made_by, made_at, legs } = proposal;
  return {
    name: stepName(move),
    made_by: made_by === null ? '' : nameOfUser(made_by),
    made_at,
    legs: legs.map((leg) => ({
      ...leg,
      counter_name: leg.counter === null ? null : COUNTER_NAMES[leg.counter],
    })),
  };
}

/** The sentence of a case; what is left of a decision taken over from an older book has none but its type. */
export function saysOf(row: Pick<CaseRow, 'explanation' | 'exception_type'>): Text {
  const explanation = JSON.parse(row.explanation) as ExceptionRecord['explanation'];
  if (explanation.code === '') return TYPE_NAMES[row.exception_type];
  return inEveryLanguage((language) => exceptionSays({ explanation }, language));
}

/** A step in words. */
export function toEvent(step: StepRow, reasons: readonly Reason[], nameOfUser: NameOfUser): CaseEvent {
  const { after_reason_code } = step;
  return {
    event_id: String(step.event_id),
    action_id: step.action_id === null ? null : String(step.action_id),
    what: step.what,
    name: stepName(step.what),
    made_by: step.made_by === null ? null : nameOfUser(step.made_by),
    made_at: step.made_at,
    changes: changesOf(step, reasons, nameOfUser),
    reason:
      after_reason_code === null || after_reason_code === step.before_reason_code
        ? null
        : reasonName(reasons, after_reason_code),
    note: step.note,
    file: step.file,
    undone: step.undone,
  };
}

function changesOf(step: StepRow, reasons: readonly Reason[], nameOfUser: NameOfUser): CaseEvent['changes'] {
  const shown = {
    state: (value: string) => CASE_STATE_NAMES[value as CaseState],
    waiting_for: (value: string) => WAITING_NAMES[value as WaitingFor],
    reason_code: (value: string) => reasonName(reasons, value),
    assignee: (value: string) => asText(nameOfUser(value)),
    due_on: asText,
    carried_to: asText,
  } as const;
  const changed = (Object.keys(shown) as (keyof typeof shown)[]).flatMap((field) => {
    const [before, after] = [step[`before_${field}`], step[`after_${field}`]];
    const say = (value: string | null): Text | null => (value === null ? null : shown[field](value));
    return before === after ? [] : [{ field: FIELD_NAMES[field], before: say(before), after: say(after) }];
  });
  const { discrepancy_before_minor: from, discrepancy_after_minor: to } = step;
  const money = (minor: Minor | null): Text | null => (minor === null ? null : asText(formatMinor(minor)));
  return from === to
    ? changed
    : [...changed, { field: FIELD_NAMES.discrepancy_minor, before: money(from), after: money(to) }];
}
