const TRIES_MAX = 400;

/**
 * A smaller file that still fails: pieces are taken out, from halves down to single bytes, as long as `fails` says so. It
 * gives up after some hundred tries.
 */
export async function shrink(bytes: Buffer, fails: (bytes: Buffer) => Promise<boolean>): Promise<Buffer> {
  let least = bytes;
  let tries = 0;
  for (let size = least.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < least.length && tries < TRIES_MAX; tries++) {
      const less = Buffer.concat([least.subarray(0, at), least.subarray(at + size)]);
      if (await fails(less)) least = less;
      else at += size;
    }
  }
  return least;
}
