import type { Component } from '../model/component.ts';
import { inEveryLanguage, type Language, say, type Text } from '../model/language.ts';
import { COMPONENT_NAMES } from '../model/names.ts';
import type { ExceptionRecord } from '../model/run.ts';
import { SENTENCES } from './sentences.ts';

/** The plain sentence of an exception in a language. */
export function exceptionSays(record: Pick<ExceptionRecord, 'explanation'>, language: Language): string {
  const { code, values } = record.explanation;
  const text = SENTENCES[code];
  if (text === undefined) throw new TypeError(`no sentence for ${code}`);
  const told = inLanguage(values, language);
  return say(withoutEmptyParts(text, told), language, told).trim();
}

/** Leaves out the parts in brackets that have nothing to say, and the brackets of the others. */
function withoutEmptyParts(text: Text, values: Readonly<Record<string, string>>): Text {
  return inEveryLanguage((language) =>
    text[language].replace(/\[([^\]]*)\]/g, (_, part: string) =>
      [...part.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => values[name] !== '') ? part : '',
    ),
  );
}

function inLanguage(values: Readonly<Record<string, string>>, language: Language): Record<string, string> {
  const { component, ...rest } = values;
  if (component === undefined) return rest;
  return { ...rest, component: COMPONENT_NAMES[component as Component][language] };
}
