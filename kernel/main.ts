/* What the kernel exports. `npm run kernel` compiles it to src/kernel/wasm.ts; src/kernel/ says what each part promises. */

export * from './columns';
export {
  CARRIED,
  CARRIED_FROM,
  CARRIED_TO,
  COLUMNS,
  FROM,
  IS_READ,
  KEY_LENGTHS,
  MINOR,
  SEEN,
  TO,
} from './memory';
export * from './proofs';
export * from './rows';
export * from './runs';
