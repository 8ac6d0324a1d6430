import { Button, Table } from '@mantine/core';
import { IconArrowsJoin } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OrderStory } from '../../../../src/server/contract/orders.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { EvidenceLink } from '../../parts/evidence-link.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { sizeOf } from '../../parts/share.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { momentText, numberText } from '../../words/format.ts';
import { ORDER } from '../../words/order.ts';
import classes from './page.module.css';

type Near = OrderStory['near_misses'][number];

const CLOSED: readonly string[] = ['resolved', 'written_off'];

/** Money and orders that come near to this one, what makes them near, and the way to match them by hand. */
export function NearMisses({ story }: { readonly story: OrderStory }) {
  const text = useWords(ORDER);
  const own = story.cases.find(({ state }) => !CLOSED.includes(state))?.case_id ?? null;
  return (
    <Sheet title={text.near} note={[text.near_note]}>
      <Table>
        <Table.Tbody>
          {story.near_misses.map((near) => (
            <NearRow key={near.match_key} near={near} caseId={own ?? near.case_id} />
          ))}
        </Table.Tbody>
      </Table>
    </Sheet>
  );
}

interface NearRowProps {
  readonly near: Near;
  /** The case from which the match would be made; null where there is none that is open. */
  readonly caseId: string | null;
}

function NearRow({ near, caseId }: NearRowProps) {
  const text = useWords(ORDER);
  const say = useSay();
  const may = useMay();
  const bookId = useBookId();
  const facts = [near.at === null ? null : momentText(near.at), near.shop, near.words].filter(Boolean);
  return (
    <Table.Tr>
      <Table.Td className={classes.says}>
        {text[near.kind]} {numberText(near.match_key)}
        <div className={classes.soft}>{facts.join(' · ')}</div>
        {near.evidence !== null && <EvidenceLink {...near.evidence} />}
      </Table.Td>
      <Table.Td>{near.near.map(say).join(' · ')}</Table.Td>
      <Table.Td ta="end">
        <span className={classes.soft}>{BigInt(near.open_minor) < 0n ? text.over : text.short}</span>{' '}
        <MoneyText minor={sizeOf(BigInt(near.open_minor))} />
      </Table.Td>
      <Table.Td ta="end" className="no-print">
        {caseId !== null && may('make_transfer') && (
          <Button
            component={Link}
            href={bookPath(
              bookId,
              `cases?case=${encodeURIComponent(caseId)}&match=${encodeURIComponent(caseId)}`,
            )}
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowsJoin size={14} aria-hidden />}
            aria-label={text.match_label(numberText(near.match_key))}
          >
            {text.match}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
