import { Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { takeKeyboard } from '../keyboard.ts';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';

interface Props {
  readonly title: string;
  /** One line below the title. */
  readonly note?: ReactNode;
  /** Buttons at the right. */
  readonly children?: ReactNode;
}

/**
 * The head of a page: its title (also the window's), a note, and what can be done. The keyboard goes on from the title, which a
 * screen reader tells.
 */
export function PageHeader({ title, note, children }: Props) {
  const { product } = useWords(COMMON);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${product}`;
    takeKeyboard(head.current);
  }, [title, product]);
  return (
    <Group justify="space-between" align="center" gap="xs" mb="sm" mih={36} style={{ flexShrink: 0 }}>
      <div style={{ minWidth: 0 }}>
        <Title order={1} ref={head} tabIndex={-1}>
          {title}
        </Title>
        {note !== undefined && (
          <Text size="sm" c="var(--soft)" component="div">
            {note}
          </Text>
        )}
      </div>
      <Group gap="xs" wrap="nowrap" className="no-print" style={{ flexShrink: 0 }}>
        {children}
      </Group>
    </Group>
  );
}
