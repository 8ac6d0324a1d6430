/** A count as it is shown, with the noun that it asks for: English alone tells one from many. */
export function counted(count: string | number, one: string, many: string): string {
  return `${count} ${String(count) === '1' ? one : many}`;
}
