import { Text } from '@mantine/core';
import { IconBulb, IconCircleCheck, IconSparkles } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Overview } from '../../../../src/server/contract/lists.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { drillTo } from '../../parts/table/state.ts';
import { capitalText, countText, signedMoneyText } from '../../words/format.ts';
import { OVERVIEW } from '../../words/overview.ts';
import classes from './to-do.module.css';

/** What needs a person, by type and cause, largest money first. */
export function ToDo({ overview }: { readonly overview: Overview }) {
  const text = useWords(OVERVIEW);
  const { language } = useLanguage();
  const { count, discrepancy_minor } = overview.to_do_total;
  const total = count > 0 && (
    <Text size="sm" c="var(--soft)">
      {text.to_do_total(countText(count, language), signedMoneyText(discrepancy_minor))}
    </Text>
  );
  return (
    <Sheet title={text.to_do} side={total}>
      <Settled overview={overview} />
      {overview.to_do.length === 0 ? (
        <EmptyState icon={IconCircleCheck} title={text.to_do_none} advice={text.to_do_none_advice} />
      ) : (
        <ul className={classes.list}>
          {overview.to_do.map((group) => (
            <li key={`${group.exception_type}/${group.cause}`}>
              <Group group={group} />
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Settled({ overview: { settled_by_itself } }: { readonly overview: Overview }) {
  const text = useWords(OVERVIEW);
  const { language } = useLanguage();
  const bookId = useBookId();
  if (settled_by_itself.count === 0) return null;
  return (
    <Link href={bookPath(bookId, drillTo(settled_by_itself.drill))} className={classes.settled}>
      <IconSparkles size={16} aria-hidden />
      {text.settled(countText(settled_by_itself.count, language))}
    </Link>
  );
}

function Group({ group }: { readonly group: Overview['to_do'][number] }) {
  const text = useWords(OVERVIEW);
  const say = useSay();
  const { language } = useLanguage();
  const bookId = useBookId();
  return (
    <Link href={bookPath(bookId, drillTo(group.drill))} className={classes.group}>
      <span className={classes.count}>{countText(group.count, language)}</span>
      <span className={classes.words}>
        <span>
          <strong>{capitalText(say(group.type_name))}</strong> · {say(group.cause_name)}
          {group.oldest_at !== null && (
            <span className={classes.oldest}>{text.oldest(group.oldest_at.slice(0, 10))}</span>
          )}
        </span>
        {group.insight !== null && (
          <span className={classes.insight}>
            <IconBulb size={14} aria-hidden /> {say(group.insight)}
          </span>
        )}
      </span>
      <MoneyText minor={group.discrepancy_minor} signed />
    </Link>
  );
}
