import { ActionIcon, Button, Group, Select, SimpleGrid, Stack } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useAddress } from '../../address.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { COMMON } from '../../words/common.ts';
import { countText } from '../../words/format.ts';
import { LESSONS } from '../../words/lessons.ts';
import { daysOf, earlierMonth, monthsBetween } from './months.ts';
import { Notes } from './notes.tsx';
import { Offers } from './offers.tsx';
import { Pareto } from './pareto.tsx';
import { Reasons } from './reasons.tsx';

const ALL = 'all';

/** The causes of a month, what was learned of them, and what to change. */
export default function LessonsPage() {
  const text = useWords(LESSONS);
  const bookId = useBookId();
  const book = useApi('book', { params: { book_id: bookId } });
  const { params, change } = useAddress();
  if (!book.isSuccess) return <Unanswered title={text.title} asked={book} />;
  const { created_at, last_run } = book.data.book;
  const months = monthsBetween(created_at, last_run?.ran_at ?? created_at);
  const month = params.get('month') ?? months[0] ?? ALL;
  return (
    <Month
      month={month}
      months={months}
      onChoose={(chosen) => change((address) => address.set('month', chosen))}
    />
  );
}

interface MonthProps {
  readonly month: string;
  /** Those that can be chosen, the latest first. */
  readonly months: readonly string[];
  readonly onChoose: (month: string) => void;
}

function Month({ month, months, onChoose }: MonthProps) {
  const bookId = useBookId();
  const lessons = useApi(
    'lessons',
    { params: { book_id: bookId }, query: month === ALL ? {} : daysOf(month) },
    { keep: true },
  );
  return (
    <>
      <Head lessons={lessons.data} month={month} months={months} onChoose={onChoose} />
      {lessons.isPending && <Waiting />}
      {lessons.isError && <ErrorState fault={lessons.error} onRetry={() => void lessons.refetch()} />}
      {lessons.data !== undefined && (
        <Stack gap="sm" aria-busy={lessons.isPlaceholderData}>
          <Pareto lessons={lessons.data} isCompared={earlierMonth(months, month) !== null} />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
            <Offers offers={lessons.data.offers} />
            <Reasons reasons={lessons.data.reasons} />
          </SimpleGrid>
          <Notes key={lessons.data.from_day ?? ALL} lessons={lessons.data} />
        </Stack>
      )}
    </>
  );
}

interface HeadProps extends MonthProps {
  readonly lessons: ReplyOf<'lessons'> | undefined;
}

function Head({ lessons, month, months, onChoose }: HeadProps) {
  const text = useWords(LESSONS);
  const { print } = useWords(COMMON);
  const { language } = useLanguage();
  const span = lessons?.from_day && lessons.to_day ? text.span(lessons.from_day, lessons.to_day) : text.note;
  const days = lessons?.days_to_resolve ?? null;
  const notes = [span, days === null ? null : text.days_to_resolve(countText(days, language))];
  return (
    <PageHeader title={text.title} note={notes.filter(Boolean).join(' · ')}>
      <Group gap={4} wrap="nowrap">
        <Step
          says={text.earlier}
          icon={IconChevronLeft}
          to={earlierMonth(months, month) ?? undefined}
          onChoose={onChoose}
        />
        <Select
          aria-label={text.month}
          w={140}
          data={[...months, { value: ALL, label: text.all_months }]}
          value={month}
          onChange={(value) => value !== null && onChoose(value)}
        />
        <Step
          says={text.later}
          icon={IconChevronRight}
          to={months[months.indexOf(month) - 1]}
          onChoose={onChoose}
        />
      </Group>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => window.print()}
      >
        {print}
      </Button>
    </PageHeader>
  );
}

interface StepProps {
  readonly says: string;
  readonly icon: typeof IconChevronLeft;
  readonly to: string | undefined;
  readonly onChoose: (month: string) => void;
}

function Step({ says, icon: Sign, to, onChoose }: StepProps) {
  return (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={says}
      disabled={to === undefined}
      onClick={() => to !== undefined && onChoose(to)}
    >
      <Sign size={16} aria-hidden />
    </ActionIcon>
  );
}
