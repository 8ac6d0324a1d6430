import type { Subject } from '../../model/facts.ts';

/** A distinct subject of a channel's money lines. */
export interface SubjectRecord extends Subject {
  readonly subject_id: bigint;
  readonly channel: string;
}

/** The distinct subjects of a channel met so far. */
export interface Subjects {
  readonly channel: string;
  /** Ids by the words of the subject. */
  readonly ids: Map<string, bigint>;
  /** The same by object: lines alike share one, and their words need not be joined to find the id. */
  readonly known: WeakMap<Subject, bigint>;
  readonly records: SubjectRecord[];
}

/** No subject yet. */
export function newSubjects(channel: string): Subjects {
  return { channel, ids: new Map(), known: new WeakMap(), records: [] };
}

/** The id of a subject; a new one is added to the records. */
export function subjectOf(subjects: Subjects, subject: Subject): bigint {
  const known = subjects.known.get(subject);
  if (known !== undefined) return known;
  const subject_id = idOfWords(subjects, subject);
  subjects.known.set(subject, subject_id);
  return subject_id;
}

function idOfWords({ channel, ids, records }: Subjects, subject: Subject): bigint {
  const key = keyOf(channel, subject);
  const known = ids.get(key);
  if (known !== undefined) return known;
  const subject_id = hash53(key);
  // A copy: the texts are slices of what they were read from and would keep all of it in memory.
  records.push(structuredClone({ ...subject, subject_id, channel }));
  ids.set(structuredClone(key), subject_id);
  return subject_id;
}

/** The id of a subject: a hash of 53 bits of the channel and the subject's words, the same in every book. */
export function subjectId(channel: string, subject: Subject): bigint {
  return hash53(keyOf(channel, subject));
}

function keyOf(channel: string, subject: Subject): string {
  return `${channel}\u001f${subject.entry_type}\u001f${subject.description}\u001f${subject.memo}`;
}

/** cyrb53, a public-domain string hash. */
function hash53(text: string): bigint {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (BigInt(low & 0x1fffff) << 32n) | BigInt(high >>> 0);
}
