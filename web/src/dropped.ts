import { useEffect, useEffectEvent, useState } from 'react';

/** Takes files that are dropped anywhere on the page; says whether some are held over it. Null takes none. */
export function useDropped(take: ((dropped: DataTransfer) => void) | null): boolean {
  const [isOver, setOver] = useState(false);
  const takes = take !== null;
  const drop = useEffectEvent((dropped: DataTransfer) => take?.(dropped));
  useEffect(() => {
    if (!takes) return;
    return listen({
      over: () => setOver(true),
      out: () => setOver(false),
      drop: (dropped) => drop(dropped),
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
  readonly drop: (dropped: DataTransfer) => void;
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
    if (event.defaultPrevented || event.dataTransfer === null || !holdsFiles(event)) return;
    event.preventDefault();
    drop(event.dataTransfer);
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
