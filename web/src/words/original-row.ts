import { words } from './words.ts';

/** Texts of a row as it stands in the kept original. */
export const ORIGINAL_ROW = words({
  'zh-CN': {
    open: '看原行',
    title: (row: number) => `原文件第\u00a0${row}\u00a0行`,
    open_label: (name: string) => `看原行：${name}`,
    reading: '正在原文件里找这一行…',
    reading_note: '文件很大时要几秒。关掉就不读了。',
    header: '列',
    cell: '原文件里的内容',
    empty: (count: string) => `另有 ${count} 列是空的。`,
    masked: '买家的姓名、地址、电话等以 *** 代替。',
  },
  'zh-TW': {
    open: '看原列',
    title: (row) => `原始檔案第\u00a0${row}\u00a0列`,
    open_label: (name) => `看原列：${name}`,
    reading: '正在原始檔案裡找這一列…',
    reading_note: '檔案很大時要幾秒。關掉就不讀了。',
    header: '欄',
    cell: '原始檔案裡的內容',
    empty: (count) => `另有 ${count} 欄是空的。`,
    masked: '買家的姓名、地址、電話等以 *** 代替。',
  },
  en: {
    open: 'See row',
    title: (row) => `Row\u00a0${row} of the original`,
    open_label: (name) => `See row: ${name}`,
    reading: 'Looking up the row in the original file…',
    reading_note: 'In a large file this takes a few seconds. Closing stops it.',
    header: 'Column',
    cell: 'In the original file',
    empty: (count) => `Empty columns left out: ${count}.`,
    masked: 'Buyers’ names, addresses and phone numbers are shown as ***.',
  },
});
