import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differenceOf, type Key, transferOf } from './legs.ts';

function key(match_key: string, open_minor: string): Key {
  return {
    match_key,
    open_minor,
    order_no: null,
    case_id: null,
    kind: 'order',
    shop: null,
    account_id: null,
    at: null,
    words: '',
    evidence: null,
    near: [],
  };
}

test('what is short and what is over tie without a counter', () => {
  const keys = [key('short', '10000'), key('over-1', '-4000'), key('over-2', '-6000')];
  equal(differenceOf(keys), 0n);
  equal(transferOf(keys, null, '')?.kind, 'match');
});

test('a rest must be named', () => {
  const keys = [key('short', '10000'), key('over', '-9990')];
  equal(transferOf(keys, null, ''), null);
  deepEqual(transferOf(keys, 'rounding', ' odd ')?.legs.at(-1), {
    match_key: null,
    counter: 'rounding',
    amount_minor: '-10',
  });
});

test('one key alone is an adjustment, and none is nothing', () => {
  equal(transferOf([key('short', '50')], 'fee', '')?.kind, 'adjustment');
  equal(transferOf([key('even', '0')], null, ''), null);
  equal(transferOf([], 'fee', ''), null);
});

test('each key goes with what it lacked when it was looked at', () => {
  const keys = [key('short', '10000'), key('over', '-9990')];
  deepEqual(
    transferOf(keys, 'rounding', '')?.legs.map(({ seen_minor }) => seen_minor),
    ['10000', '-9990', undefined],
  );
});

test('a key with nothing open is no leg', () => {
  const keys = [key('even', '0'), key('short', '50'), key('over', '-50')];
  deepEqual(
    transferOf(keys, null, '')?.legs.map(({ match_key }) => match_key),
    ['short', 'over'],
  );
});

test('the legs of whatever can be saved sum to zero', () => {
  const amounts = fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), { maxLength: 12 });
  fc.assert(
    fc.property(amounts, fc.boolean(), (minors, isNamed) => {
      const keys = minors.map((minor, index) => key(`k${index}`, String(minor)));
      const transfer = transferOf(keys, isNamed ? 'other' : null, '');
      const sum = (transfer?.legs ?? []).reduce(
        (total, { amount_minor }) => total + BigInt(amount_minor),
        0n,
      );
      equal(sum, 0n);
    }),
    { seed: 20_261_128 },
  );
});
