import { Button, Group, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { moneyText } from '../../words/format.ts';
import { LESSONS } from '../../words/lessons.ts';
import classes from './lessons.module.css';

type Offer = ReplyOf<'lessons'>['offers'][number];

/** Resolutions that were repeated, offered as a rule; nothing happens unless a reviewer says so. */
export function Offers({ offers }: { readonly offers: readonly Offer[] }) {
  const text = useWords(LESSONS);
  return (
    <Sheet title={text.offers}>
      <Text size="sm" c="var(--soft)">
        {offers.length === 0 ? text.offers_none : text.offers_note}
      </Text>
      <ul className={classes.offers}>
        {offers.map((offer) => (
          <li key={offer.offer_id}>
            <OfferRow offer={offer} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function OfferRow({ offer }: { readonly offer: Offer }) {
  const text = useWords(LESSONS);
  const say = useSay();
  const bookId = useBookId();
  const answer = useCall('answer_offer', ['lessons', 'rules']);
  const reply = (accept: boolean): void =>
    answer.mutate({ params: { book_id: bookId, offer_id: offer.offer_id }, body: { accept } });
  return (
    <>
      <div className={classes.offer}>
        <div>
          <Text size="sm">
            <IconBulb size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {say(offer.says)}
          </Text>
          <span className={classes.soft}>
            {text.offer_since(offer.since, moneyText(offer.largest_minor))}
          </span>
        </div>
        <Answer offer={offer} isBusy={answer.isPending} onAnswer={reply} />
      </div>
      {answer.isError && <ErrorState fault={answer.error} />}
    </>
  );
}

interface AnswerProps {
  readonly offer: Offer;
  readonly isBusy: boolean;
  readonly onAnswer: (accept: boolean) => void;
}

function Answer({ offer, isBusy, onAnswer }: AnswerProps) {
  const text = useWords(LESSONS);
  const say = useSay();
  const may = useMay();
  if (offer.state !== 'open') return <span className={classes.soft}>{text[`offer_${offer.state}`]}</span>;
  if (!may('answer_offer')) return <span className={classes.soft}>{text.reviewer_decides}</span>;
  return (
    <Group gap="xs" wrap="nowrap" className="no-print">
      <Button
        size="compact-sm"
        loading={isBusy}
        aria-label={text.accept_label(say(offer.says))}
        onClick={() => onAnswer(true)}
      >
        {text.accept}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isBusy}
        aria-label={text.decline_label(say(offer.says))}
        onClick={() => onAnswer(false)}
      >
        {text.decline}
      </Button>
    </Group>
  );
}
