const PERMYRIAD = 10_000n;

/** The size of an amount without its sign. */
export function sizeOf(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}

/** A part of a whole as a CSS percentage: for the length of a bar, never for a figure that is read. */
export function shareOf(part: bigint, whole: bigint): string {
  if (whole === 0n) return '0%';
  const share = (part * PERMYRIAD) / whole;
  const fraction = String(share % 100n).padStart(2, '0');
  return `${share / 100n}.${fraction}%`;
}
