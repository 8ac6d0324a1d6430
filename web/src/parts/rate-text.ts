const HUNDRED = 100;

/** A rate of hundredths of a percent as it is read: `55` is `0.55 %`, never broken over two lines. */
export function rateText(basisPoints: number): string {
  const size = Math.abs(basisPoints);
  const fraction = String(size % HUNDRED).padStart(2, '0');
  return `${basisPoints < 0 ? '-' : ''}${Math.floor(size / HUNDRED)}.${fraction}\u00a0%`;
}
