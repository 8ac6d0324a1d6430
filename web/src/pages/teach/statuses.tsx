import { Select, Text } from '@mantine/core';
import { useId } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import type { TemplateDraft } from '../../../../src/server/contract/templates.ts';
import { useSay, useWords } from '../../language.tsx';
import { TEMPLATES } from '../../words/templates.ts';
import { giveStatus, type Status, type Template } from './edit.ts';
import classes from './teach.module.css';

interface Props {
  readonly template: Template;
  readonly words: TemplateDraft['status_words'];
  readonly statuses: ReplyOf<'templates'>['statuses'];
  readonly onChange: (template: Template) => void;
}

/** What each status that the file has means. */
export function Statuses({ template, words, statuses, onChange }: Props) {
  const text = useWords(TEMPLATES);
  const say = useSay();
  const id = useId();
  if (words.length === 0) return null;
  const choices = statuses.map(({ status, name }) => ({ value: status, label: say(name) }));
  return (
    <div role="group" aria-labelledby={id}>
      <Text size="sm" fw={500} id={id} mb={4}>
        {text.statuses}
      </Text>
      <div className={classes.words}>
        {words.map(({ word, status }) => {
          const meant = template.statuses?.[word] ?? status;
          return (
            <Select
              key={word}
              size="xs"
              w={180}
              label={word}
              placeholder={text.status_open}
              data={choices}
              value={meant}
              error={meant === null ? text.status_wanted : undefined}
              onChange={(chosen) => chosen !== null && onChange(giveStatus(template, word, chosen as Status))}
            />
          );
        })}
      </div>
    </div>
  );
}
