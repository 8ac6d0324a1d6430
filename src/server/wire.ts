/** The JSON of a reply: amounts and numbers of ours are texts, never floating numbers. */
export function wire(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}
