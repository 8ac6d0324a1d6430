import type { Said } from './words.ts';

/** What is said when no answer comes. */
export const NO_ANSWER: Said = {
  'zh-CN': '连不上程序。请看看它是否还开着，再试一次。',
  'zh-TW': '連不上程式。請看看它是否還開著，再試一次。',
  en: 'The program does not answer. See whether it is still running, then try again.',
};

/** What is said when the program failed without words of its own. */
export const NOT_DONE: Said = {
  'zh-CN': '程序出了问题。请再试一次；还是这样，请联系管理员。',
  'zh-TW': '程式出了問題。請再試一次；還是這樣，請聯絡管理員。',
  en: 'Something went wrong in the program. Please try again; if it happens again, ask your administrator.',
};
