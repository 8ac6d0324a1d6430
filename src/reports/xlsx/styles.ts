import { xmlText } from './xml.ts';

/** How a cell looks. All fields are indexes or attributes of the workbook's style table. */
interface CellStyle {
  readonly format?: keyof typeof FORMATS;
  readonly font?: keyof typeof FONTS;
  readonly fill?: keyof typeof FILLS;
  readonly border?: keyof typeof BORDERS;
  readonly align?: 'left' | 'right' | 'center';
  readonly wrap?: boolean;
}

const FORMATS = {
  general: { id: 0, code: '' },
  count: { id: 3, code: '' },
  money: { id: 164, code: '#,##0.00;[Red]\\-#,##0.00' },
  quantity: { id: 167, code: '#,##0.###;[Red]\\-#,##0.###' },
  percent: { id: 10, code: '' },
  text: { id: 49, code: '' },
  day: { id: 165, code: 'yyyy\\-mm\\-dd' },
  moment: { id: 166, code: 'yyyy\\-mm\\-dd\\ hh:mm:ss' },
} as const;

const FONTS = {
  plain: '<sz val="10"/><color rgb="FF1F2328"/>',
  bold: '<b/><sz val="10"/><color rgb="FF1F2328"/>',
  title: '<b/><sz val="16"/><color rgb="FF1F2328"/>',
  section: '<b/><sz val="12"/><color rgb="FF1F4E79"/>',
  note: '<sz val="9"/><color rgb="FF6B7280"/>',
  good: '<b/><sz val="10"/><color rgb="FF1A7F37"/>',
  bad: '<b/><sz val="10"/><color rgb="FFB42318"/>',
} as const;

const FILLS = {
  none: '<patternFill patternType="none"/>',
  gray125: '<patternFill patternType="gray125"/>',
  header: solid('FFDDE7F2'),
  total: solid('FFF3F4F6'),
  good: solid('FFE6F4EA'),
  bad: solid('FFFDECEA'),
} as const;

const BORDERS = {
  none: '<left/><right/><top/><bottom/><diagonal/>',
  line: `<left/><right/><top/>${side('bottom', 'thin', 'FFE5E7EB')}<diagonal/>`,
  header: `<left/><right/><top/>${side('bottom', 'thin', 'FF8FA9C4')}<diagonal/>`,
  total: `<left/><right/>${side('top', 'thin', 'FF9CA3AF')}${side('bottom', 'thin', 'FF9CA3AF')}<diagonal/>`,
} as const;

/** All looks that our workbooks use, by name. */
export const STYLES = {
  plain: { align: 'left' },
  text: { border: 'line' },
  wrapped: { border: 'line', wrap: true },
  id: { format: 'text', border: 'line' },
  money: { format: 'money', border: 'line', align: 'right' },
  count: { format: 'count', border: 'line', align: 'right' },
  quantity: { format: 'quantity', border: 'line', align: 'right' },
  percent: { format: 'percent', border: 'line', align: 'right' },
  day: { format: 'day', border: 'line', align: 'center' },
  moment: { format: 'moment', border: 'line', align: 'center' },
  header: { font: 'bold', fill: 'header', border: 'header', wrap: true },
  header_right: { font: 'bold', fill: 'header', border: 'header', align: 'right', wrap: true },
  header_center: { font: 'bold', fill: 'header', border: 'header', align: 'center', wrap: true },
  title: { font: 'title', align: 'left' },
  section: { font: 'section', align: 'left' },
  note: { font: 'note', align: 'left' },
  good: { font: 'good', fill: 'good', border: 'line', align: 'center' },
  bad: { font: 'bad', fill: 'bad', border: 'line', align: 'center' },
  good_line: { font: 'good', align: 'left' },
  bad_line: { font: 'bad', align: 'left' },
  total_text: { font: 'bold', fill: 'total', border: 'total' },
  total_money: { format: 'money', font: 'bold', fill: 'total', border: 'total', align: 'right' },
  total_quantity: { format: 'quantity', font: 'bold', fill: 'total', border: 'total', align: 'right' },
  total_count: { format: 'count', font: 'bold', fill: 'total', border: 'total', align: 'right' },
} as const satisfies Record<string, CellStyle>;

export type StyleName = keyof typeof STYLES;

const NAMES = Object.keys(STYLES);
const INDEXES = new Map(NAMES.map((name, index) => [name, index]));

/** Place of a style in the style table. */
export function styleIndex(name: StyleName): number {
  return INDEXES.get(name) ?? 0;
}

/** The part `xl/styles.xml`. */
export function stylesXml(fontName: string): string {
  const custom = Object.values(FORMATS).filter((format) => format.id > 163);
  const formats = custom.map(
    (format) => `<numFmt numFmtId="${format.id}" formatCode="${xmlText(format.code)}"/>`,
  );
  const fonts = Object.values(FONTS).map(
    (font) => `<font>${font}<name val="${xmlText(fontName)}"/><family val="2"/></font>`,
  );
  const fills = Object.values(FILLS).map((fill) => `<fill>${fill}</fill>`);
  const borders = Object.values(BORDERS).map((border) => `<border>${border}</border>`);
  const cells = Object.values(STYLES).map(cellFormat);
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    listOf('numFmts', formats),
    listOf('fonts', fonts),
    listOf('fills', fills),
    listOf('borders', borders),
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    listOf('cellXfs', cells),
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('');
}

function cellFormat(style: CellStyle): string {
  const alignment = [
    style.align === undefined ? ' horizontal="left" indent="1"' : ` horizontal="${style.align}"`,
    ' vertical="center"',
    style.wrap === true ? ' wrapText="1"' : '',
  ].join('');
  return [
    `<xf numFmtId="${FORMATS[style.format ?? 'general'].id}"`,
    ` fontId="${placeOf(FONTS, style.font ?? 'plain')}" fillId="${placeOf(FILLS, style.fill ?? 'none')}"`,
    ` borderId="${placeOf(BORDERS, style.border ?? 'none')}" xfId="0"`,
    ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">',
    `<alignment${alignment}/></xf>`,
  ].join('');
}

function placeOf(table: object, name: string): number {
  return Object.keys(table).indexOf(name);
}

function listOf(name: string, items: readonly string[]): string {
  return `<${name} count="${items.length}">${items.join('')}</${name}>`;
}

function solid(color: string): string {
  return `<patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill>`;
}

function side(name: string, style: string, color: string): string {
  return `<${name} style="${style}"><color rgb="${color}"/></${name}>`;
}
