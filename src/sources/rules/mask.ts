const DIGITS = /\d+/g;

/** Every run of digits as one `#`, so that memos that differ in a number only are one subject. */
export function maskDigits(text: string): string {
  return text === '' ? text : text.replace(DIGITS, '#');
}
