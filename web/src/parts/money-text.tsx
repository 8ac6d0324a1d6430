import { moneyText, signedMoneyText } from '../words/format.ts';
import classes from './money-text.module.css';

interface Props {
  /** Minor units. */
  readonly minor: string | bigint | null;
  /** Shows a plus: for differences. */
  readonly signed?: boolean;
}

/** An amount: figures of equal width, negative ones with sign and colour, nothing as a dash. */
export function MoneyText({ minor, signed = false }: Props) {
  if (minor === null) return <span className={classes.none}>–</span>;
  return (
    <span className={BigInt(minor) < 0n ? classes.minus : classes.money}>
      {signed ? signedMoneyText(minor) : moneyText(minor)}
    </span>
  );
}
