import { Combobox, Kbd, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ReplyOf } from '../../../src/server/contract/index.ts';
import { useApi } from '../api/queries.ts';
import { bookPath, useBookId } from '../book.tsx';
import { useKeys } from '../keys.tsx';
import { useSay, useWords } from '../language.tsx';
import { MoneyText } from '../parts/money-text.tsx';
import { SHELL } from '../words/shell.ts';
import classes from './shell.module.css';

type Hit = ReplyOf<'search'>['hits'][number];

const TYPING_MS = 200;
const LETTERS_MIN = 2;

/** Finds any number of the book and leads to its order. `/` puts the cursor here. */
export function SearchBox() {
  const text = useWords(SHELL);
  const bookId = useBookId();
  const [, go] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  /** Enter was pressed before the answer came: a number is pasted and gone to in one movement. */
  const goesOn = useRef(false);
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), TYPING_MS);
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const isLong = asked.length >= LETTERS_MIN;
  const found = useApi(
    'search',
    { params: { book_id: bookId }, query: { q: asked } },
    { enabled: isLong, keep: true },
  );
  const hits = isLong ? (found.data?.hits ?? []) : [];
  /** What was found for the words that stand there now. */
  const answer = asked === typed.trim() && !found.isFetching ? found.data : undefined;
  useKeys([{ key: '/', says: text.key_search, run: () => input.current?.focus() }]);
  const choose = (index: string) => {
    const hit = hits[Number(index)];
    if (hit === undefined) return;
    box.closeDropdown();
    setTyped('');
    goesOn.current = false;
    input.current?.blur();
    go(bookPath(bookId, addressOf(hit)));
  };
  const takeAnswer = useEffectEvent(() => {
    if (goesOn.current) choose('0');
    else box.selectFirstOption();
    goesOn.current = false;
  });
  useEffect(() => {
    if (answer !== undefined) takeAnswer();
  }, [answer]);
  return (
    <Combobox store={box} onOptionSubmit={choose} width={540} position="bottom" withinPortal={false}>
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
          rightSection={found.isFetching ? <Loader size={14} /> : <Kbd size="xs">/</Kbd>}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            box.openDropdown();
            goesOn.current = false;
          }}
          onFocus={() => typed !== '' && box.openDropdown()}
          onBlur={() => box.closeDropdown()}
          onKeyDown={({ key }) => {
            if (key === 'Escape') input.current?.blur();
            if (key === 'Enter') goesOn.current = answer === undefined;
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === ''}>
        <Combobox.Options aria-label={text.search_label} mah={380} style={{ overflowY: 'auto' }}>
          {hits.map((hit, index) => (
            <Combobox.Option key={`${hit.kind}${hit.number}${hit.order_no}`} value={String(index)}>
              <HitLine hit={hit} />
            </Combobox.Option>
          ))}
          {hits.length === 0 && !found.isFetching && (
            <Combobox.Empty>{isLong ? text.search_none : text.search_short}</Combobox.Empty>
          )}
          {found.data?.cut === true && (
            <Combobox.Footer className={classes.soft}>{text.search_cut}</Combobox.Footer>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function addressOf({ order_no, number }: Hit): string {
  if (order_no !== null) return `orders/${encodeURIComponent(order_no)}`;
  return `statement-lines?q=${encodeURIComponent(number)}`;
}

function HitLine({ hit }: { readonly hit: Hit }) {
  const say = useSay();
  return (
    <div className={classes.found}>
      <span className={classes.soft}>{say(hit.kind_name)}</span>
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
