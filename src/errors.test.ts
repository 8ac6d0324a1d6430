import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DuideshangError, knownError } from './errors.ts';

test('a disk that takes no more is told as such, however deep the fault lies and whoever tells it', () => {
  const told = (error: unknown): string | undefined => knownError(error)?.code;
  const full = new Error('ENOSPC: no space left on device, write');
  assert.equal(told(full), 'disk_full');
  assert.equal(told(new Error('could not extend file "base/5/2": No space left on device')), 'disk_full');
  assert.equal(told(new DuideshangError('file_unreadable', { file: 'a.csv', what: '' }, full)), 'disk_full');
  assert.equal(told(new Error("EROFS: read-only file system, open 'a'")), 'disk_read_only');
  assert.equal(told(new DuideshangError('job_not_found')), 'job_not_found');
  assert.equal(told(new TypeError('x is not a function')), undefined);
  assert.equal(told('no error at all'), undefined);
});
