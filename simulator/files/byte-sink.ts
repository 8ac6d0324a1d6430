import { clockText, DAY_SECONDS, dayText, type WallSeconds } from '../wall-clock.ts';

/** Where finished bytes go: a file, a member of a zip. */
export interface ByteTarget {
  write(bytes: Uint8Array): void;
  close(): void;
}

const DRAIN_BYTES = 1 << 20;
const PIECES_MAX = 20_000;

/**
 * Collects the bytes of rows. Chinese text is encoded once per distinct text and copied afterwards; digits, times
 * and amounts are written directly. This is the hot path of the simulator: no allocation per cell.
 */
export class ByteSink {
  bytes = new Uint8Array(DRAIN_BYTES + (1 << 16));
  length = 0;
  private readonly encode: (text: string) => Uint8Array;
  private readonly pieces = new Map<string, Uint8Array>();
  private readonly days = new Map<number, string>();

  constructor(encode: (text: string) => Uint8Array) {
    this.encode = encode;
  }

  /** Text from a small set of texts, escaped and encoded as the sink's format demands. */
  text(text: string): void {
    let piece = this.pieces.get(text);
    if (piece === undefined) {
      piece = this.encode(text);
      if (this.pieces.size < PIECES_MAX) this.pieces.set(text, piece);
    }
    this.raw(piece);
  }

  /** Bytes as they are. */
  raw(piece: Uint8Array): void {
    const { bytes } = this;
    let at = this.length;
    if (at + piece.length > bytes.length) {
      this.grow(piece.length);
      this.raw(piece);
      return;
    }
    for (let from = 0; from < piece.length; from += 1) bytes[at++] = piece[from] ?? 0;
    this.length = at;
  }

  /** Characters below U+0080 that need no escape. */
  ascii(text: string): void {
    if (this.length + text.length > this.bytes.length) this.grow(text.length);
    const { bytes } = this;
    let at = this.length;
    for (let from = 0; from < text.length; from += 1) bytes[at++] = text.charCodeAt(from);
    this.length = at;
  }

  /** A whole number of at most 15 digits with leading zeros up to `width`. */
  digits(value: number, width: number): void {
    if (this.length + 20 > this.bytes.length) this.grow(20);
    let size = width;
    for (let limit = 10 ** width; value >= limit; limit *= 10) size += 1;
    let rest = value;
    for (let at = this.length + size - 1; at >= this.length; at -= 1) {
      const tenth = Math.floor(rest / 10);
      this.bytes[at] = 48 + (rest - tenth * 10);
      rest = tenth;
    }
    this.length += size;
  }

  /** Minor units as `-1234.50`. */
  minor(minor: number): void {
    if (minor < 0) this.ascii('-');
    const size = Math.abs(minor);
    const whole = Math.floor(size / 100);
    this.digits(whole, 1);
    this.ascii('.');
    this.digits(size - whole * 100, 2);
  }

  /** `2026-01-31 23:59:59` */
  time(seconds: WallSeconds): void {
    const day = Math.floor(seconds / DAY_SECONDS);
    let date = this.days.get(day);
    if (date === undefined) {
      date = `${dayText(day)} `;
      this.days.set(day, date);
    }
    this.ascii(date);
    const rest = seconds - day * DAY_SECONDS;
    const hour = Math.floor(rest / 3600);
    const minute = Math.floor((rest - hour * 3600) / 60);
    this.digits(hour, 2);
    this.ascii(':');
    this.digits(minute, 2);
    this.ascii(':');
    this.digits(rest - hour * 3600 - minute * 60, 2);
  }

  /** Hands the bytes to the target once enough have come together. To be called between rows. */
  drain(target: ByteTarget): void {
    if (this.length >= DRAIN_BYTES) this.flush(target);
  }

  /** Hands all bytes to the target. */
  flush(target: ByteTarget): void {
    if (this.length > 0) target.write(this.bytes.subarray(0, this.length));
    this.length = 0;
  }

  /** The bytes so far as a copy, and the sink empty again. */
  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  private grow(need: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + need));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

/** The time of day alone, for layouts that keep day and time in two columns. */
export function writeClock(sink: ByteSink, seconds: WallSeconds): void {
  sink.ascii(clockText(seconds));
}
