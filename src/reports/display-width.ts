/** Characters that fill two columns of a terminal or a sheet: Chinese, kana, hangul, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;
/** Marks that add no column. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/gu;
const PLAIN = /^[\x20-\x7e]*$/;

/** Columns that a text of one line fills, a Chinese character counting two. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  const shown = text.replace(ZERO, '');
  return [...shown].length + (shown.match(WIDE)?.length ?? 0);
}

/** The text with spaces up to a width, after it or before it. A longer text stays as it is. */
export function padText(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'left' ? text + space : space + text;
}

/** The text cut to a width, `…` standing for what is left out. */
export function cutText(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
