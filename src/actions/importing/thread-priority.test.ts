import assert from 'node:assert/strict';
import { once } from 'node:events';
import os from 'node:os';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

const IN_A_THREAD = `
  const { workerData, parentPort } = require('node:worker_threads');
  const { readlinkSync } = require('node:fs');
  const os = require('node:os');
  import(workerData).then(({ letOthersFirst }) => {
    letOthersFirst();
    parentPort.postMessage(os.getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1))));
  });
`;

const skip = process.platform !== 'linux' && 'only Linux has a priority for each thread';

test('a thread goes behind the others of its process', { skip }, async () => {
  const before = os.getPriority();
  const module = new URL('./thread-priority.ts', import.meta.url).href;
  const worker = new Worker(IN_A_THREAD, { eval: true, workerData: module });
  const [priority] = await once(worker, 'message');
  await worker.terminate();
  assert.equal(priority, Math.max(before, os.constants.priority.PRIORITY_LOW));
  assert.equal(os.getPriority(), before, 'the process itself stays where it was');
});
