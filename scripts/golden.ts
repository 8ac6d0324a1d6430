import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goldenText, listFixtures, messageText, outcomesOf } from '../test/support/source-fixtures.ts';

const USAGE = `npm run golden [-- --force] [-- WORD…]

Writes the expectations beside the fixtures of src/sources: x.golden.json, and x.message.txt for those in not-ok/.
Missing ones are written; one that would change is only named, and the exit code is 1, unless --force is given.
With WORDs only fixtures whose path holds one of them.`;

const root = fileURLToPath(new URL('..', import.meta.url));
const argv = process.argv.slice(2);
const force = argv.includes('--force');
const words = argv.filter((word) => !word.startsWith('--'));
if (argv.includes('--help')) console.log(USAGE);
else await writeAll();

async function writeAll(): Promise<void> {
  for (const fixture of listFixtures()) {
    if (words.length > 0 && !words.some((word) => fixture.path.includes(word))) continue;
    const outcomes = await outcomesOf(fixture);
    write(`${fixture.path}.golden.json`, goldenText(outcomes));
    if (!fixture.ok) write(`${fixture.path}.message.txt`, messageText(outcomes));
  }
}

function write(path: string, text: string): void {
  const known = existsSync(path) ? readFileSync(path, 'utf8') : null;
  if (known === text) return;
  if (known !== null && !force) {
    console.error(`would change: ${relative(root, path)} (--force writes it)`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(path, text);
  console.log(`written: ${relative(root, path)}`);
}
