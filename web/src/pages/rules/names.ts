import { useSay } from '../../language.tsx';
import { capitalText } from '../../words/format.ts';
import type { Said } from '../../words/words.ts';

/** Names of codes in the language of the page: to choose from, and of one code. */
export function useNames(named: Readonly<Record<string, Said>>) {
  const say = useSay();
  const of = (code: string): string => {
    const name = named[code];
    return name === undefined ? code : capitalText(say(name));
  };
  return { of, all: Object.keys(named).map((code) => ({ value: code, label: of(code) })) };
}
