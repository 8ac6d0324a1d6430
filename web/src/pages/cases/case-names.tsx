import { Text } from '@mantine/core';
import type { Selection } from '../../../../src/server/contract/cases.ts';
import { useLanguage, useWords } from '../../language.tsx';
import { CASES } from '../../words/cases.ts';
import { countText, listText, numberText } from '../../words/format.ts';
import { type Offered, usePreview } from './move-form.tsx';

interface Props {
  readonly offered: Offered;
  readonly selection: Selection;
}

/** Names the cases that a form of several is about: all where they are few, else the first and how many. */
export function CaseNames({ offered: { move }, selection }: Props) {
  const text = useWords(CASES);
  const { language } = useLanguage();
  const preview = usePreview(move, selection).data;
  if (preview === undefined) return null;
  const { count, first_numbers } = preview;
  const numbers = listText(first_numbers.map(numberText), language);
  return (
    <Text fw={600} mb="sm" style={{ overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' }}>
      {count > first_numbers.length ? text.first_of(numbers, countText(count, language)) : numbers}
    </Text>
  );
}
