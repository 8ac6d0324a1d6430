import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { AUDITED_COMPONENTS } from '../../src/model/component.ts';
import type { ExceptionRecord } from '../../src/model/run.ts';
import { parseMoney } from '../../src/money/money.ts';
import type { GivenShopRate } from '../../src/reconciliations/orders-money/fee-rates.ts';
import { reconcileOrdersMoney } from '../../src/reconciliations/orders-money/index.ts';
import { ALL_TIME } from '../../src/reconciliations/orders-money/scope.ts';
import { BUILT_IN_RULES } from '../../src/sources/rules/rule-book.ts';
import type { Book } from '../../src/store/book.ts';
import type { Executor } from '../../src/store/driver.ts';
import { balanceOf, streamExceptions } from '../../src/store/runs/results.ts';
import { forEachEngine } from '../support/books.ts';
import { parseScenarios, type Scenario, writeScenario } from '../support/scenarios.ts';

const SCENARIOS = parseScenarios(readFileSync(new URL('./orders-money.txt', import.meta.url), 'utf8'));

class Rollback extends Error {}

forEachEngine((books) => {
  let book: Book;
  before(async () => {
    book = await books.open();
  });
  for (const scenario of SCENARIOS) {
    test(scenario.name, async () => {
      const run = book.store.transaction(async (tx) => {
        await runScenario(tx, book, scenario);
        throw new Rollback('the next scenario finds an empty book');
      });
      await assert.rejects(run, Rollback);
    });
  }
});

async function runScenario(tx: Executor, book: Book, scenario: Scenario): Promise<void> {
  await writeScenario(tx, book.book_id, scenario);
  const result = await reconcileOrdersMoney(tx, {
    scope: { book_id: book.book_id, ...ALL_TIME, has_shadows: false },
    fee_rules: BUILT_IN_RULES.fee_rules,
    given_rates: givenRates(scenario),
    links: [],
    tmp: book.tmp,
  });
  if (scenario.lines.some(([verb]) => verb === 'closes')) assert.equal(result.equation.closes, true);
  await assertStates(tx, book, scenario);
  await assertFees(tx, book, scenario);
  assert.deepEqual(await exceptionsTold(tx, book), exceptionsWanted(scenario));
}

function givenRates(scenario: Scenario): GivenShopRate[] {
  return scenario.lines.flatMap(([verb, component, basisPoints = '']) => {
    const audited = AUDITED_COMPONENTS.find((each) => each === component);
    if (verb !== 'rate' || audited === undefined) return [];
    return [{ shop: '店', component: audited, basis_points: BigInt(basisPoints) }];
  });
}

async function assertStates(tx: Executor, book: Book, scenario: Scenario): Promise<void> {
  for (const [verb, key = '', state, cause] of scenario.lines) {
    if (verb !== 'expect') continue;
    const balance = await balanceOf(tx, book.book_id, key);
    const wanted = [state, cause ?? (state === 'exception' ? balance?.cause : null)];
    assert.deepEqual([balance?.state, balance?.cause ?? null], wanted, `state of ${key}`);
  }
}

async function assertFees(tx: Executor, book: Book, scenario: Scenario): Promise<void> {
  for (const [verb, key = '', amount = ''] of scenario.lines) {
    if (verb !== 'fees') continue;
    const balance = await balanceOf(tx, book.book_id, key);
    assert.equal(balance?.fees_minor, parseMoney(amount), `fees of ${key}`);
  }
}

async function exceptionsTold(tx: Executor, book: Book): Promise<string[]> {
  const told: ExceptionRecord[] = [];
  for await (const batch of streamExceptions(tx, book.book_id)) told.push(...batch);
  return told.map((each) => `${each.match_key} ${each.type} ${each.cause} ${each.discrepancy_minor}`).sort();
}

function exceptionsWanted(scenario: Scenario): string[] {
  return scenario.lines
    .filter(([verb]) => verb === 'except')
    .map(([, key, type, cause, amount = '']) => `${key} ${type} ${cause} ${parseMoney(amount)}`)
    .sort();
}
