const PREFIX = 'duideshang.';

/** What this browser remembers under a name; null when nothing, or when it may not remember. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Lets this browser remember a text; private windows may refuse, which costs no more than the memory. */
export function remember(name: string, text: string): void {
  try {
    localStorage.setItem(PREFIX + name, text);
  } catch {
    return;
  }
}
