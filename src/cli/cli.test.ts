import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../model/language.ts';
import { COMMANDS } from './commands/index.ts';
import { helpText } from './help.ts';
import type { Io } from './io.ts';
import { chooseLanguage } from './language.ts';
import { main } from './main.ts';
import { Progress } from './progress.ts';

/** A terminal that remembers. */
function memoryIo(env: Io['env'] = {}): Io & { out: string; err: string } {
  const io = {
    out: '',
    err: '',
    stdout: { write: (text: string) => (io.out += text) },
    stderr: { write: (text: string) => (io.err += text) },
    env,
    onInterrupt: () => () => undefined,
  };
  return io;
}

async function typed(line: string, env: Io['env'] = {}): Promise<{ exit: number; out: string; err: string }> {
  const io = memoryIo(env);
  const exit = await main(line.split(' '), io);
  return { exit, out: io.out, err: io.err };
}

test('what stands in front of the server is told apart from what cannot', async () => {
  for (const [option, value] of [
    ['behind-proxy', 'gate.example'],
    ['behind-proxy', '10.0.0.2/240'],
    ['behind-proxy', '10.0.0.2,'],
    ['public-address', 'books.example'],
    ['public-address', 'https://books.example/path'],
  ]) {
    const { exit, err } = await typed(`serve --${option} ${value} --lang en`);
    assert.equal(exit, 2);
    assert.match(err, new RegExp(`--${option}`));
  }
});

/** Names of files and folders that are the same in every language. */
const OUR_NAMES = /对账结果(?:\.xlsx)?|账套/g;

test('help lists every command, and every command teaches with examples in every language', async () => {
  for (const language of LANGUAGES) {
    const { exit, out } = await typed(`--help --lang ${language}`);
    assert.equal(exit, 0);
    for (const { name, usage, examples } of COMMANDS) {
      assert.ok(out.includes(`  ${name}${usage === '' ? ' ' : ` ${usage}`}`), name);
      const help = await typed(`${name} --help --lang ${language}`);
      assert.equal(help.exit, 0);
      assert.ok(examples.length > 0, name);
      for (const { line, text } of examples) {
        const typedAs = typeof line === 'string' ? line : line[language];
        assert.ok(help.out.includes(`  ${typedAs}\n      ${helpText(text, language)}\n`), typedAs);
      }
      assert.doesNotMatch(help.out, /\{\w+\}|undefined/);
      if (language === 'en') assert.doesNotMatch(help.out.replaceAll(OUR_NAMES, ''), /\p{Script=Han}/u, name);
    }
  }
});

test('wrong arguments end with 2 and one sentence that names what is wrong', async () => {
  const cases = [
    ['no-such-thing', /“no-such-thing”/],
    ['--no-such-option', /--no-such-option/],
    ['reconcile', /PATH…/],
    ['reconcile x --nonsense', /--nonsense/],
    ['reconcile x --from', /--from/],
    ['reconcile x --from 2026-02-30', /--from.*2026-02-30/],
    ['reconcile x --from 20260101', /--from.*20260101/],
    ['reconcile x --from 2026-02-01 --to 2026-01-31', /2026-02-01.*2026-01-31/],
    ['run --lang klingon', /--lang.*klingon.*zh-TW/],
    ['run extra', /“extra”/],
    ['exceptions --type wrong', /--type.*missing_receipt/],
    ['exceptions --limit some', /--limit/],
    ['simulate --orders many', /--orders/],
    ['explain', /ORDER_NO/],
    ['imports --debug=yes', /--debug/],
    ['decide 1 perhaps', /accept \| write_off/],
    ['exceptions --book /no/such/book', /\/no\/such\/book/],
  ] as const;
  for (const [line, says] of cases) {
    const { exit, out, err } = await typed(line);
    assert.equal(exit, 2, line);
    assert.equal(out, '', line);
    assert.match(err, says, line);
    assert.equal(err.trim().split('\n').length, 1, line);
    assert.doesNotMatch(err, /\n\s+at /, line);
  }
});

test('errors are said in the language chosen, the stack only on demand', async () => {
  assert.match((await typed('explain --lang en')).err, /^Wrong argument: ORDER_NO is missing/);
  assert.match((await typed('explain', { LANG: 'zh_TW.UTF-8' })).err, /^參數不正確/);
  assert.match((await typed('explain --debug')).err, /\n\s+at /);
});

test('the version is that of the package', async () => {
  assert.match((await typed('--version')).out, /^\d+\.\d+\.\d+\n$/);
});

test('the language: --lang, else the environment, else 简体中文', () => {
  const cases = [
    [undefined, {}, 'zh-CN'],
    [undefined, { LANG: 'C.UTF-8' }, 'zh-CN'],
    [undefined, { LANG: 'zh_HK.UTF-8' }, 'zh-TW'],
    [undefined, { LANG: 'en_US.UTF-8' }, 'en'],
    [undefined, { LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh-CN'],
    ['en', { LANG: 'zh_TW' }, 'en'],
    ['ZH-tw', {}, 'zh-TW'],
    ['fr', {}, null],
  ] as const;
  for (const [option, env, language] of cases) assert.equal(chooseLanguage(option, env), language);
});

test('progress is one line on a terminal, cut to its width, and nothing in a pipe', () => {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  const progress = new Progress({ write, isTTY: true, columns: 11 });
  progress.show('读取一个很长的文件', true);
  progress.clear();
  progress.clear();
  assert.deepEqual(written, ['\r\u001b[K读取一个…', '\r\u001b[K']);
  const piped = new Progress({ write });
  piped.show('x', true);
  piped.clear();
  assert.equal(written.length, 2);
});
