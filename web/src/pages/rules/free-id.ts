/** An id for a rule of the book's own that no rule has. */
export function freeId(rules: readonly { readonly id: string }[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  let number = 1;
  while (taken.has(`own-${number}`)) number += 1;
  return `own-${number}`;
}
