import { useEffect, useEffectEvent, useState } from 'react';

/** Who takes files that are dropped, and is told whether some are held over the page. */
interface Taker {
  readonly over: (isOver: boolean) => void;
  readonly drop: (dropped: DataTransfer) => void;
}

/** The one that came last takes them, whenever the listening began. */
const takers: Taker[] = [];

/**
 * Takes files that are dropped anywhere on the page; says whether some are held over it. Null takes none. Below
 * {@link useFilesOverPage}.
 */
export function useDropped(take: ((dropped: DataTransfer) => void) | null): boolean {
  const [isOver, setOver] = useState(false);
  const takes = take !== null;
  const drop = useEffectEvent((dropped: DataTransfer) => take?.(dropped));
  useEffect(() => {
    if (!takes) return;
    const taker: Taker = { over: setOver, drop: (dropped) => drop(dropped) };
    takers.push(taker);
    return () => void takers.splice(takers.indexOf(taker), 1);
  }, [takes]);
  return isOver && takes;
}

/** Gives files over the window to whoever takes them, and keeps the browser from leaving the pages where nobody does. */
export function useFilesOverPage(): void {
  useEffect(() => {
    const dragover = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      takers.at(-1)?.over(true);
    };
    const dragleave = (event: DragEvent): void => {
      if (event.relatedTarget === null) takers.at(-1)?.over(false);
    };
    const dropped = (event: DragEvent): void => {
      takers.at(-1)?.over(false);
      if (event.dataTransfer === null || !holdsFiles(event)) return;
      event.preventDefault();
      takers.at(-1)?.drop(event.dataTransfer);
    };
    window.addEventListener('dragover', dragover);
    window.addEventListener('dragleave', dragleave);
    window.addEventListener('drop', dropped);
    return () => {
      window.removeEventListener('dragover', dragover);
      window.removeEventListener('dragleave', dragleave);
      window.removeEventListener('drop', dropped);
    };
  }, []);
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
