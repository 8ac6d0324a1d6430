import { useEffect, useEffectEvent, useState } from 'react';

/** Takes files that are dropped anywhere on the page; says whether some are held over it. Null takes none. */
export function useDropped(take: ((files: readonly File[]) => void) | null): boolean {
  const [isOver, setOver] = useState(false);
  const takes = take !== null;
  const drop = useEffectEvent((files: readonly File[]) => take?.(files));
  useEffect(() => {
    if (!takes) return;
    return listen({
      over: () => setOver(true),
      out: () => setOver(false),
      drop: (files) => drop(files),
    });
  }, [takes]);
  return isOver && takes;
}

/** Keeps the browser from leaving the pages for a file that is dropped where nobody takes one. */
export function useStrayFiles(): void {
  useEffect(() => listen({ over: nothing, out: nothing, drop: nothing }), []);
}

function nothing(): void {
  return;
}

interface Doing {
  readonly over: () => void;
  readonly out: () => void;
  readonly drop: (files: readonly File[]) => void;
}

/** Listens to files over the window that no part of the page has taken; returns how to end that. */
function listen({ over, out, drop }: Doing): () => void {
  const dragover = (event: DragEvent): void => {
    if (event.defaultPrevented || !holdsFiles(event)) return;
    event.preventDefault();
    over();
  };
  const dragleave = (event: DragEvent): void => {
    if (event.relatedTarget === null) out();
  };
  const dropped = (event: DragEvent): void => {
    out();
    if (event.defaultPrevented || !holdsFiles(event)) return;
    event.preventDefault();
    drop([...(event.dataTransfer?.files ?? [])]);
  };
  window.addEventListener('dragover', dragover);
  window.addEventListener('dragleave', dragleave);
  window.addEventListener('drop', dropped);
  return () => {
    window.removeEventListener('dragover', dragover);
    window.removeEventListener('dragleave', dragleave);
    window.removeEventListener('drop', dropped);
  };
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
