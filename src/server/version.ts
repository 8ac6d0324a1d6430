import { readFileSync } from 'node:fs';

/** The version of the package, which lies above `src` in a checkout and above `dist/src` when built. */
export function version(): string {
  const depth = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json';
  const { version: text } = JSON.parse(readFileSync(new URL(depth, import.meta.url), 'utf8')) as {
    version: string;
  };
  return text;
}
