import { SegmentedControl } from '@mantine/core';
import { useSearch } from 'wouter';
import { useAddress } from '../../address.ts';
import { useWords } from '../../language.tsx';
import { CASES } from '../../words/cases.ts';
import { chooseDesk, DESKS, deskOf } from './desks.ts';

/** Which cases are shown: those to do, one's own, those that wait … */
export function DeskChoice() {
  const text = useWords(CASES);
  const search = useSearch();
  const { change } = useAddress();
  return (
    <SegmentedControl
      aria-label={text.desks}
      size="sm"
      fw={500}
      value={deskOf(search) ?? ''}
      data={DESKS.map((desk) => ({ value: desk, label: text[`desk_${desk}`] }))}
      onChange={(value) => {
        const desk = DESKS.find((each) => each === value);
        if (desk !== undefined) change((params) => chooseDesk(params, desk));
      }}
    />
  );
}
