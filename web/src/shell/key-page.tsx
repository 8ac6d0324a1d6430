import { Group, Kbd, Modal, SimpleGrid, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useAllKeys, useKeys } from '../keys.tsx';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';
import { SHELL } from '../words/shell.ts';

const SHOW = 'duideshang:keys';

/** Opens the page of keys. */
export function showKeys(): void {
  document.dispatchEvent(new CustomEvent(SHOW));
}

/** Tells every key that works on the page that is open. */
export function KeyPage() {
  const text = useWords(SHELL);
  const { close } = useWords(COMMON);
  const [isOpen, setOpen] = useState(false);
  const keys = useAllKeys(isOpen);
  useEffect(() => {
    const open = () => setOpen(true);
    document.addEventListener(SHOW, open);
    return () => document.removeEventListener(SHOW, open);
  }, []);
  useKeys([{ key: '?', says: text.key_keys, run: showKeys }]);
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={text.keys}
      size="lg"
      closeButtonProps={{ 'aria-label': close }}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg" verticalSpacing={6}>
        {keys.map(({ key, says }) => (
          <Group key={`${key}${says}`} justify="space-between" wrap="nowrap">
            <Text size="sm">{says}</Text>
            <KeyName name={key} />
          </Group>
        ))}
      </SimpleGrid>
      <Text size="xs" c="var(--soft)" mt="md">
        {text.keys_note}
      </Text>
    </Modal>
  );
}

/** A key as it stands on the keyboard. */
export function KeyName({ name }: { readonly name: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      {name.split(/[ +]/).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </Group>
  );
}
