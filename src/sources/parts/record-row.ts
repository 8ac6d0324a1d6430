import { newRecord, type RecordKind, type ToldCells } from '../../model/records.ts';
import type { NormalizedRow } from '../source.ts';

/** A row whose record has no number of its own: what the file tells of it identifies it. */
export function contentRow<K extends RecordKind>(kind: K, told: ToldCells<K>): NormalizedRow<K> {
  return recordRow(kind, Object.values(newRecord(kind, told)), told);
}

/** A row whose record is known by these cells of it, whatever else changes. */
export function recordRow<K extends RecordKind>(
  kind: K,
  names: readonly unknown[],
  told: ToldCells<K>,
): NormalizedRow<K> {
  return {
    identity: names.map((name) => name ?? '').join('|'),
    fact: newRecord(kind, told),
  } as NormalizedRow<K>;
}
