/**
 * Gives an element the keyboard when nobody uses it: it stands on nothing, on what came with the page, or on the link that
 * led here. Who writes in a field, chooses from a menu or answers a dialog keeps it.
 */
export function takeKeyboard(element: HTMLElement | null): void {
  const { activeElement } = document;
  const isFree = activeElement === null || activeElement.matches('body, h1, a');
  if (isFree) element?.focus({ preventScroll: true });
}
