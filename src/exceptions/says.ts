import type { Component } from '../model/component.ts';
import { type Language, say } from '../model/language.ts';
import { COMPONENT_NAMES } from '../model/names.ts';
import type { ExceptionRecord } from '../model/run.ts';
import { SENTENCES } from './sentences.ts';

/** The plain sentence of an exception in a language. */
export function exceptionSays(record: Pick<ExceptionRecord, 'explanation'>, language: Language): string {
  const { code, values } = record.explanation;
  const text = SENTENCES[code];
  if (text === undefined) throw new TypeError(`no sentence for ${code}`);
  return say(text, language, inLanguage(values, language)).trim();
}

function inLanguage(values: Readonly<Record<string, string>>, language: Language): Record<string, string> {
  const { component, ...rest } = values;
  if (component === undefined) return rest;
  return { ...rest, component: COMPONENT_NAMES[component as Component][language] };
}
