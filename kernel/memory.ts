/* Where everything lies in the memory. What is written sixteen bytes at a time has as many to spare behind it. */

export const CELLS_MAX = 512;
export const SIGNATURE_MAX = 2048;
export const SHAPES_MAX = 8192;
export const SLOTS = 16384;
const SHAPE_BYTES = 4 * 1024 * 1024;
const SPARE = 32;

export const FROM: usize = 1024;
export const TO: usize = FROM + CELLS_MAX * 4;
export const SEEN: usize = TO + CELLS_MAX * 4;
export const COLUMNS: usize = SEEN + CELLS_MAX;
export const CARRIED: usize = COLUMNS + CELLS_MAX * 4;
export const CARRIED_FROM: usize = CARRIED + CELLS_MAX;
export const CARRIED_TO: usize = CARRIED_FROM + CELLS_MAX * 4;
export const MINOR: usize = CARRIED_TO + CELLS_MAX * 4;
export const SIGNATURE: usize = MINOR + CELLS_MAX * 8;
export const SHAPE_HASHES: usize = SIGNATURE + SIGNATURE_MAX + SPARE;
export const SHAPE_PLACES: usize = SHAPE_HASHES + SHAPES_MAX * 4;
export const SHAPE_LENGTHS: usize = SHAPE_PLACES + SHAPES_MAX * 4;
/** What the kernel does with facts of a shape; 0 where it is asked about each. */
export const SHAPE_TEMPLATES: usize = SHAPE_LENGTHS + SHAPES_MAX * 4;
export const SHAPE_STEPS: usize = SHAPE_TEMPLATES + SHAPES_MAX * 4;
/** Cells that are read have a 1. */
export const IS_READ: usize = SHAPE_STEPS + SHAPES_MAX * 4;
export const KEY_LENGTHS: usize = IS_READ + CELLS_MAX;
const LENGTHS = 256;
export const SLOT_SHAPES: usize = KEY_LENGTHS + LENGTHS * 4;
/** Signatures of shapes, and what belongs to them. */
export const SHAPES: usize = SLOT_SHAPES + SLOTS * 2;
export const SHAPES_END: usize = SHAPES + SHAPE_BYTES;
export const COLUMNS_AT: usize = SHAPES_END + SPARE;
