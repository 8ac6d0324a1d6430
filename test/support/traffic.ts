import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

const SETTLED_MS_MAX = 30_000;
/** Long enough for a reply to be drawn, and for what is drawn to ask for more. */
const DRAWN = `new Promise((drawn) => {
  const wait = (frames) => (frames === 0 ? setTimeout(drawn) : requestAnimationFrame(() => wait(frames - 1)));
  wait(3);
})`;

/** What a page asks of the server. An event stream, which never ends, is left out. */
class Traffic {
  begun = 0;
  readonly open = new Set<Request>();
  #idle = Promise.withResolvers<void>();

  constructor(page: Page) {
    page.on('request', (request) => this.#begin(request));
    page.on('requestfinished', (request) => this.#end(request));
    page.on('requestfailed', (request) => this.#end(request));
  }

  /** Once nothing is open. */
  async idle(): Promise<void> {
    if (this.open.size > 0) await this.#idle.promise;
  }

  #begin(request: Request): void {
    if (request.resourceType() === 'eventsource') return;
    this.begun++;
    this.open.add(request);
  }

  #end(request: Request): void {
    if (!this.open.delete(request) || this.open.size > 0) return;
    this.#idle.resolve();
    this.#idle = Promise.withResolvers();
  }
}

const traffics = new WeakMap<Page, Traffic>();

/** Has the requests of a page counted from now on. */
export function watchTraffic(page: Page): void {
  traffics.set(page, new Traffic(page));
}

/** Waits until all that a watched page asked for has come and is drawn, and what is drawn asks for nothing more. */
export async function settled(page: Page): Promise<void> {
  const traffic = traffics.get(page) ?? assert.fail('the page is not watched');
  const over = new AbortController();
  const late = wait(SETTLED_MS_MAX, undefined, { signal: over.signal }).then(() =>
    assert.fail(`still asks for ${[...traffic.open].map((request) => request.url()).join(' ')}`),
  );
  late.catch(() => undefined);
  try {
    await Promise.race([quietTwice(page, traffic), late]);
  } finally {
    over.abort();
  }
}

async function quietTwice(page: Page, traffic: Traffic): Promise<void> {
  for (let quiet = 0; quiet < 2; ) {
    const { begun } = traffic;
    await traffic.idle();
    await page.evaluate(DRAWN);
    quiet = traffic.open.size === 0 && traffic.begun === begun ? quiet + 1 : 0;
  }
}
