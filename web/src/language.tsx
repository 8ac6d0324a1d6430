import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { recall, remember } from './memory.ts';
import { type Dictionary, LANGUAGES, type Language, languageOf, type Said } from './words/words.ts';

interface LanguageChoice {
  readonly language: Language;
  readonly chooseLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'zh-CN', chooseLanguage: () => undefined });

/** Gives the pages their language: the one last chosen in this browser, else the browser's own. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const chooseLanguage = useCallback((chosen: Language) => {
    remember('language', chosen);
    setLanguage(chosen);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(() => ({ language, chooseLanguage }), [language, chooseLanguage]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

function firstLanguage(): Language {
  const held = recall('language');
  return LANGUAGES.find((language) => language === held) ?? languageOf(navigator.languages);
}

/** The language of the pages, and how to change it. */
export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

/** The texts of a page in the language of the pages. */
export function useWords<T>(dictionary: Dictionary<T>): Dictionary<T>[Language] {
  return dictionary[useLanguage().language];
}

/** Says what the server sent in all languages in the one of the pages. */
export function useSay(): (said: Said) => string {
  const { language } = useLanguage();
  return useCallback((said: Said) => said[language], [language]);
}
