import { posix } from 'node:path';
import type { Content } from '../origin.ts';
import { errorAt, type Place } from '../place.ts';
import { scanWhole } from './markup.ts';
import { builtInFormat, customFormat, type FormatKind } from './serials.ts';
import { attribute, type XmlSink } from './xml.ts';

/** A sheet as the workbook lists it. `relation` leads to its part. */
export interface Sheet {
  readonly name: string;
  readonly relation: string;
}

/** Where a relation of a part leads. `type` is the last word of its type. */
export interface Target {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/** A sink that only looks at opening tags. */
function tagSink(open: XmlSink['open'], close: XmlSink['close'] = () => undefined): XmlSink {
  return { listening: false, open, close, text: () => undefined };
}

/** The relations of a part (`''`: of the whole workbook), none if it has no list of them. */
export async function partTargets(
  place: Place,
  partOf: (name: string) => Content | undefined,
  part: string,
): Promise<Target[]> {
  const folder = posix.dirname(part);
  const list = partOf(posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  const targets: Target[] = [];
  const sink = tagSink((name, tag) => {
    const target = attribute(tag, 'Target');
    if (name !== 'Relationship' || target === null) return;
    const type = attribute(tag, 'Type') ?? '';
    targets.push({
      id: attribute(tag, 'Id') ?? '',
      type: type.slice(type.lastIndexOf('/') + 1),
      name: posix
        .join('/', folder, target.startsWith('/') ? posix.relative(`/${folder}`, target) : target)
        .slice(1),
    });
  });
  if (list !== undefined) await scanWhole(place, list, sink);
  return targets;
}

/** Listens to the workbook part. */
export function workbookSink(
  place: Place,
): XmlSink & { readonly sheets: Sheet[]; readonly from1904: boolean } {
  const sheets: Sheet[] = [];
  const found = { from1904: false };
  const sink = tagSink((name, tag) => {
    if (name === 'sheet') {
      sheets.push({ name: attribute(tag, 'name') ?? '', relation: attribute(tag, 'id') ?? '' });
      refuseManySheets(place, sheets.length);
    }
    if (name === 'workbookPr') found.from1904 = /^(?:1|true|on)$/.test(attribute(tag, 'date1904') ?? '');
  });
  return {
    ...sink,
    sheets,
    get from1904() {
      return found.from1904;
    },
  };
}

/** Refuses a workbook with so many sheets if they are too many. */
export function refuseManySheets(place: Place, count: number): void {
  const limit = place.options.limits.sheets_max;
  if (count > limit) throw errorAt(place, 'too_many_sheets', { limit });
}

/** Listens to the styles part; `formats()` are the kinds of number by cell style. */
export function stylesSink(): XmlSink & { formats(): FormatKind[] } {
  const custom = new Map<string, FormatKind>();
  const ids: string[] = [];
  let within = '';
  const sink = tagSink(
    (name, tag) => {
      if (name === 'numFmts' || name === 'cellXfs') within = name;
      else if (name === 'numFmt' && within === 'numFmts') {
        custom.set(attribute(tag, 'numFmtId') ?? '', customFormat(attribute(tag, 'formatCode') ?? ''));
      } else if (name === 'xf' && within === 'cellXfs') ids.push(attribute(tag, 'numFmtId') ?? '0');
    },
    (name) => {
      if (name === within) within = '';
    },
  );
  const kindOf = (id: string): FormatKind => (custom.has(id) ? (custom.get(id) ?? null) : builtInFormat(+id));
  return { ...sink, formats: () => ids.map(kindOf) };
}
