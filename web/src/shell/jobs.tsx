import { ActionIcon, Button, Group, Indicator, Popover, Progress, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconProgressCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Job } from '../../../src/server/contract/books.ts';
import { pathOf } from '../api/client.ts';
import { useBookEvents } from '../api/events.ts';
import { useApi } from '../api/queries.ts';
import { useBookId } from '../book.tsx';
import { useKeys } from '../keys.tsx';
import { useSay, useWords } from '../language.tsx';
import { useMay, useSession } from '../me.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { usePress } from '../parts/use-press.ts';
import { momentText, percentText } from '../words/format.ts';
import { SHELL } from '../words/shell.ts';
import classes from './shell.module.css';

const SHOWN_COUNT = 6;

/** Whether a job waits or runs. */
export function isLive({ state }: Job): boolean {
  return state === 'queued' || state === 'running';
}

/**
 * Listens to the book's jobs and tells the user once when one of his own ends badly, or a file is ready. What failed stays to
 * be read until the user goes to another page, whose buttons it would cover.
 */
export function BookJobs() {
  const text = useWords(SHELL);
  const say = useSay();
  const bookId = useBookId();
  const { me } = useSession();
  // Who connects is first sent the jobs that ended last: only an end that came while the page was open is news.
  const awaited = useRef(new Set<string>());
  const failed = useRef<string[]>([]);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page that is shown is what it waits for.
  useEffect(() => {
    for (const jobId of failed.current.splice(0)) notifications.hide(jobId);
  }, [path]);
  const tell = useCallback(
    (job: Job) => {
      if (isLive(job)) awaited.current.add(job.job_id);
      else if (!awaited.current.delete(job.job_id)) return;
      const isMine = [me.display_name, me.name, me.user_id].includes(job.made_by);
      if (!isMine) return;
      if (job.state === 'failed') {
        failed.current.push(job.job_id);
        notifications.show({
          id: job.job_id,
          color: 'red',
          title: `${text[`kind_${job.kind}`]}: ${text.job_failed}`,
          message: job.error === null ? '' : say(job.error),
          autoClose: false,
        });
      }
      if (job.state === 'done' && job.kind === 'export')
        notifications.show({
          id: job.job_id,
          color: 'green',
          title: text.job_export_done,
          message: (
            <Group wrap="nowrap" justify="space-between" gap="xs">
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {job.result?.file_name}
              </Text>
              <ExportLink job={job} />
            </Group>
          ),
          autoClose: 20_000,
        });
    },
    [me, text, say],
  );
  useBookEvents(bookId, tell);
  return null;
}

/** How much work is under way, and what; files that were written are fetched here. */
export function JobIndicator() {
  const text = useWords(SHELL);
  const bookId = useBookId();
  const jobs = useApi('list_jobs', { params: { book_id: bookId } }).data?.jobs ?? [];
  const live = jobs.filter(isLive).length;
  const says = live === 0 ? text.jobs : text.jobs_running(live);
  const [isOpen, setOpen] = useState(false);
  useKeys([{ key: 'g j', says: text.go_to(text.jobs), run: () => setOpen(true) }]);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={380} withinPortal={false}>
      <Indicator disabled={live === 0} processing size={9} offset={6} color="ink">
        <Popover.Target>
          <ActionIcon aria-label={says} title={says} onClick={() => setOpen(!isOpen)}>
            <IconProgressCheck size={18} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {text.jobs}
          </Text>
          {jobs.length === 0 && (
            <Text size="sm" c="var(--soft)">
              {text.jobs_none}
            </Text>
          )}
          {jobs.slice(0, SHOWN_COUNT).map((job) => (
            <JobLine key={job.job_id} job={job} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** One job: what it is, how far it is, and how to stop it or fetch what came of it. */
function JobLine({ job }: { readonly job: Job }) {
  const text = useWords(SHELL);
  const say = useSay();
  const may = useMay();
  const cancel = usePress('cancel_job', ['list_jobs']);
  const [first] = job.files;
  const subject = first === undefined ? job.result?.file_name : text.job_files(first.file, job.files.length);
  const about = [job.made_by, momentText(job.made_at).slice(5), subject].filter(Boolean).join(' · ');
  return (
    <div>
      <Group wrap="nowrap" gap="xs" mih={24}>
        <Text size="sm" fw={500}>
          {text[`kind_${job.kind}`]}
        </Text>
        <StateBadge state={job.state} name={text[`state_${job.state}`]} />
        <span className={classes.spring} />
        {isLive(job) && job.kind !== 'remove_book' && may('cancel_job') && (
          <Button
            size="compact-xs"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ params: { book_id: job.book_id, job_id: job.job_id } })}
          >
            {text.job_cancel}
          </Button>
        )}
        {job.state === 'done' && <ExportLink job={job} />}
      </Group>
      <Text size="xs" c="var(--soft)" truncate title={subject}>
        {about}
      </Text>
      {job.state === 'running' && <JobBar job={job} />}
      {job.error !== null && (
        <Text size="xs" mt={2}>
          {say(job.error)}
        </Text>
      )}
    </div>
  );
}

function JobBar({ job: { progress } }: { readonly job: Job }) {
  const say = useSay();
  if (progress === null) return null;
  const { done, total } = progress;
  const part = done === null || total === null || total === 0 ? null : ([done, total] as const);
  return (
    <>
      <Text size="xs" c="var(--soft)" truncate>
        {say(progress.phase)} {progress.file} {part !== null && percentText(...part)}
      </Text>
      <Progress
        mt={4}
        size="sm"
        value={part === null ? 100 : (part[0] * 100) / part[1]}
        animated={part === null}
        aria-label={say(progress.phase)}
      />
    </>
  );
}

function ExportLink({ job }: { readonly job: Job }) {
  const text = useWords(SHELL);
  const exportId = job.result?.export_id;
  if (exportId === undefined) return null;
  const path = pathOf('download_export', { params: { book_id: job.book_id, export_id: exportId } });
  return (
    <Button
      component="a"
      href={path}
      download={job.result?.file_name ?? true}
      size="compact-xs"
      variant="light"
      style={{ flexShrink: 0 }}
      aria-label={`${text.job_download} ${job.result?.file_name ?? ''}`}
    >
      {text.job_download}
    </Button>
  );
}
