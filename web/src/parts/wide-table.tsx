import { Table } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

interface Props {
  /** What is in the table, for who hears the page. */
  readonly label: string;
  /** In pixels: below it the table scrolls to the side. */
  readonly minWidth: number;
  /** In pixels: above it the table scrolls up and down. */
  readonly mah?: number;
  readonly children: ReactNode;
}

/** A table that scrolls where there is no room for it; the keyboard stops at it then, and only then. */
export function WideTable({ label, minWidth, mah, children }: Props) {
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null);
  const isCut = useIsCut(viewport);
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      {...(mah !== undefined && { mah })}
      scrollAreaProps={{
        viewportRef: setViewport,
        ...(isCut && { viewportProps: { tabIndex: 0, role: 'group', 'aria-label': label } }),
      }}
    >
      {children}
    </Table.ScrollContainer>
  );
}

/** Whether an element holds more than it shows, now and after each change of its size or that of what it holds. */
function useIsCut(element: HTMLElement | null): boolean {
  const [isCut, setIsCut] = useState(false);
  useEffect(() => {
    if (element === null) return;
    const look = (): void =>
      setIsCut(element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [element]);
  return isCut;
}
