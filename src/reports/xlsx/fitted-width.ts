import { displayWidth } from '../display-width.ts';

const WIDTH_MIN = 10;
const WIDTH_MAX = 48;
/** Beside a text: the indent and the space that programs leave. */
const BESIDE = 3;

/**
 * Width of a column of texts, in characters of the default font, that shows these whole: no narrower than a short header, no
 * wider than half a screen. Headers wrap and do not count.
 */
export function fittedWidth(texts: Iterable<string>): number {
  let widest = WIDTH_MIN;
  for (const text of texts) widest = Math.max(widest, displayWidth(text) + BESIDE);
  return Math.min(widest, WIDTH_MAX);
}
