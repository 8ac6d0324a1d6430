import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of a password's hash: 2^15 blocks of 1 kB, 32 MB for a tenth of a second. */
const COST = { log2: 15, block: 8, parallel: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

let last: Promise<unknown> = Promise.resolve();

/** The hash of a password with its cost and salt, `scrypt$15$8$1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { log2, block, parallel } = COST;
  const hash = await derive(password, salt, log2, block, parallel);
  return ['scrypt', log2, block, parallel, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether a password is that of a hash. Without a hash it takes as long, and is not. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, log2, block, parallel, salt, hash] = (kept ?? (await nobodysHash())).split('$');
  const expected = Buffer.from(hash ?? '', 'base64url');
  const found = await derive(
    password,
    Buffer.from(salt ?? '', 'base64url'),
    Number.parseInt(log2 ?? '', 10),
    Number.parseInt(block ?? '', 10),
    Number.parseInt(parallel ?? '', 10),
  );
  return timingSafeEqual(found, expected) && kept !== null;
}

let nobody: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobody ??= hashPassword('');
  return nobody;
}

/** One at a time: hashing takes a thread that the database needs too, and many sign-ins must not take them all. */
function derive(
  password: string,
  salt: Buffer,
  log2: number,
  block: number,
  parallel: number,
): Promise<Buffer> {
  const options = { N: 2 ** log2, r: block, p: parallel, maxmem: 2 ** log2 * block * 256 };
  const mine = last.then(() => scryptOf(password.normalize('NFKC'), salt, options));
  last = mine.catch(() => undefined);
  return mine;
}

function scryptOf(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, options, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
