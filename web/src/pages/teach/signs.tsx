import { Chip, Group, Radio, Text } from '@mantine/core';
import { useId } from 'react';
import { useWords } from '../../language.tsx';
import { TEMPLATES } from '../../words/templates.ts';
import { giveWord, signOf, type Template, type Way } from './edit.ts';
import classes from './teach.module.css';

interface Props {
  readonly template: Template;
  /** What stands in the column of directions. */
  readonly words: readonly string[];
  readonly onChange: (template: Template) => void;
}

/** Which way the money goes, where one column holds the amounts of both. */
export function Signs({ template, words, onChange }: Props) {
  const sign = signOf(template);
  if (sign === null) return null;
  if (sign === 'sign') return <PositiveIs template={template} onChange={onChange} />;
  return (
    <div className={classes.words}>
      {(['inflow', 'outflow'] as const).map((way) => (
        <WordsOf key={way} way={way} template={template} words={words} onChange={onChange} />
      ))}
    </div>
  );
}

function PositiveIs({ template, onChange }: Omit<Props, 'words'>) {
  const text = useWords(TEMPLATES);
  return (
    <Radio.Group
      label={text.positive}
      value={template.positive_is ?? 'inflow'}
      onChange={(way) => onChange({ ...template, positive_is: way as Way })}
    >
      <Group gap="lg" mt={4}>
        <Radio size="xs" value="inflow" label={text.inflow} />
        <Radio size="xs" value="outflow" label={text.outflow} />
      </Group>
    </Radio.Group>
  );
}

function WordsOf({ way, template, words, onChange }: Props & { readonly way: Way }) {
  const text = useWords(TEMPLATES);
  const id = useId();
  const meant = template[`${way}_words`] ?? [];
  const all = [...new Set([...words, ...(template.inflow_words ?? []), ...(template.outflow_words ?? [])])];
  return (
    <div role="group" aria-labelledby={id}>
      <Text size="sm" fw={500} id={id} mb={4}>
        {text[`${way}_words`]}
      </Text>
      <Group gap="xs">
        {all.map((word) => (
          <Chip
            key={word}
            size="xs"
            checked={meant.includes(word)}
            onChange={(isMeant) => onChange(giveWord(template, word, isMeant ? way : null))}
          >
            {word}
          </Chip>
        ))}
      </Group>
    </div>
  );
}
