/** ASCII characters as numbers of four, as `DataView.getInt32` reads them: comparing one costs as much as comparing a byte. */
export function words(characters: string): readonly number[] {
  const bytes = Buffer.from(characters);
  return Array.from({ length: bytes.length >> 2 }, (_, at) => bytes.readInt32BE(at * 4));
}

/** The number of four ASCII characters. */
export function word(characters: string): number {
  return Buffer.from(characters).readInt32BE();
}

/** Whether the words stand at `at`. */
export function matches(view: DataView, at: number, expected: readonly number[]): boolean {
  for (let index = 0; index < expected.length; index++) {
    if (view.getInt32(at + index * 4) !== expected[index]) return false;
  }
  return true;
}
