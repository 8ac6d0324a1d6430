import { Badge, Button, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { OrderStory } from '../../../../src/server/contract/orders.ts';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { EvidenceLink } from '../../parts/evidence-link.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { rateText } from '../../parts/rate-text.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { capitalText, countText, momentText } from '../../words/format.ts';
import { ORDER } from '../../words/order.ts';
import classes from './page.module.css';

type StoryEvent = OrderStory['events'][number];

/** What is known of an order in order of time. Rows that newer files replaced are folded away. */
export function Timeline({ events }: { readonly events: readonly StoryEvent[] }) {
  const text = useWords(ORDER);
  const { language } = useLanguage();
  const [showsOld, setShowsOld] = useState(false);
  const old = events.filter(({ live }) => !live).length;
  const shown = showsOld ? events : events.filter(({ live }) => live);
  const fold = old > 0 && (
    <Button
      className="no-print"
      size="compact-sm"
      variant="subtle"
      aria-expanded={showsOld}
      onClick={() => setShowsOld(!showsOld)}
    >
      {showsOld ? text.hide_old : text.show_old(countText(old, language))}
    </Button>
  );
  return (
    <Sheet title={text.timeline} side={fold}>
      {shown.length === 0 ? <Text c="var(--soft)">{text.timeline_none}</Text> : <Rows events={shown} />}
    </Sheet>
  );
}

function Rows({ events }: { readonly events: readonly StoryEvent[] }) {
  const text = useWords(ORDER);
  return (
    <WideTable label={text.timeline} minWidth={680}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.moment}</Table.Th>
            <Table.Th>{text.what}</Table.Th>
            <Table.Th>{text.says}</Table.Th>
            <Table.Th className={classes.component}>{text.component}</Table.Th>
            <Table.Th ta="end">{text.amount}</Table.Th>
            <Table.Th>{text.evidence}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map((event, at) => (
            <Row key={keyOf(event, at)} event={event} startsMonth={startsMonth(event, events[at - 1])} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

function keyOf({ what, number, evidence, at: moment }: StoryEvent, at: number): string {
  return evidence === null
    ? `${at} ${what} ${number} ${moment}`
    : `${what} ${evidence.file} ${evidence.sheet} ${evidence.row} ${at}`;
}

function startsMonth({ at }: StoryEvent, before: StoryEvent | undefined): boolean {
  const last = before?.at ?? null;
  return at !== null && last !== null && at.slice(0, 7) !== last.slice(0, 7);
}

interface RowProps {
  readonly event: StoryEvent;
  /** The row before is of another month. */
  readonly startsMonth: boolean;
}

function Row({ event, startsMonth }: RowProps) {
  const text = useWords(ORDER);
  const say = useSay();
  const looks = [startsMonth && classes.month, !event.live && classes.old].filter(Boolean).join(' ');
  return (
    <Table.Tr className={looks}>
      <Table.Td className={classes.moment}>
        {event.at === null ? <span className={classes.soft}>{text.no_moment}</span> : momentText(event.at)}
      </Table.Td>
      <Table.Td className={classes.what}>
        {capitalText(say(event.name))} {!event.live && <OldBadge />}
        {event.number !== null && <div className={classes.soft}>{event.number}</div>}
      </Table.Td>
      <Table.Td className={classes.says}>{capitalText(say(event.says))}</Table.Td>
      <Table.Td className={classes.component}>
        {event.component_name !== null && <div>{capitalText(say(event.component_name))}</div>}
        {event.rate !== null && <Rate rate={event.rate} />}
      </Table.Td>
      <Table.Td ta="end">
        <MoneyText minor={event.amount_minor} />
      </Table.Td>
      <Table.Td className={classes.evidence}>
        {event.evidence !== null && <EvidenceLink {...event.evidence} />}
      </Table.Td>
    </Table.Tr>
  );
}

function OldBadge() {
  const text = useWords(ORDER);
  return (
    <Badge size="sm" variant="default" tt="none" radius="sm" fw={400}>
      {text.old}
    </Badge>
  );
}

function Rate({ rate }: { readonly rate: NonNullable<StoryEvent['rate']> }) {
  const text = useWords(ORDER);
  const { basis_points, usual_basis_points: usual } = rate;
  if (usual === null || usual === basis_points)
    return <div className={classes.soft}>{rateText(basis_points)}</div>;
  return (
    <div>
      <span className={classes.differs}>
        <IconAlertTriangle size={14} role="img" aria-label={text.rate_differs} />
        {rateText(basis_points)}
      </span>
      <div className={classes.soft}>{text.usual(rateText(usual))}</div>
    </div>
  );
}
