import { Button, Tabs } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import { Link } from 'wouter';
import type { Rules } from '../../../../src/server/contract/rules.ts';
import { useAddress } from '../../address.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { RULES } from '../../words/rules.ts';
import { Conflict, DraftBar } from './bar.tsx';
import { CauseOrder } from './causes.tsx';
import { SettlementDays } from './days.tsx';
import { type Desk, type RulesReply, useDraft } from './desk.ts';
import { changedSections, SECTIONS, type Section, wrongSections } from './draft.ts';
import { Asked, useAsking } from './faults.ts';
import { FeeRules } from './fee-rules.tsx';
import { KeyRules } from './key-rules.tsx';
import { LeaveGuard } from './leave.tsx';
import { Rates } from './rates.tsx';
import { type Reason, Reasons } from './reasons.tsx';
import classes from './rules.module.css';
import { Tolerances } from './tolerances.tsx';
import { Trial } from './trial.tsx';

/** The rules of the book: changed as a draft, tried on the last run, then saved. */
export default function RulesPage() {
  const text = useWords(RULES);
  const bookId = useBookId();
  const found = useApi('rules', { params: { book_id: bookId } });
  if (found.data === undefined) return <Unanswered title={text.title} asked={found} />;
  return <RulesDesk key={bookId} reply={found.data} />;
}

interface Tried {
  readonly jobId: string;
  readonly rules: Rules;
}

function RulesDesk({ reply }: { readonly reply: RulesReply }) {
  const text = useWords(RULES);
  const may = useMay();
  const bookId = useBookId();
  const { draft, rules, change, put } = useDraft(bookId, reply.rules);
  const [reasons, setReasons] = useState<readonly Reason[] | null>(null);
  const [tried, setTried] = useState<Tried | null>(null);
  const tryRules = useCall('try_rules', ['list_jobs']);
  const save = useSave(() => put(null));
  const desk: Desk = { reply, rules, change, isFixed: !may('try_rules') };
  const [shown, show] = useSection();
  const wrong = wrongSections(rules);
  const { isAsked, ask } = useAsking(wrong.length > 0, () =>
    show(wrong.find((name) => name === shown) ?? wrong[0] ?? shown),
  );
  const isConflicting =
    draft !== null && draft.base.version !== reply.rules.version && !save.isPending && !save.isSuccess;
  const startTrial = (): void =>
    tryRules.mutate(
      { params: { book_id: bookId }, body: rules },
      { onSuccess: ({ job_id }) => setTried({ jobId: job_id, rules }) },
    );
  return (
    <div>
      <PageHeader title={text.title} note={desk.isFixed ? text.read_only : text.note}>
        <LimitsLink />
      </PageHeader>
      {draft !== null && (
        <DraftBar
          isWrong={isAsked}
          isConflicting={isConflicting}
          isTrying={tryRules.isPending}
          isSaving={save.isPending}
          onDiscard={() => put(null)}
          onTry={() => ask(startTrial)}
          onSave={() => ask(() => save.mutate({ params: { book_id: bookId }, body: rules }))}
        />
      )}
      {isConflicting && <Conflict draft={draft} saved={reply.rules} onResolve={put} />}
      {tryRules.isError && <ErrorState fault={tryRules.error} onRetry={startTrial} />}
      {save.isError && !isConflicting && <ErrorState fault={save.error} />}
      {tried !== null && (
        <Trial
          key={tried.jobId}
          jobId={tried.jobId}
          isOld={changedSections(tried.rules, rules).length > 0}
          onClose={() => setTried(null)}
        />
      )}
      <Asked value={isAsked}>
        <Sections
          desk={desk}
          base={draft?.base ?? reply.rules}
          wrong={isAsked ? wrong : []}
          shown={shown}
          onShow={show}
          reasons={reasons}
          onReasons={setReasons}
        />
      </Asked>
      <LeaveGuard hasDraft={draft !== null || reasons !== null} onDiscard={() => put(null)} />
    </div>
  );
}

/** The limits of write-offs are no rule of a run: they are changed in the settings, and looked for here. */
function LimitsLink() {
  const { write_off_limits } = useWords(RULES);
  const bookId = useBookId();
  return (
    <Button component={Link} href={bookPath(bookId, 'settings')} variant="default">
      {write_off_limits}
    </Button>
  );
}

/** The tab that the address names, and how to show another. */
function useSection(): readonly [Tab, (tab: Tab) => void] {
  const { params, change } = useAddress();
  const shown = TABS.find((name) => name === params.get('tab')) ?? TABS[0];
  return [shown, (tab) => change((address) => address.set('tab', tab))];
}

/** Saves rules. After a conflict the rules are asked for anew, so that what others saved comes to light. */
function useSave(onSaved: () => void) {
  const text = useWords(RULES);
  const bookId = useBookId();
  const rules = useApi('rules', { params: { book_id: bookId } });
  const save = useCall('save_rules', 'book');
  return {
    isPending: save.isPending,
    isSuccess: save.isSuccess,
    isError: save.isError,
    error: save.error,
    mutate: (input: Parameters<typeof save.mutate>[0]): void =>
      save.mutate(input, {
        onSuccess: ({ job_id }) => {
          onSaved();
          save.reset();
          notifications.show({ color: 'green', message: job_id === null ? text.saved_quiet : text.saved });
        },
        onError: () => void rules.refetch(),
      }),
  };
}

const SHOWS: Readonly<Record<Section, ComponentType<{ readonly desk: Desk }>>> = {
  fee_rates: Rates,
  fee_rules: FeeRules,
  key_rules: KeyRules,
  tolerances: Tolerances,
  settlement_days: SettlementDays,
  cause_order: CauseOrder,
};

const TABS = [...SECTIONS, 'reasons'] as const;
type Tab = (typeof TABS)[number];

interface SectionsProps {
  readonly desk: Desk;
  /** What the draft was made from. */
  readonly base: Rules;
  /** The parts that are told to be wrong. */
  readonly wrong: readonly Tab[];
  readonly shown: Tab;
  readonly onShow: (tab: Tab) => void;
  readonly reasons: readonly Reason[] | null;
  readonly onReasons: (reasons: readonly Reason[] | null) => void;
}

function Sections({ desk, base, wrong, shown, onShow, reasons, onReasons }: SectionsProps) {
  const text = useWords(RULES);
  const changed: readonly string[] = [
    ...changedSections(base, desk.rules),
    ...(reasons !== null ? ['reasons'] : []),
  ];
  return (
    <Tabs
      keepMounted={false}
      value={shown}
      onChange={(tab) => onShow(TABS.find((name) => name === tab) ?? TABS[0])}
      mt="sm"
    >
      <Tabs.List aria-label={text.sections} mb="sm">
        {TABS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {text[name]}
            {wrong.includes(name) ? (
              <Mark kind="wrong" says={text.is_wrong} />
            ) : (
              changed.includes(name) && <Mark kind="changed" says={text.is_changed} />
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {SECTIONS.map((name) => {
        const Shown = SHOWS[name];
        return (
          <Tabs.Panel key={name} value={name}>
            <Shown desk={desk} />
          </Tabs.Panel>
        );
      })}
      <Tabs.Panel value="reasons">
        <Reasons causes={desk.reply.causes} draft={reasons} onDraft={onReasons} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Mark({ kind, says }: { readonly kind: 'changed' | 'wrong'; readonly says: string }) {
  const Sign = kind === 'wrong' ? IconAlertTriangle : IconPencil;
  return (
    <span className={classes.mark} data-kind={kind}>
      <Sign size={13} role="img" aria-label={says} />
    </span>
  );
}
