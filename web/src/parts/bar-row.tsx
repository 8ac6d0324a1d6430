import type { ReactNode } from 'react';
import { Link } from 'wouter';
import classes from './bar-row.module.css';
import { MoneyText } from './money-text.tsx';

interface Props {
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly minor: string;
  /** Where the bar begins and how long it is, as CSS percentages. */
  readonly from: string;
  readonly length: string;
  readonly tone: 'whole' | 'plus' | 'minus' | 'plain';
  /** Rows behind it; null where no list holds them. */
  readonly href: string | null;
  readonly signed?: boolean;
  /** A sentence below. */
  readonly says?: string | undefined;
}

/** A labelled bar with its amount; the whole row leads to the rows behind it, where there are any. */
export function BarRow({ label, note, minor, from, length, tone, href, signed = false, says }: Props) {
  const row = (
    <>
      <span className={classes.label}>
        {label}
        {note !== undefined && <span className={classes.note}>{note}</span>}
      </span>
      <span className={classes.track} aria-hidden>
        <span className={classes.bar} data-tone={tone} style={{ insetInlineStart: from, width: length }} />
      </span>
      <span className={classes.amount}>
        <MoneyText minor={minor} signed={signed} />
      </span>
      {says !== undefined && <span className={classes.says}>{says}</span>}
    </>
  );
  if (href === null) return <div className={classes.row}>{row}</div>;
  return (
    <Link href={href} className={classes.row}>
      {row}
    </Link>
  );
}
