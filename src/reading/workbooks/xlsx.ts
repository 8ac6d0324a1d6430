import { errorAt, type Place } from '../place.ts';
import { Readings } from '../readings.ts';
import type { Table } from '../table.ts';
import type { Member } from '../zip.ts';
import { scanWhole } from './markup.ts';
import { scanPlainMarkup } from './plain-markup.ts';
import type { FormatKind } from './serials.ts';
import { SharedStrings, SharedStringsSink } from './shared-strings.ts';
import { SheetSink } from './sheet-sink.ts';
import { partTargets, type Sheet, stylesSink, workbookSink } from './workbook-parts.ts';

/** What all sheets of a workbook lean on. */
export interface Workbook {
  readonly strings: SharedStrings;
  /** By number of cell style. */
  readonly formats: readonly FormatKind[];
  readonly from1904: boolean;
}

/** Whether the members of a zip are those of an .xlsx workbook. */
export function isXlsx(members: readonly Member[]): boolean {
  return members.some((member) => /^xl\/[^/]*\.xml$/i.test(partName(member.name)));
}

/**
 * The sheets of an .xlsx workbook, hidden ones too, in the order of its tabs. Texts come as they are (without phonetic
 * guides), formulas as their last result, numbers as `numberText` says, moments as `momentOf` says,
 * merged cells once in their first cell. Sizes that the file declares are not believed. A sheet whose part is missing, or
 * is another sheet's, is `workbook_broken`; charts and macros are no sheets.
 */
export async function* xlsxTables(place: Place, members: readonly Member[]): AsyncGenerator<Table> {
  const parts = new Map(members.map((member) => [partName(member.name).toLowerCase(), member]));
  const partOf = (name: string): Member | undefined => parts.get(name.toLowerCase());
  const root = await partTargets(place, partOf, '');
  const main = root.find((target) => target.type === 'officeDocument')?.name ?? 'xl/workbook.xml';
  const mainPart = partOf(main);
  if (mainPart === undefined) throw errorAt(place, 'workbook_broken', { row: 0 });
  const sink = workbookSink(place);
  await scanWhole(place, mainPart, sink);
  const targets = await partTargets(place, partOf, main);
  const one = (type: string): Member | undefined => {
    const name = targets.find((target) => target.type === type)?.name;
    return name === undefined ? undefined : partOf(name);
  };
  const formats = await formatsOf(place, one('styles'));
  let strings: Promise<SharedStrings> | null = null;
  const taken = new Set<string>();
  for (const sheet of sink.sheets) {
    const target = targets.find(({ id }) => id === sheet.relation);
    if (target !== undefined && target.type !== 'worksheet') continue;
    const part = target === undefined || taken.has(target.name) ? undefined : partOf(target.name);
    taken.add(target?.name ?? '');
    yield sheetTable({ ...place, sheet: sheet.name }, sheet, part, async () => {
      strings ??= stringsOf(place, one('sharedStrings'));
      return { strings: await strings, formats, from1904: sink.from1904 };
    });
  }
}

function sheetTable(
  place: Place,
  sheet: Sheet,
  part: Member | undefined,
  workbook: () => Promise<Workbook>,
): Table {
  const sinks = new Readings(() => new SheetSink(place));
  return {
    member: place.member,
    sheet: sheet.name,
    encoding: 'xlsx',
    select: (columns) => sinks.current.rows.select(columns),
    async *rows() {
      const sink = sinks.begin();
      if (part === undefined) throw errorAt(place, 'workbook_broken', { row: 0 });
      sink.workbook = await workbook();
      for await (const _ of scanPlainMarkup(place, part, sink, () => sink.rows.rowNumber)) {
        const rows = sink.rows.take();
        if (rows.length > 0) yield rows;
      }
    },
  };
}

async function formatsOf(place: Place, part: Member | undefined): Promise<readonly FormatKind[]> {
  const sink = stylesSink();
  if (part !== undefined) await scanWhole(place, part, sink);
  return sink.formats();
}

async function stringsOf(place: Place, part: Member | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings(place);
  if (part === undefined) return strings;
  for await (const _ of scanPlainMarkup(place, part, new SharedStringsSink(strings), () => 0));
  return strings;
}

function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '');
}
