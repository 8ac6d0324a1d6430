import type { Page } from 'playwright-core';

/** A picture of the guide: docs/guide/pictures/NAME.png shows the page after the steps. */
export interface Picture {
  readonly name: string;
  /** From the page after signing in, with the sample book at hand. */
  readonly steps: (page: Page) => Promise<unknown>;
}

/** Every picture of the guide. */
export const PICTURES: readonly Picture[] = [];
