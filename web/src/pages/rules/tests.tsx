import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../language.tsx';
import { RULES } from '../../words/rules.ts';
import type { Desk } from './desk.ts';
import { EVERY } from './fee-rule.ts';
import { Choice } from './fields.tsx';
import { useNames } from './names.ts';
import classes from './rules.module.css';

interface TestsProps {
  readonly desk: Desk;
  readonly channel: string;
  readonly onChannel: (channel: string) => void;
  /** The fields of the test that every rule has. */
  readonly first: ReactNode;
  /** Those of the second one, null where there is none. */
  readonly second: ReactNode;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
}

/** When a rule of wallet lines speaks: the wallet, a test, and a second one that can be added and taken away. */
export function Tests({ desk, channel, onChannel, first, second, onAdd, onRemove }: TestsProps) {
  const text = useWords(RULES);
  const channels = useNames(desk.reply.channels);
  const { isFixed } = desk;
  return (
    <div className={classes.tests}>
      <div className={classes.test}>
        <Choice
          label={text.channel}
          width={130}
          value={channel}
          names={[{ value: EVERY, label: text.every_channel }, ...channels.all]}
          isFixed={isFixed}
          onChange={onChannel}
        />
        {first}
        {second === null && !isFixed && (
          <ActionIcon size={36} aria-label={text.add_and} title={text.add_and} onClick={onAdd}>
            <IconPlus size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {second !== null && (
        <div className={classes.test}>
          <span className={`${classes.word} ${classes.and}`}>{text.and}</span>
          {second}
          {!isFixed && (
            <ActionIcon size={36} aria-label={text.remove_and} onClick={onRemove}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      )}
    </div>
  );
}
