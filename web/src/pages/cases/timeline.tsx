import { Text } from '@mantine/core';
import type { CaseDetail } from '../../../../src/server/contract/cases.ts';
import { useSay, useWords } from '../../language.tsx';
import { CASES } from '../../words/cases.ts';
import { capitalText, momentText } from '../../words/format.ts';
import classes from './timeline.module.css';

type Step = CaseDetail['events'][number];

/** What was done with a case, the latest first. */
export function Timeline({ events }: { readonly events: readonly Step[] }) {
  const text = useWords(CASES);
  if (events.length === 0)
    return (
      <Text size="sm" c="var(--soft)">
        {text.no_steps}
      </Text>
    );
  return (
    <ol className={classes.steps}>
      {events.toReversed().map((event) => (
        <li key={event.event_id} className={classes.step} data-undone={event.undone || undefined}>
          <StepView event={event} />
        </li>
      ))}
    </ol>
  );
}

function StepView({ event }: { readonly event: Step }) {
  const text = useWords(CASES);
  const say = useSay();
  return (
    <>
      <Text size="sm">
        <strong>{capitalText(say(event.name))}</strong>
        <span className={classes.who}>
          {event.made_by ?? text.by_program} · {momentText(event.made_at)}
          {event.undone && ` · ${text.undone}`}
        </span>
      </Text>
      {event.changes.map(({ field, before, after }) => (
        <Text key={say(field)} size="sm" c="var(--soft)">
          {say(field)}: {before === null ? text.nothing : say(before)} →{' '}
          {after === null ? text.nothing : say(after)}
        </Text>
      ))}
      {event.reason !== null && <Text size="sm">{say(event.reason)}</Text>}
      {event.note !== null && (
        <Text size="sm" className={classes.note}>
          {event.note}
        </Text>
      )}
      {event.file !== null && (
        <Text size="sm" c="var(--soft)" style={{ overflowWrap: 'anywhere' }}>
          {event.file}
        </Text>
      )}
    </>
  );
}
