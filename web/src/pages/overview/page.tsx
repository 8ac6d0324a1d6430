import { Alert, Button, Group, Select, SimpleGrid, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Overview } from '../../../../src/server/contract/lists.ts';
import { useAddress } from '../../address.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useKeys } from '../../keys.tsx';
import { useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { NeverRun } from '../../parts/never-run.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { usePress } from '../../parts/use-press.ts';
import { capitalText, momentText } from '../../words/format.ts';
import { OVERVIEW } from '../../words/overview.ts';
import { Ageing, InTransit, States } from './bars.tsx';
import { ToDo } from './to-do.tsx';
import { Wallets } from './wallets.tsx';
import { Waterfall } from './waterfall.tsx';

/** What an overview may be of, as its address names it: a shop (`''` for orders of no shop), an account, or both. */
const CHOICES = ['shop', 'account_id'] as const;
type Choice = (typeof CHOICES)[number];
type Chosen = Readonly<Partial<Record<Choice, string>>>;

/** The equation of the book and what needs a person today. */
export default function OverviewPage() {
  const text = useWords(OVERVIEW);
  const bookId = useBookId();
  const { params, change } = useAddress();
  const chosen = chosenIn(params);
  const choose = (name: Choice, value: string | null): void =>
    change((edited) => (value === null ? edited.delete(name) : edited.set(name, value)));
  const overview = useApi('overview', { params: { book_id: bookId }, query: chosen }, { keep: true });
  if (!overview.isSuccess) return <Unanswered title={text.title} asked={overview} />;
  const { run } = overview.data;
  const span = run === null || run.from === null || run.to === null ? null : text.period(run.from, run.to);
  return (
    <div>
      <PageHeader
        title={text.title}
        note={
          run === null ? undefined : [span, text.ran_at(momentText(run.ran_at))].filter(Boolean).join(' · ')
        }
      >
        <Choices overview={overview.data} chosen={chosen} onChoose={choose} />
        <RunButton />
      </PageHeader>
      {/* Until the figures of another shop or account have come, those shown lead nowhere. */}
      <div inert={overview.isPlaceholderData} aria-busy={overview.isPlaceholderData}>
        {run === null ? <NeverRun /> : <Contents overview={overview.data} />}
      </div>
    </div>
  );
}

function chosenIn(params: URLSearchParams): Chosen {
  return Object.fromEntries(
    CHOICES.flatMap((name) => {
      const value = params.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function Contents({ overview }: { readonly overview: Overview }) {
  const text = useWords(OVERVIEW);
  return (
    <Stack gap="sm">
      {overview.is_stale && (
        <Alert color="yellow" variant="light" py="xs" role="status">
          {text.stale}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm" verticalSpacing="sm">
        <Stack gap="sm">
          <Waterfall overview={overview} />
          <InTransit overview={overview} />
        </Stack>
        <Stack gap="sm">
          <ToDo overview={overview} />
          <Ageing overview={overview} />
          <States overview={overview} />
        </Stack>
      </SimpleGrid>
      <Wallets overview={overview} />
    </Stack>
  );
}

function RunButton() {
  const text = useWords(OVERVIEW);
  const bookId = useBookId();
  const may = useMay();
  const start = usePress('start_run', ['list_jobs']);
  const run = (): void => start.mutate({ params: { book_id: bookId }, body: {} });
  useKeys(may('start_run') ? [{ key: 'r', says: text.reconcile_now, run }] : []);
  if (!may('start_run')) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={start.isPending}
      aria-keyshortcuts="r"
      onClick={run}
    >
      {text.reconcile_now}
    </Button>
  );
}

interface ChoicesProps {
  readonly overview: Overview;
  readonly chosen: Chosen;
  readonly onChoose: (name: Choice, value: string | null) => void;
}

const ALL = 'all';
/** Before a value that is chosen, which may be any text, even none. */
const ONE = 'one ';

function Choices({ overview, chosen, onChoose }: ChoicesProps) {
  const text = useWords(OVERVIEW);
  const say = useSay();
  const shops = overview.shops.map((shop) => ({ value: `${ONE}${shop ?? ''}`, label: shop ?? text.no_shop }));
  const accounts = overview.accounts.map(({ account_id, channel, account_no }) => ({
    value: `${ONE}${account_id}`,
    label: [capitalText(say(channel)), account_no].filter(Boolean).join(' '),
  }));
  const held = (name: Choice) => ({
    value: chosen[name] === undefined ? ALL : `${ONE}${chosen[name]}`,
    onChange: (value: string | null) =>
      onChoose(name, value === null || value === ALL ? null : value.slice(ONE.length)),
  });
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        aria-label={text.shop}
        w={150}
        data={[{ value: ALL, label: text.all_shops }, ...shops]}
        {...held('shop')}
      />
      <Select
        aria-label={text.account}
        w={190}
        data={[{ value: ALL, label: text.all_accounts }, ...accounts]}
        {...held('account_id')}
      />
    </Group>
  );
}
