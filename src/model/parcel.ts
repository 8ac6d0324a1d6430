/** What may stand between the numbers of several parcels in one cell. */
export const BETWEEN_PARCELS = ' ,，;；、';

const BETWEEN = new RegExp(`[${BETWEEN_PARCELS}]+`);

/** The numbers of the parcels that a tracking number of a file names, in its order. */
export function parcelNumbers(tracking_no: string): string[] {
  return tracking_no.split(BETWEEN).filter((number) => number !== '');
}
