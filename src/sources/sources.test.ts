import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { goldenText, listFixtures, messageText, outcomesOf } from '../../test/support/source-fixtures.ts';
import { SOURCES, TELLINGS } from './registry.ts';

const HOW = 'npm run golden writes it on purpose';

for (const fixture of listFixtures()) {
  const name = fixture.path.slice(fixture.path.indexOf(fixture.source));
  test(name, async () => {
    const outcomes = await outcomesOf(fixture);
    assert.equal(goldenText(outcomes), expected(`${fixture.path}.golden.json`));
    if (fixture.ok) {
      assert.equal(messageText(outcomes), '', 'nothing is wrong with a file in ok/');
      const facts = outcomes.filter(
        (outcome) => outcome.source === fixture.source && outcome.facts.length > 0,
      );
      assert.notEqual(facts.length, 0, `a table is recognised as ${fixture.source} and has facts`);
    } else {
      assert.notEqual(messageText(outcomes), '', 'something is wrong with a file in not-ok/');
      assert.equal(messageText(outcomes), expected(`${fixture.path}.message.txt`));
    }
  });
}

test('every source has an ok and a not-ok fixture and a page', () => {
  const fixtures = listFixtures();
  for (const { id } of SOURCES) {
    const own = fixtures.filter((fixture) => fixture.source === id);
    assert.ok(
      own.some((fixture) => fixture.ok),
      `${id} has a fixture in ok/`,
    );
    assert.ok(
      own.some((fixture) => !fixture.ok),
      `${id} has a fixture in not-ok/`,
    );
    const page = new URL(`../../docs/sources/${id}.md`, import.meta.url);
    assert.ok(existsSync(page), `docs/sources/${id}.md`);
    assert.ok(readFileSync(page, 'utf8').includes(id));
  }
});

test('ids are folder names and unique', () => {
  assert.equal(new Set(TELLINGS.map((source) => source.id)).size, TELLINGS.length);
  for (const { id } of TELLINGS) assert.match(id, /^[a-z]+(-[a-z]+)*$/);
});

test('what reads the same rows again has the same columns, so that it refuses nothing of its own', () => {
  for (const { id, columns, also = [] } of SOURCES)
    for (const other of also) assert.equal(other.columns, columns, `${id} and ${other.id}`);
});

function expected(path: string): string {
  assert.ok(existsSync(path), `${path} is missing: ${HOW}`);
  return readFileSync(path, 'utf8');
}
