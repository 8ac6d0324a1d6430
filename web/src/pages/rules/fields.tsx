import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useWords } from '../../language.tsx';
import { minorOf, plainMoneyText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import { useFault } from './faults.ts';
import { EVERY } from './fee-rule.ts';

interface MoneyFieldProps {
  readonly label: string;
  /** Minor units, never negative; empty when what is typed is no amount. */
  readonly minor: string;
  readonly isFixed: boolean;
  readonly onChange: (minor: string) => void;
}

/** A field for an amount. What is typed stays as it is typed; what it means goes to the caller. */
export function MoneyField({ label, minor, isFixed, onChange }: MoneyFieldProps) {
  const text = useWords(RULES);
  const [typed, setTyped] = useState(minor === '' ? '' : plainMoneyText(minor));
  const isOther = minor !== '' && minorOf(typed) !== minor;
  const shown = isOther ? plainMoneyText(minor) : typed;
  const fault = useFault(minor === '' ? text.amount_wrong : undefined);
  return (
    <TextInput
      aria-label={label}
      inputMode="decimal"
      w={130}
      value={shown}
      readOnly={isFixed}
      {...fault}
      styles={{ input: { textAlign: 'end' } }}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const meant = minorOf(currentTarget.value);
        onChange(meant === null || BigInt(meant) < 0n ? '' : meant);
      }}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** Names by code. */
  readonly names: readonly { readonly value: string; readonly label: string }[];
  readonly isFixed: boolean;
  readonly onChange: (value: string) => void;
  readonly width?: number;
  readonly error?: string | undefined;
}

/** A field for one of a list of codes; a code that is not in the list is shown as it is. */
export function Choice({ label, value, names, isFixed, onChange, width = 180, error }: ChoiceProps) {
  const isKnown = names.some((name) => name.value === value);
  const fault = useFault(error);
  return (
    <Select
      aria-label={label}
      w={width}
      style={{ flexShrink: 0 }}
      searchable={names.length > 8}
      data={isKnown ? [...names] : [{ value, label: value }, ...names]}
      value={value}
      readOnly={isFixed}
      {...fault}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}

interface ShopChoiceProps {
  readonly shop: string;
  readonly shops: readonly string[];
  readonly isFixed: boolean;
  readonly onChange: (shop: string) => void;
  readonly error?: string | undefined;
}

/** A field for a shop, or every shop. */
export function ShopChoice({ shop, shops, ...rest }: ShopChoiceProps) {
  const text = useWords(RULES);
  const names = [
    { value: EVERY, label: text.every_shop },
    ...shops.map((each) => ({ value: each, label: each })),
  ];
  return <Choice label={text.shop} value={shop} names={names} {...rest} />;
}

/** A button that removes a row. */
export function RemoveButton({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  const text = useWords(RULES);
  return (
    <ActionIcon size={36} aria-label={text.remove_row(name)} onClick={onRemove}>
      <IconTrash size={16} aria-hidden />
    </ActionIcon>
  );
}

/** A button that adds a row. */
export function AddButton({ onAdd }: { readonly onAdd: () => void }) {
  const text = useWords(RULES);
  return (
    <Button
      variant="default"
      size="xs"
      mt="xs"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={onAdd}
    >
      {text.add}
    </Button>
  );
}

interface MoveButtonsProps {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: number) => void;
}

/** Buttons that move a row up or down; the arrow keys on either do the same. The focus stays with the row. */
export function MoveButtons({ name, isFirst, isLast, onMove }: MoveButtonsProps) {
  const text = useWords(RULES);
  const move = (by: number, button: HTMLElement): void => {
    onMove(by);
    // The browser drops the focus of a row that is put elsewhere.
    requestAnimationFrame(() => button.focus());
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1, event.currentTarget);
  };
  const sides = [
    [text.move_up(name), IconArrowUp, -1, isFirst],
    [text.move_down(name), IconArrowDown, 1, isLast],
  ] as const;
  return (
    <Group gap={2} wrap="nowrap">
      {sides.map(([says, Sign, by, isEnd]) => (
        <ActionIcon
          key={by}
          size={36}
          aria-label={says}
          aria-disabled={isEnd}
          data-disabled={isEnd || undefined}
          onKeyDown={press}
          onClick={({ currentTarget }) => move(by, currentTarget)}
        >
          <Sign size={16} aria-hidden />
        </ActionIcon>
      ))}
    </Group>
  );
}
