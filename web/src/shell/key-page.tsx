import { Group, Kbd, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { type KeyAction, useAllKeys, useKeys } from '../keys.tsx';
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
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        <KeyList title={text.keys_here} keys={keys.filter((each) => !leadsAway(each))} />
        <KeyList title={text.keys_pages} keys={keys.filter(leadsAway)} />
      </SimpleGrid>
      <Text size="xs" c="var(--soft)" mt="md">
        {text.keys_note}
      </Text>
    </Modal>
  );
}

/** Pages are reached by two keys, of which the first is the same for all. */
function leadsAway({ key }: KeyAction): boolean {
  return key.startsWith('g ');
}

interface KeyListProps {
  readonly title: string;
  readonly keys: readonly KeyAction[];
}

function KeyList({ title, keys }: KeyListProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={3} id={id} mb={6}>
        {title}
      </Title>
      <Stack gap={6}>
        {keys.map(({ key, says }) => (
          <Group key={`${key}${says}`} justify="space-between" wrap="nowrap">
            <Text size="sm">{says}</Text>
            <KeyName name={key} />
          </Group>
        ))}
      </Stack>
    </section>
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
