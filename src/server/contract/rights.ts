import type { RouteName } from './paths.ts';

/** What a caller is; each may do what the ones before it may. */
export const LEVELS = ['anyone', 'signed_in', 'viewer', 'clerk', 'reviewer', 'administrator'] as const;
export type Level = (typeof LEVELS)[number];

/** Who may do something. */
export interface Right {
  /** The least that the caller must be. */
  readonly least: Level;
  /** Refused to who sees only some shops of the book: what it tells or changes cannot be told apart by shop. */
  readonly whole_book?: true;
}

/** Who may call each route. The server judges by this table, and the pages show what it allows. */
export const RIGHTS = {
  // Session
  session: { least: 'anyone' },
  sign_in: { least: 'anyone' },
  sign_out: { least: 'signed_in' },
  one_time_link: { least: 'anyone' },
  use_link: { least: 'anyone' },
  update_me: { least: 'signed_in' },
  change_password: { least: 'signed_in' },
  // Users
  list_users: { least: 'administrator' },
  create_user: { least: 'administrator' },
  update_user: { least: 'administrator' },
  link_user: { least: 'administrator' },
  // Books
  list_books: { least: 'signed_in' },
  create_book: { least: 'administrator' },
  create_sample_book: { least: 'administrator' },
  book: { least: 'viewer' },
  rename_book: { least: 'administrator', whole_book: true },
  remove_book: { least: 'administrator', whole_book: true },
  colleagues: { least: 'viewer' },
  // Jobs
  list_jobs: { least: 'viewer' },
  job: { least: 'viewer' },
  cancel_job: { least: 'clerk' },
  job_events: { least: 'viewer' },
  // Imports
  upload: { least: 'clerk' },
  import_uploads: { least: 'clerk' },
  list_imports: { least: 'viewer' },
  undo_import: { least: 'clerk', whole_book: true },
  coverage: { least: 'viewer' },
  refused_rows: { least: 'viewer', whole_book: true },
  mend_rows: { least: 'clerk', whole_book: true },
  download_refused: { least: 'clerk', whole_book: true },
  // Files that are not recognised, and the layouts that the book was taught: a layout holds for all shops of the book
  unrecognized_files: { least: 'viewer', whole_book: true },
  discard_upload: { least: 'clerk', whole_book: true },
  templates: { least: 'viewer', whole_book: true },
  draft_template: { least: 'clerk', whole_book: true },
  save_template: { least: 'clerk', whole_book: true },
  add_templates: { least: 'clerk', whole_book: true },
  template_file: { least: 'viewer', whole_book: true },
  remove_template: { least: 'clerk', whole_book: true },
  // Runs and overview
  // A run over the whole book is open to who sees some shops, too: it finds the same from the same files and decisions whoever
  // starts it, changes no decision, and their own imports and transfers end with one anyway.
  start_run: { least: 'clerk' },
  last_run: { least: 'viewer', whole_book: true },
  overview: { least: 'viewer' },
  // Lists
  lists: { least: 'viewer' },
  list_page: { least: 'viewer' },
  list_totals: { least: 'viewer' },
  list_groups: { least: 'viewer' },
  list_values: { least: 'viewer' },
  export_list: { least: 'viewer' },
  export_results: { least: 'viewer', whole_book: true },
  download_export: { least: 'viewer' },
  list_views: { least: 'viewer' },
  save_view: { least: 'viewer' },
  remove_view: { least: 'viewer' },
  // Cases
  case: { least: 'viewer' },
  preview_move: { least: 'viewer' },
  make_move: { least: 'clerk' },
  undo_action: { least: 'clerk' },
  list_actions: { least: 'viewer' },
  attach: { least: 'clerk' },
  attachment: { least: 'viewer' },
  match_candidates: { least: 'viewer' },
  preview_transfer: { least: 'clerk' },
  make_transfer: { least: 'clerk' },
  export_round_trip: { least: 'viewer' },
  read_round_trip: { least: 'clerk' },
  apply_round_trip: { least: 'clerk' },
  // Orders
  search: { least: 'viewer' },
  order: { least: 'viewer' },
  original_row: { least: 'viewer' },
  // Rules and lessons
  rules: { least: 'viewer' },
  save_rules: { least: 'reviewer', whole_book: true },
  try_rules: { least: 'clerk', whole_book: true },
  trial: { least: 'clerk', whole_book: true },
  reasons: { least: 'viewer' },
  save_reasons: { least: 'reviewer', whole_book: true },
  lessons: { least: 'viewer' },
  answer_offer: { least: 'reviewer', whole_book: true },
  save_lesson_note: { least: 'clerk', whole_book: true },
  // What some calls ask for beside the route itself
  /** Days narrow what everybody sees of the book until the next run. */
  run_some_days: { least: 'clerk', whole_book: true },
  share_view: { least: 'clerk' },
} as const satisfies Record<RouteName, Right> & Record<string, Right>;

/** What a right is needed for: a route, or what some of its calls ask for beside it. */
export type RightName = keyof typeof RIGHTS;

/** Whether a caller who sees these shops of the book, null for all, has a right. */
export function hasRight(name: RightName, level: Level, shops: readonly string[] | null): boolean {
  const { least, whole_book }: Right = RIGHTS[name];
  return isAsHigh(level, least) && (shops === null || whole_book !== true);
}

function isAsHigh(level: Level, least: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}
