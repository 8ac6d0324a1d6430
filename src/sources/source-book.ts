import { inEveryLanguage, sameText, type Text } from '../model/language.ts';
import { SOURCES, sourceOf } from './registry.ts';
import type { Source } from './source.ts';
import type { Template } from './templates/template.ts';
import { templateNameOf, templateSource } from './templates/template-source.ts';

/** A template that a book keeps. A retired one recognises nothing, and still reads what was imported under it. */
export interface KeptTemplate {
  readonly source_id: string;
  readonly template: Template;
  readonly retired: boolean;
}

/** The file formats that a book knows: those of the program, and those it was taught. */
export interface SourceBook {
  /** By which files are recognised. */
  readonly offered: readonly Source[];
  /**
   * The source of that id, retired ones included.
   * @throws TypeError when there is none
   */
  named(id: string): Source;
}

/** The sources of a book that keeps these templates. */
export function sourceBook(kept: readonly KeptTemplate[]): SourceBook {
  const taught = new Map(kept.map(({ source_id, template }) => [source_id, templateSource(template)]));
  const retired = new Set(kept.filter((each) => each.retired).map(({ source_id }) => source_id));
  return {
    offered: [...[...taught.values()].filter(({ id }) => !retired.has(id)), ...SOURCES],
    named(id) {
      const source = taught.get(id) ?? sourceOf(id);
      if (source === undefined) throw new TypeError(`no source ${id}`);
      return source;
    },
  };
}

/** What a file of a source is called; the id of a source that this program does not know. */
export function sourceTitle(id: string): Text {
  const name = templateNameOf(id);
  if (name !== null) return inEveryLanguage((language) => `${TAUGHT[language]}${name}`);
  return sourceOf(id)?.title ?? sameText(id);
}

const TAUGHT: Text = { 'zh-CN': '自定义：', 'zh-TW': '自訂：', en: 'taught: ' };
