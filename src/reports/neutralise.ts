/** First characters that make a spreadsheet run a cell as a formula (OWASP, CSV injection), with their full-width forms. */
const RUNS = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u;
/** A number is shown as a number, whatever its sign. */
const NUMBER = /^(?:[-+]?[\d,]*\.?\d+%?|[-+])$/;
const STARTS = /^\p{Cc}/u;

/**
 * Makes a text harmless to a spreadsheet: a text that would run as a formula gets an apostrophe before it, which
 * spreadsheets take as "this is text". Applied to every text from outside in every export, csv and xlsx alike, so that
 * saving the workbook as csv is harmless too. A plain number, `-12.50`, is no formula and stays.
 */
export function neutralise(text: string): string {
  if (NUMBER.test(text)) return text;
  return RUNS.test(text) || STARTS.test(text) ? `'${text}` : text;
}
