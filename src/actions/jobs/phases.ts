import type { Text } from '../../model/language.ts';
import type { Phase } from '../../reconciliations/orders-money/index.ts';

/** The steps of a run as they are shown. */
export const RUN_PHASES = {
  classify: { 'zh-CN': '给流水归类', 'zh-TW': '為收支明細歸類', en: 'classifying lines' },
  learn: { 'zh-CN': '找出费率', 'zh-TW': '找出費率', en: 'finding fee rates' },
  link: { 'zh-CN': '用其他单号查找', 'zh-TW': '以其他編號尋找', en: 'searching by other numbers' },
  sum: { 'zh-CN': '逐单轧平', 'zh-TW': '逐單軋平', en: 'summing per order' },
  diagnose: { 'zh-CN': '查找原因', 'zh-TW': '尋找原因', en: 'diagnosing' },
  summarise: { 'zh-CN': '汇总', 'zh-TW': '彙總', en: 'summing up' },
} as const satisfies Record<Phase, Text>;

/** The steps of other jobs as they are shown. */
export const JOB_PHASES = {
  importing: { 'zh-CN': '导入文件', 'zh-TW': '匯入檔案', en: 'importing files' },
  rereading: { 'zh-CN': '按单号规则重读账单', 'zh-TW': '依單號規則重讀帳單', en: 'reading statements again' },
  undoing: { 'zh-CN': '撤销导入', 'zh-TW': '復原匯入', en: 'undoing the import' },
  writing: { 'zh-CN': '写出文件', 'zh-TW': '寫出檔案', en: 'writing the file' },
  simulating: { 'zh-CN': '生成样例文件', 'zh-TW': '產生範例檔案', en: 'making the sample files' },
  indexing: { 'zh-CN': '编制单号索引', 'zh-TW': '編製單號索引', en: 'indexing numbers' },
  removing: { 'zh-CN': '删除账套', 'zh-TW': '刪除帳本', en: 'removing the book' },
} as const satisfies Record<string, Text>;
