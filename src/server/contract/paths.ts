/**
 * Every route of the server by name: method and path. This file imports nothing, so that the pages of the web app can
 * take it by value; what goes in and comes out is in the schemas beside it.
 */
export const PATHS = {
  // Session
  session: 'GET /api/v1/session',
  sign_in: 'POST /api/v1/session',
  sign_out: 'DELETE /api/v1/session',
  one_time_link: 'GET /api/v1/links/:token',
  use_link: 'POST /api/v1/links/:token',
  update_me: 'PATCH /api/v1/me',
  change_password: 'POST /api/v1/me/password',
  // Users
  list_users: 'GET /api/v1/users',
  create_user: 'POST /api/v1/users',
  update_user: 'PATCH /api/v1/users/:user_id',
  link_user: 'POST /api/v1/users/:user_id/link',
  // Books
  list_books: 'GET /api/v1/books',
  create_book: 'POST /api/v1/books',
  create_sample_book: 'POST /api/v1/books/sample',
  book: 'GET /api/v1/books/:book_id',
  rename_book: 'PATCH /api/v1/books/:book_id',
  remove_book: 'DELETE /api/v1/books/:book_id',
  colleagues: 'GET /api/v1/books/:book_id/colleagues',
  // Jobs
  list_jobs: 'GET /api/v1/books/:book_id/jobs',
  job: 'GET /api/v1/books/:book_id/jobs/:job_id',
  cancel_job: 'POST /api/v1/books/:book_id/jobs/:job_id/cancel',
  job_events: 'GET /api/v1/books/:book_id/job-events',
  // Imports
  upload: 'POST /api/v1/books/:book_id/uploads',
  import_uploads: 'POST /api/v1/books/:book_id/imports',
  list_imports: 'GET /api/v1/books/:book_id/imports',
  undo_import: 'DELETE /api/v1/books/:book_id/imports/:import_id',
  coverage: 'GET /api/v1/books/:book_id/coverage',
  refused_rows: 'GET /api/v1/books/:book_id/refused-rows',
  mend_rows: 'POST /api/v1/books/:book_id/refused-rows',
  download_refused: 'GET /api/v1/books/:book_id/refused-rows/download',
  // Files that are not recognised, and the layouts that the book was taught
  unrecognized_files: 'GET /api/v1/books/:book_id/uploads',
  discard_upload: 'DELETE /api/v1/books/:book_id/uploads/:upload_id',
  templates: 'GET /api/v1/books/:book_id/templates',
  draft_template: 'POST /api/v1/books/:book_id/templates/draft',
  save_template: 'POST /api/v1/books/:book_id/templates',
  add_templates: 'POST /api/v1/books/:book_id/templates/files',
  template_file: 'GET /api/v1/books/:book_id/templates/:name',
  remove_template: 'DELETE /api/v1/books/:book_id/templates/:name',
  // Runs and overview
  start_run: 'POST /api/v1/books/:book_id/runs',
  last_run: 'GET /api/v1/books/:book_id/runs/last',
  overview: 'GET /api/v1/books/:book_id/overview',
  // Lists
  lists: 'GET /api/v1/books/:book_id/lists',
  list_page: 'POST /api/v1/books/:book_id/lists/:list/page',
  list_totals: 'POST /api/v1/books/:book_id/lists/:list/totals',
  list_groups: 'POST /api/v1/books/:book_id/lists/:list/groups',
  list_values: 'POST /api/v1/books/:book_id/lists/:list/values',
  export_list: 'POST /api/v1/books/:book_id/lists/:list/export',
  export_results: 'POST /api/v1/books/:book_id/results/export',
  download_export: 'GET /api/v1/books/:book_id/exports/:export_id',
  list_views: 'GET /api/v1/books/:book_id/views',
  save_view: 'POST /api/v1/books/:book_id/views',
  remove_view: 'DELETE /api/v1/books/:book_id/views/:view_id',
  // Cases
  case: 'GET /api/v1/books/:book_id/cases/:case_id',
  preview_move: 'POST /api/v1/books/:book_id/cases/preview',
  make_move: 'POST /api/v1/books/:book_id/cases/moves',
  undo_action: 'POST /api/v1/books/:book_id/actions/:action_id/undo',
  list_actions: 'GET /api/v1/books/:book_id/actions',
  attach: 'POST /api/v1/books/:book_id/cases/:case_id/attachments',
  attachment: 'GET /api/v1/books/:book_id/attachments/:attachment_id',
  match_candidates: 'GET /api/v1/books/:book_id/cases/:case_id/candidates',
  preview_transfer: 'POST /api/v1/books/:book_id/transfers/preview',
  make_transfer: 'POST /api/v1/books/:book_id/transfers',
  export_round_trip: 'POST /api/v1/books/:book_id/round-trip/export',
  read_round_trip: 'POST /api/v1/books/:book_id/round-trip',
  apply_round_trip: 'POST /api/v1/books/:book_id/round-trip/:round_trip_id/apply',
  // Orders
  search: 'GET /api/v1/books/:book_id/search',
  order: 'GET /api/v1/books/:book_id/orders/:order_no',
  original_row: 'GET /api/v1/books/:book_id/batches/:batch_id/rows/:row_no',
  // Rules and lessons
  rules: 'GET /api/v1/books/:book_id/rules',
  save_rules: 'PUT /api/v1/books/:book_id/rules',
  try_rules: 'POST /api/v1/books/:book_id/rules/trial',
  trial: 'GET /api/v1/books/:book_id/rules/trial/:job_id',
  reasons: 'GET /api/v1/books/:book_id/reasons',
  save_reasons: 'PUT /api/v1/books/:book_id/reasons',
  lessons: 'GET /api/v1/books/:book_id/lessons',
  answer_offer: 'POST /api/v1/books/:book_id/offers/:offer_id',
  save_lesson_note: 'PUT /api/v1/books/:book_id/lessons/:cause',
} as const;

/** The name of a route. */
export type RouteName = keyof typeof PATHS;
