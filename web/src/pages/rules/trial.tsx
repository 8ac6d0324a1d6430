import { Alert, Button, CloseButton, Group, Loader, Table, Text } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { Job } from '../../../../src/server/contract/books.ts';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { capitalText, countText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import { type ComparedLine, comparedLines } from './compare.ts';
import classes from './rules.module.css';

type Found = NonNullable<ReplyOf<'trial'>['trial']>;

/** How often a running trial is asked for, should its event get lost. */
const ASK_MS = 2000;

interface Props {
  readonly jobId: string;
  /** The rules were changed after it. */
  readonly isOld: boolean;
  readonly onClose: () => void;
}

/** A trial under way, then what it found. */
export function Trial({ jobId, isOld, onClose }: Props) {
  const text = useWords(RULES);
  const bookId = useBookId();
  const params = { book_id: bookId, job_id: jobId };
  const job = useApi('job', { params }, { staleTime: 0 });
  const state = job.data?.job.state;
  const found = useApi('trial', { params }, { enabled: state === 'done' });
  const isLive = state === undefined || state === 'queued' || state === 'running';
  const { refetch } = job;
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => void refetch(), ASK_MS);
    return () => clearInterval(timer);
  }, [isLive, refetch]);
  const fault = job.error ?? found.error;
  return (
    <Sheet title={text.trial} side={<CloseButton aria-label={text.trial_close} onClick={onClose} />}>
      {fault !== null && (
        <ErrorState fault={fault} onRetry={() => void (job.isError ? job : found).refetch()} />
      )}
      {job.data !== undefined && <Progress job={job.data.job} />}
      {isOld && (
        <Alert color="yellow" variant="light" py="xs" mb="xs">
          {text.trial_old}
        </Alert>
      )}
      {found.data?.trial && <FoundChanges found={found.data.trial} />}
    </Sheet>
  );
}

function Progress({ job }: { readonly job: Job }) {
  const text = useWords(RULES);
  const say = useSay();
  const cancel = useCall('cancel_job', ['job', 'list_jobs']);
  if (job.state === 'done') return null;
  if (job.state === 'failed')
    return (
      <Alert color="red" variant="light" role="alert" title={text.trial_failed}>
        {job.error !== null && say(job.error)}
      </Alert>
    );
  if (job.state === 'cancelled') return <Text size="sm">{text.trial_stopped}</Text>;
  return (
    <Group gap="sm" role="status">
      <Loader size="xs" />
      <Text size="sm">{job.progress === null ? text.trial_running : say(job.progress.phase)}</Text>
      <Button
        size="compact-sm"
        variant="default"
        loading={cancel.isPending}
        onClick={() => cancel.mutate({ params: { book_id: job.book_id, job_id: job.job_id } })}
      >
        {text.trial_stop}
      </Button>
    </Group>
  );
}

function FoundChanges({ found }: { readonly found: Found }) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  return (
    <>
      <Text fw={600} role="status">
        {found.changed === 0 ? text.trial_none : text.trial_changed(countText(found.changed, language))}
      </Text>
      <Totals found={found} />
      {found.examples.length > 0 && <Examples examples={found.examples} />}
    </>
  );
}

const PARTS = ['orders', 'exceptions'] as const;

function Totals({ found }: { readonly found: Found }) {
  const text = useWords(RULES);
  const lines = comparedLines(found);
  return (
    <WideTable label={text.trial} minWidth={620}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.trial_what}</Table.Th>
            <Table.Th ta="end">{`${text.before} · ${text.count}`}</Table.Th>
            <Table.Th ta="end">{`${text.after} · ${text.count}`}</Table.Th>
            <Table.Th ta="end">{`${text.before} · ${text.amount}`}</Table.Th>
            <Table.Th ta="end">{`${text.after} · ${text.amount}`}</Table.Th>
            <Table.Th ta="end">{text.change}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {PARTS.map((part) => (
          <Compared
            key={part}
            title={text[`trial_${part}`]}
            lines={lines.filter(({ of }) => of === part)}
            areDiscrepancies={part === 'exceptions'}
          />
        ))}
      </Table>
    </WideTable>
  );
}

interface ComparedProps {
  readonly title: string;
  readonly lines: readonly ComparedLine[];
  /** Their amounts are shown with their sign. */
  readonly areDiscrepancies: boolean;
}

/** Lines whose amounts are of one kind, under a heading that says which. */
function Compared({ title, lines, areDiscrepancies }: ComparedProps) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Th colSpan={6} scope="rowgroup" c="var(--soft)">
          {title}
        </Table.Th>
      </Table.Tr>
      {lines.map(({ name, before, after, change_minor, isChanged }) => (
        <Table.Tr key={say(name)} fw={isChanged ? 600 : undefined}>
          <Table.Td>{capitalText(say(name))}</Table.Td>
          <Table.Td ta="end">{countText(before.count, language)}</Table.Td>
          <Table.Td ta="end">{countText(after.count, language)}</Table.Td>
          <Table.Td ta="end">
            <MoneyText minor={before.minor} signed={areDiscrepancies} />
          </Table.Td>
          <Table.Td ta="end">
            <MoneyText minor={after.minor} signed={areDiscrepancies} />
          </Table.Td>
          <Table.Td ta="end">
            <MoneyText minor={isChanged ? change_minor : null} signed />
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}

function Examples({ examples }: { readonly examples: Found['examples'] }) {
  const text = useWords(RULES);
  const say = useSay();
  const bookId = useBookId();
  return (
    <WideTable label={text.examples} minWidth={620}>
      <Table captionSide="top">
        <Table.Caption ta="start" c="var(--soft)">
          {text.examples}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.order_no}</Table.Th>
            <Table.Th>{`${text.before} · ${text.says}`}</Table.Th>
            <Table.Th>{`${text.after} · ${text.says}`}</Table.Th>
            <Table.Th ta="end">{`${text.before} · ${text.discrepancy}`}</Table.Th>
            <Table.Th ta="end">{`${text.after} · ${text.discrepancy}`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {examples.map((example) => (
            <Table.Tr key={example.order_no}>
              <Table.Td>
                <Link href={bookPath(bookId, `orders/${encodeURIComponent(example.order_no)}`)}>
                  {example.order_no}
                </Link>
              </Table.Td>
              <Table.Td className={classes.subject}>{say(example.before)}</Table.Td>
              <Table.Td className={classes.subject}>{say(example.after)}</Table.Td>
              <Table.Td ta="end">
                <MoneyText minor={example.discrepancy_before_minor} signed />
              </Table.Td>
              <Table.Td ta="end">
                <MoneyText minor={example.discrepancy_after_minor} signed />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
