import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
const ID_BYTES = 10;

/** A secret nobody can guess, as text for a cookie or a link. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What is kept of a token. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** An id that no other thing has; small letters and digits, so that it can be a folder's name everywhere. */
export function newId(): string {
  return randomBytes(ID_BYTES).toString('hex');
}
