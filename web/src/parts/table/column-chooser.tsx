import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import { useSay, useWords } from '../../language.tsx';
import { TABLE } from '../../words/table.ts';
import type { Layout } from './layout.ts';

interface Props {
  readonly layout: Layout;
  /** Called before a change: the user's own choice holds from here on. */
  readonly onChange: () => void;
}

/** Chooses the columns and their order. */
export function ColumnChooser({ layout, onChange }: Props) {
  const text = useWords(TABLE);
  const say = useSay();
  const shown = layout.shown.map(({ name }) => name);
  return (
    <Popover position="bottom-end" width={300}>
      <Popover.Target>
        <ActionIcon size={30} aria-label={text.columns} title={text.columns}>
          <IconColumns3 size={17} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <ScrollArea.Autosize mah={380} type="auto" offsetScrollbars="present">
          <Stack gap={2}>
            {layout.all.map(({ name, label }) => (
              <Group key={name} justify="space-between" wrap="nowrap" gap="xs" mih={28}>
                <Checkbox
                  label={say(label)}
                  checked={shown.includes(name)}
                  disabled={shown.length === 1 && shown.includes(name)}
                  onChange={(event) => {
                    onChange();
                    layout.setShown(name, event.currentTarget.checked);
                  }}
                />
                <Group gap={0} wrap="nowrap">
                  <ActionIcon
                    size={24}
                    aria-label={text.up(say(label))}
                    onClick={() => layout.move(name, -1)}
                  >
                    <IconArrowUp size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    size={24}
                    aria-label={text.down(say(label))}
                    onClick={() => layout.move(name, 1)}
                  >
                    <IconArrowDown size={14} aria-hidden />
                  </ActionIcon>
                </Group>
              </Group>
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <Button
          variant="subtle"
          size="compact-sm"
          mt="xs"
          onClick={() => {
            onChange();
            layout.reset();
          }}
        >
          {text.columns_reset}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
