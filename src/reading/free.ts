/**
 * Gives memory back at once that nobody looks at any more, if nothing else lies in it. Much that comes and goes outside the
 * heap would otherwise keep the garbage collector at work. What is freed has no bytes.
 */
export function free({ buffer, byteLength }: Uint8Array | Uint32Array): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
}
