import { Combobox, type ComboboxStore, Kbd, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ReplyOf } from '../../../src/server/contract/index.ts';
import { saysOf } from '../api/problem.ts';
import { useApi } from '../api/queries.ts';
import { bookPath, useBookId } from '../book.tsx';
import { leaveField } from '../keyboard.ts';
import { useKeys } from '../keys.tsx';
import { useSay, useWords } from '../language.tsx';
import { MoneyText } from '../parts/money-text.tsx';
import { drillTo } from '../parts/table/state.ts';
import { capitalText } from '../words/format.ts';
import { SHELL } from '../words/shell.ts';
import classes from './shell.module.css';

type Hit = ReplyOf<'search'>['hits'][number];

const TYPING_MS = 200;
const LETTERS_MIN = 2;
/** Shorter numbers are looked for whole, not as the beginning of longer ones. */
const BEGINNING_MIN = 6;

/** Finds any number of the book and leads to its order. `/` puts the cursor here. */
export function SearchBox() {
  const text = useWords(SHELL);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const search = useSearch(typed);
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const leave = () => {
    if (input.current !== null) leaveField(input.current);
  };
  const finish = () => {
    box.closeDropdown();
    setTyped('');
    leave();
  };
  const waits = useGoOn(search, box, finish);
  useKeys([{ key: '/', says: text.key_search, run: () => input.current?.focus(), atOnce: true }]);
  return (
    <Combobox
      store={box}
      onOptionSubmit={(index) => waits.goTo(search.hits[Number(index)])}
      width={540}
      position="bottom"
      withinPortal={false}
    >
      <Combobox.Target>
        <TextInput
          ref={input}
          size="xs"
          w="100%"
          maw={340}
          styles={{ input: { fontSize: 14 } }}
          aria-label={text.search_label}
          placeholder={text.search}
          value={typed}
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={search.isFetching ? <Loader size={14} /> : <Kbd size="xs">/</Kbd>}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            box.openDropdown();
            waits.stop();
          }}
          onFocus={() => typed !== '' && box.openDropdown()}
          onBlur={() => box.closeDropdown()}
          onKeyDown={({ key }) => {
            if (key === 'Escape') leave();
            if (key === 'Enter') waits.enter();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === ''}>
        <Found search={search} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** What the book has for the words typed. `answer` is there only once it belongs to the words that stand there now. */
function useSearch(typed: string) {
  const [asked] = useDebouncedValue(typed.trim(), TYPING_MS);
  const isLong = asked.length >= LETTERS_MIN;
  const {
    data: reply,
    isFetching,
    error,
  } = useApi(
    'search',
    { params: { book_id: useBookId() }, query: { q: asked } },
    { enabled: isLong, keep: true },
  );
  const answer = asked === typed.trim() && !isFetching ? reply : undefined;
  const hits = isLong && error === null ? (reply?.hits ?? []) : [];
  const isBeginning = asked.length >= BEGINNING_MIN;
  return { isLong, isBeginning, isFetching, error, answer, hits, isCut: reply?.cut === true };
}

type Search = ReturnType<typeof useSearch>;

/** Goes on to a hit: to the first one also when Enter was pressed before the answer came, as after a paste. */
function useGoOn({ answer, hits }: Search, box: ComboboxStore, leave: () => void) {
  const bookId = useBookId();
  const [, go] = useLocation();
  const waits = useRef(false);
  const goTo = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    waits.current = false;
    leave();
    go(bookPath(bookId, addressOf(hit)));
  };
  const takeAnswer = useEffectEvent(() => {
    if (waits.current) goTo(hits[0]);
    else box.selectFirstOption();
    waits.current = false;
  });
  useEffect(() => {
    if (answer !== undefined) takeAnswer();
  }, [answer]);
  return {
    goTo,
    enter: () => {
      waits.current = answer === undefined;
    },
    stop: () => {
      waits.current = false;
    },
  };
}

function Found({ search }: { readonly search: Search }) {
  const text = useWords(SHELL);
  if (search.hits.length === 0) return <Nothing search={search} />;
  return (
    <>
      <Combobox.Options aria-label={text.search_label} mah={380} style={{ overflowY: 'auto' }}>
        {search.hits.map((hit, index) => (
          <Combobox.Option key={`${hit.kind}${hit.number}${hit.order_no}`} value={String(index)}>
            <HitLine hit={hit} />
          </Combobox.Option>
        ))}
      </Combobox.Options>
      {search.isCut && <Combobox.Footer className={classes.soft}>{text.search_cut}</Combobox.Footer>}
    </>
  );
}

/** Says why nothing is listed: a search that failed is not one that found nothing. */
function Nothing({ search: { isLong, isBeginning, isFetching, error } }: { readonly search: Search }) {
  const text = useWords(SHELL);
  const say = useSay();
  const none = isBeginning ? text.search_none : text.search_none_short;
  const found = error === null ? none : say(saysOf(error));
  return (
    <Combobox.Empty role="status">
      {isLong ? (isFetching ? text.searching : found) : text.search_short}
    </Combobox.Empty>
  );
}

function addressOf({ order_no, number, list }: Hit): string {
  if (order_no !== null) return `orders/${encodeURIComponent(order_no)}`;
  return drillTo({ list, filter: { conditions: [], text: number } });
}

function HitLine({ hit }: { readonly hit: Hit }) {
  const say = useSay();
  return (
    <div className={classes.found}>
      <span className={classes.soft}>{capitalText(say(hit.kind_name))}</span>
      <span className={classes.number}>
        {hit.number}{' '}
        <span className={classes.soft}>
          {[hit.shop, hit.at?.slice(0, 10)].filter((part) => part !== null && part !== undefined).join(' · ')}
        </span>
      </span>
      {hit.minor !== null && <MoneyText minor={hit.minor} />}
    </div>
  );
}
