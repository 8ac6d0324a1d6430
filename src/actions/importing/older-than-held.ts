import { inEveryLanguage, say, type Text } from '../../model/language.ts';
import type { Book } from '../../store/book.ts';
import { laterExports } from '../../store/imports/imports.ts';

const OLDER: Text = {
  'zh-CN': '账套里已有同一时段、{since} 导出的更新文件“{file}”：两者都有的行以较新的为准。',
  'zh-TW': '帳本裡已有同一期間、{since} 匯出的較新檔案「{file}」：兩者都有的列以較新的為準。',
  en: 'The book already holds a later export of the same days, "{file}", made {since}: where both tell a row, the later counts.',
};

/**
 * For each table that was imported when the book already held a later export of the same days: which file that is and
 * when it was made, in words, by batch.
 */
export async function olderThanHeld({ store, book_id }: Book): Promise<ReadonlyMap<bigint, Text>> {
  const found = await laterExports(store, book_id);
  return new Map(
    found.map(({ batch_id, file, as_of }) => [
      batch_id,
      inEveryLanguage((language) => say(OLDER, language, { since: as_of, file })),
    ]),
  );
}
