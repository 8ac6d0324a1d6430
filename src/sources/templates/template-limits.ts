/** At most so many characters in the name of a template. */
export const TEMPLATE_NAME_MAX = 60;
/** At most so many characters in a header or a word of a template. */
export const TEMPLATE_TEXT_MAX = 200;
/** At most so many headers, columns or words in one list of a template. */
export const TEMPLATE_LIST_MAX = 500;
/** At most so many templates in a book. */
export const TEMPLATES_MAX = 500;
