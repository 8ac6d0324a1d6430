/** Every limit of reading. A file beyond one is refused with an error that names it; none is passed silently. */
export interface Limits {
  readonly file_bytes_max: number;
  readonly rows_max: number;
  readonly columns_max: number;
  readonly sheets_max: number;
  readonly cell_characters_max: number;
  /** One record of a text file; more means that the file is no table. */
  readonly row_bytes_max: number;
  /** Line breaks inside one quoted cell; more means that its quote was never closed. */
  readonly cell_lines_max: number;
  /** Unpacked size of a zip member divided by the bytes that it takes of the file given, through all zips around it. */
  readonly zip_ratio_max: number;
  readonly zip_depth_max: number;
  readonly zip_members_max: number;
  /** The texts of an .xlsx workbook are held while its sheets are read. */
  readonly shared_strings_bytes_max: number;
  /** Old binary workbooks (.xls) cannot be streamed. */
  readonly whole_file_bytes_max: number;
}

/** The limits unless the caller sets others: far above real files, far below what stops a machine. */
export const DEFAULT_LIMITS: Limits = {
  file_bytes_max: 64 * 1024 ** 3,
  rows_max: 200_000_000,
  columns_max: 2_000,
  sheets_max: 1_000,
  cell_characters_max: 1_000_000,
  row_bytes_max: 64 * 1024 ** 2,
  cell_lines_max: 500,
  zip_ratio_max: 300,
  zip_depth_max: 3,
  zip_members_max: 10_000,
  shared_strings_bytes_max: 1024 ** 3,
  whole_file_bytes_max: 256 * 1024 ** 2,
};
