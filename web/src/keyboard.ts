/** What comes between a page and the keyboard: as long as one is open, the keyboard stays within. */
const DIALOG = '[role="dialog"], [role="alertdialog"]';
/** Where a lost keyboard may go on from: a page, or a dialog above it. */
const AREA = `#content, ${DIALOG}`;
const ACTING = 'a, button, input, select, textarea, [role="button"], [role="option"], [role="menuitem"]';

/**
 * Gives an element the keyboard when nobody uses it: it stands on nothing, on what came with the page, or on the link that
 * led here. Who writes in a field, chooses from a menu or answers a dialog keeps it.
 */
export function takeKeyboard(element: HTMLElement | null): void {
  const { activeElement } = document;
  const isFree = activeElement === null || activeElement.matches('body, h1, a');
  if (isFree) giveKeyboard(element);
}

/** Puts the keyboard on the title of the page, from where it goes on to a page that is asked for by a key. */
export function keyboardToTitle(): void {
  giveKeyboard(document.querySelector('#content h1'));
}

/** Takes the keyboard out of a field to the list beside it, or to what is around the field. */
export function leaveField(field: Element): void {
  const around = field.closest('#content section, #content form');
  giveKeyboard(around === null ? null : restOf(around));
  if (document.activeElement !== field) return;
  giveKeyboard(document.querySelector('#content [role=grid]'));
  if (document.activeElement === field) keyboardToTitle();
  // Between two pages there is no title yet: the next one takes the keyboard.
  if (document.activeElement === field && field instanceof HTMLElement) field.blur();
}

/** Where the keyboard stood: the element, and its place among the others, which the browser keeps when the element goes. */
interface Stand {
  readonly element: Element;
  readonly place: Range;
}

/**
 * Watches over the keyboard. An element that has it may be taken away or switched off, by what it did itself or by news from
 * elsewhere: the keyboard then waits for it while it works, and else goes on from its place. Returns how to end that.
 */
export function keepKeyboard(): () => void {
  let latest: Stand | null = null;
  let inPage: Stand | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    timer = undefined;
    if (latest === null || !isLost()) return;
    if (isWorking(latest.element)) return;
    const target = whereNow(latest) ?? (inPage === null ? null : whereNow(inPage)) ?? titleOf();
    if (target !== null) giveKeyboard(target);
  };
  const lookSoon = (): void => {
    if (latest !== null && isLost()) timer ??= setTimeout(look);
  };
  const stand = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return;
    latest = standOf(target);
    if (target.closest('#content') !== null) inPage = latest;
  };
  const leave = ({ target }: FocusEvent): void => {
    // What goes loses the keyboard first: only afterwards it is seen whether the keyboard was taken away on purpose.
    setTimeout(() => {
      if (latest?.element === target && isLost() && isUsable(latest.element)) latest = null;
      else lookSoon();
    });
  };
  const observer = new MutationObserver(lookSoon);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled', 'inert'] });
  document.addEventListener('focusin', stand);
  document.addEventListener('focusout', leave);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('focusin', stand);
    document.removeEventListener('focusout', leave);
  };
}

function standOf(element: Element): Stand {
  const place = document.createRange();
  place.selectNode(element);
  return { element, place };
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function isUsable(element: Element): boolean {
  return (
    element.isConnected &&
    !element.matches(':disabled, [inert] *') &&
    element.getClientRects().length > 0 &&
    isWithinReach(element)
  );
}

/** Whether it is switched off until what it began is done. */
function isWorking(element: Element): boolean {
  return element.isConnected && element.matches(':disabled[data-loading], [inert][aria-busy=true] *');
}

/** Whether no dialog lies above it. */
function isWithinReach(element: Element): boolean {
  return document.querySelector(DIALOG) === null || element.closest(DIALOG) !== null;
}

/** From where the keyboard goes on: the element itself, else what is at its place now, or around that. */
function whereNow({ element, place }: Stand): Element | null {
  if (isUsable(element)) return element;
  const { startContainer, startOffset } = place;
  if (!(startContainer instanceof Element)) return null;
  const area = startContainer.closest(AREA);
  if (area === null || area === startContainer || !isUsable(startContainer)) return null;
  const next = startContainer.childNodes[startOffset] ?? startContainer.childNodes[startOffset - 1];
  const isPlace = next instanceof Element && next !== element && isUsable(next) && !next.matches(ACTING);
  return restOf(isPlace ? next : startContainer);
}

/** Where the keyboard rests within something: its list, if it has one. */
function restOf(around: Element): Element {
  return around.querySelector('[role=grid]') ?? around;
}

function titleOf(): Element | null {
  return document.querySelector(DIALOG) === null ? document.querySelector('#content h1') : null;
}

function giveKeyboard(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.focus({ preventScroll: true });
  if (document.activeElement === element) return;
  // What nothing can be done with takes the keyboard only when it is told to.
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
