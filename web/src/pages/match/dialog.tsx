import { Alert, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import type { Transfer } from '../../../../src/server/contract/cases.ts';
import { saysOf } from '../../api/problem.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { CaseName } from '../../parts/case-name.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { sizeOf } from '../../parts/share.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { COMMON } from '../../words/common.ts';
import { moneyText, numberText } from '../../words/format.ts';
import { MATCH } from '../../words/match.ts';
import type { Made } from '../cases/use-moves.tsx';
import { type Counter, differenceOf, type Key, transferOf } from './legs.ts';
import { Candidates, Chosen } from './sides.tsx';

const SEARCH_MS = 250;
const COUNTERS: readonly Counter[] = ['rounding', 'fee', 'subsidy', 'other'];

interface Props {
  readonly caseId: string;
  readonly onClose: () => void;
  readonly onMade: (made: Made) => void;
}

/** Puts money that is over beside money that is short: 1:1, 1:n, n:m, with the difference always in sight. */
export function MatchDialog({ caseId, onClose, onMade }: Props) {
  const text = useWords(MATCH);
  const bookId = useBookId();
  const found = useApi(
    'match_candidates',
    { params: { book_id: bookId, case_id: caseId } },
    { staleTime: 0 },
  );
  return (
    <Dialog title={text.title} size="xl" onClose={onClose}>
      {found.isPending && <Waiting />}
      {found.isError && <ErrorState fault={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <Match
          caseId={caseId}
          self={found.data.self}
          near={found.data.candidates}
          onClose={onClose}
          onMade={onMade}
        />
      )}
    </Dialog>
  );
}

interface MatchProps extends Props {
  readonly self: Key;
  readonly near: readonly Key[];
}

function Match({ caseId, self, near, onClose, onMade }: MatchProps) {
  const text = useWords(MATCH);
  const common = useWords(COMMON);
  const say = useSay();
  const bookId = useBookId();
  const { keys, add, remove, search } = useTogether(self, near);
  const [counter, setCounter] = useState<Counter | null>(null);
  const [note, setNote] = useState('');
  const make = useCall('make_transfer', 'book');
  const transfer = transferOf(keys, counter, note);
  const preview = usePreview(transferOf(keys, counter, ''));
  const toReview = preview.data?.to_review === true;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (transfer === null) return;
    make.mutate(
      { params: { book_id: bookId }, body: transfer },
      {
        onSuccess: (made) => {
          onMade({ ...made, to_review: toReview ? made.action.count : 0 });
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <CaseName
          number={numberText(self.match_key)}
          label={BigInt(self.open_minor) < 0n ? text.over : text.short}
          minor={sizeOf(BigInt(self.open_minor))}
        />
        <Text size="sm" c="var(--soft)">
          {text.intro}
        </Text>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Chosen keys={keys} self={self} onRemove={remove} />
          <Finder caseId={caseId} near={near} keys={keys} field={search} onAdd={add} />
        </SimpleGrid>
        <Rest difference={differenceOf(keys)} counter={counter} onChoose={setCounter} />
        {transfer !== null && <Preview preview={preview} />}
        <TextInput
          label={text.note}
          value={note}
          maxLength={2000}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {make.isError && (
          <Alert color="red" variant="light" role="alert">
            {say(saysOf(make.error))}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" disabled={transfer === null || isRefused(preview)} loading={make.isPending}>
            {toReview ? text.propose : text.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/**
 * The keys that are put together, `self` to begin with, and the field where the keyboard goes on after each. What others move
 * meanwhile is told of these and of the near ones.
 */
function useTogether(self: Key, near: readonly Key[]) {
  const [chosen, setKeys] = useState<readonly Key[]>([self]);
  const fresh = new Map([...near, self].map((key) => [key.match_key, key]));
  const keys = chosen.map((key) => fresh.get(key.match_key) ?? key);
  const search = useRef<HTMLInputElement>(null);
  // The button that was pressed goes with its key.
  const change = (next: readonly Key[]): void => {
    setKeys(next);
    search.current?.focus();
  };
  return {
    keys,
    search,
    add: (key: Key): void => change([...keys, key]),
    remove: (key: Key): void => change(keys.filter(({ match_key }) => match_key !== key.match_key)),
  };
}

/** What a match would do; asked only of one that can be made. */
function usePreview(transfer: Transfer | null) {
  const bookId = useBookId();
  return useApi(
    'preview_transfer',
    { params: { book_id: bookId }, body: transfer ?? { kind: 'match', legs: [] } },
    { enabled: transfer !== null, keep: true, staleTime: 0 },
  );
}

function isRefused({ data }: ReturnType<typeof usePreview>): boolean {
  return data !== undefined && data.problem !== null;
}

/** Says why a match cannot be made, or that it waits for a review. */
function Preview({ preview }: { readonly preview: ReturnType<typeof usePreview> }) {
  const text = useWords(MATCH);
  const say = useSay();
  if (preview.isError) return <ErrorState fault={preview.error} onRetry={() => void preview.refetch()} />;
  if (preview.data === undefined) return null;
  const { problem, to_review } = preview.data;
  if (problem === null && !to_review) return null;
  return (
    <Alert color="yellow" variant="light" py="xs" role="status">
      {problem === null ? text.to_review : say(problem)}
    </Alert>
  );
}

interface RestProps {
  readonly difference: bigint;
  readonly counter: Counter | null;
  readonly onChoose: (counter: Counter | null) => void;
}

function Rest({ difference, counter, onChoose }: RestProps) {
  const text = useWords(MATCH);
  const isBalanced = difference === 0n;
  useEffect(() => {
    if (isBalanced) onChoose(null);
  }, [isBalanced, onChoose]);
  return (
    <Group gap="md" align="flex-end" mih={58}>
      <Text fw={600} lh="36px" c={isBalanced ? 'var(--good)' : undefined} role="status">
        {isBalanced
          ? text.balanced
          : (difference > 0n ? text.rest_short : text.rest_over)(moneyText(sizeOf(difference)))}
      </Text>
      {!isBalanced && (
        <Select
          label={text.rest}
          placeholder={text.rest_none}
          w={240}
          data={COUNTERS.map((value) => ({ value, label: text[value] }))}
          value={counter}
          onChange={(value) => onChoose(COUNTERS.find((each) => each === value) ?? null)}
        />
      )}
    </Group>
  );
}

interface FinderProps {
  readonly caseId: string;
  readonly near: readonly Key[];
  readonly keys: readonly Key[];
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onAdd: (key: Key) => void;
}

/** Looks for keys by their numbers; Enter puts in the one that is found, and never saves what has not been looked at. */
function Finder({ caseId, near, keys, field, onAdd }: FinderProps) {
  const text = useWords(MATCH);
  const bookId = useBookId();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), SEARCH_MS);
  /** What stood in the field when Enter was pressed, until it has been looked for. */
  const [wanted, setWanted] = useState<string | null>(null);
  const found = useApi(
    'match_candidates',
    { params: { book_id: bookId, case_id: caseId }, query: { q: asked } },
    { enabled: asked !== '', keep: true },
  );
  const shown = asked === '' ? near : (found.data?.candidates ?? []);
  const taken = new Set(keys.map(({ match_key }) => match_key));
  const offered = shown.filter(({ match_key }) => !taken.has(match_key));
  const isFound = asked === typed.trim() && found.isSuccess && !found.isPlaceholderData;
  const add = (key: Key): void => {
    // Nothing is left of what was looked for: the field is free for the next number.
    if (offered.length === 1) setTyped('');
    onAdd(key);
  };
  const addOnly = useEffectEvent((entered: string) => {
    const [only] = offered;
    if (entered === typed && only !== undefined && offered.length === 1) add(only);
  });
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || typed.trim() === '') return;
    event.preventDefault();
    setWanted(typed);
  };
  useEffect(() => {
    if (wanted !== null && isFound) addOnly(wanted);
    if (isFound) setWanted(null);
  }, [wanted, isFound]);
  return (
    <div>
      <TextInput
        label={text.search}
        ref={field}
        value={typed}
        onKeyDown={press}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        mb="xs"
      />
      <Candidates
        title={asked === '' ? text.near : text.search}
        keys={offered}
        isWaiting={asked !== '' && found.isFetching}
        onAdd={add}
      />
    </div>
  );
}
