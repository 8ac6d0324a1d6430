import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** True while the browser prints. What is drawn differently then is there before the browser looks. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}

const SCHEME = 'data-mantine-color-scheme';

/** Prints light whatever the window is: dark paper is unreadable, and costs ink. */
export function useLightPaper(): void {
  const isPrinting = usePrinting();
  useLayoutEffect(() => {
    const root = document.documentElement;
    const held = root.getAttribute(SCHEME);
    if (!isPrinting || held === null) return;
    root.setAttribute(SCHEME, 'light');
    return () => root.setAttribute(SCHEME, held);
  }, [isPrinting]);
}
