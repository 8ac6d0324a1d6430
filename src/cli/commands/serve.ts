import { once } from 'node:events';
import { isIP } from 'node:net';
import { addBookFolder, createSampleBook } from '../../actions/workspace/books.ts';
import { firstLink, linkFor } from '../../actions/workspace/sign-in.ts';
import { openWorkbench, type Workbench } from '../../actions/workspace/workbench.ts';
import { DuideshangError } from '../../errors.ts';
import type { Language } from '../../model/language.ts';
import type { RunningServer, ServerOptions } from '../../server/server.ts';
import { readServerNote } from '../../server/server-note.ts';
import { lastRun } from '../../store/runs/runs.ts';
import { defaultHome } from '../../store/workspace/workspace.ts';
import { badArgument, countOption, textOption } from '../arguments.ts';
import { type Command, type CommandContext, EXIT, type OptionValues } from '../command.ts';
import { equationSums } from '../result-view.ts';
import { tell } from '../texts.ts';

const PORT = 8025;
const HOST = '127.0.0.1';
/** Who makes the sample book when the program starts. */
const NOBODY = { user_id: '', display_name: '' };

/** `duideshang serve`: the workbench in the browser. */
export const serve = {
  name: 'serve',
  usage: '',
  summary: {
    'zh-CN': '在浏览器里工作：启动对账工作台',
    'zh-TW': '在瀏覽器裡工作：啟動對帳工作台',
    en: 'work in the browser: start the workbench',
  },
  options: {
    home: {
      value: 'DIR',
      text: {
        'zh-CN': '工作区文件夹，放用户、账套和原文件；不写则用系统给本程序的文件夹',
        'zh-TW': '工作區資料夾，放使用者、帳本和原始檔案；不寫則用系統給本程式的資料夾',
        en: 'folder of the workspace: users, books, originals; else this program’s own folder',
      },
    },
    port: {
      value: 'N',
      text: {
        'zh-CN': `端口，不写是 ${PORT}；被占用就用下一个`,
        'zh-TW': `連接埠，不寫是 ${PORT}；被佔用就用下一個`,
        en: `port, ${PORT} when left out; the next free one when it is taken`,
      },
    },
    host: {
      value: 'ADDRESS',
      text: {
        'zh-CN': `监听的地址，不写是 ${HOST}（只有本机能打开）`,
        'zh-TW': `監聽的位址，不寫是 ${HOST}（只有本機能開啟）`,
        en: `address to listen at, ${HOST} when left out (this computer only)`,
      },
    },
    'public-address': {
      value: 'https://…',
      text: {
        'zh-CN': '浏览器里用的网址（前面有 HTTPS 代理或证书时）；登录只走 HTTPS',
        'zh-TW': '瀏覽器裡用的網址（前面有 HTTPS 代理或憑證時）；登入只走 HTTPS',
        en: 'address that browsers use, when HTTPS stands in front; sign-in goes by HTTPS only',
      },
    },
    'behind-proxy': {
      value: 'ADDRESS',
      text: {
        'zh-CN': '前面那台 HTTPS 代理的 IP 地址或网段（逗号分隔）；只信它写的 X-Forwarded-*',
        'zh-TW': '前面那台 HTTPS 代理的 IP 位址或網段（逗號分隔）；只信它寫的 X-Forwarded-*',
        en: 'IP address or network of the HTTPS proxy in front (comma between several); X-Forwarded-* is taken from it only',
      },
    },
    store: {
      value: 'postgres://…',
      text: {
        'zh-CN': '把工作区和账套的数据放在这个 PostgreSQL',
        'zh-TW': '把工作區和帳本的資料放在這個 PostgreSQL',
        en: 'keep workspace and books in this PostgreSQL',
      },
    },
    add: {
      value: 'FOLDER',
      text: {
        'zh-CN': '把已有的账套文件夹加进工作区（留在原处）',
        'zh-TW': '把已有的帳本資料夾加進工作區（留在原處）',
        en: 'take a book folder in that exists already; it stays where it is',
      },
    },
    link: {
      value: 'NAME',
      text: {
        'zh-CN': '给这个用户一个新的一次性链接，用来重设密码',
        'zh-TW': '給這個使用者一個新的一次性連結，用來重設密碼',
        en: 'a new one-time link for this user, to choose another password',
      },
    },
    sample: {
      text: {
        'zh-CN': '备好样例店铺的账套',
        'zh-TW': '備好範例店鋪的帳本',
        en: 'have the sample shop’s book ready',
      },
    },
  },
  examples: [
    {
      line: 'duideshang serve --port 8080',
      text: {
        'zh-CN': '启动，显示网址；第一次还给出设密码的一次性链接',
        'zh-TW': '啟動，顯示網址；第一次還給出設密碼的一次性連結',
        en: 'start and show the address; the first time with a one-time link to choose a password',
      },
    },
  ],
  positionals: [0, 0],
  run: serveWorkspace,
} as const satisfies Command;

async function serveWorkspace(context: CommandContext): Promise<number> {
  const { options, language, signal } = context;
  const front = frontOf(options, language);
  const home = textOption(options, 'home') ?? defaultHome();
  // Only here: its libraries take longer to load than all the rest of the command line.
  const { startServer } = await import('../../server/server.ts');
  const bench = await openBench(home, textOption(options, 'store'));
  try {
    const server = await startServer(bench, {
      host: textOption(options, 'host') ?? HOST,
      port: countOption(options, 'port', language) ?? PORT,
      ...front,
    });
    const folder = textOption(options, 'add');
    if (folder !== undefined) await addBookFolder(bench, folder);
    await showAddress(bench, server, context);
    if (options.sample === true) void readySample(bench, context);
    await stopped(signal);
    await server.close();
    return EXIT.ok;
  } finally {
    await bench.close();
  }
}

/** What stands in front of the server. @throws bad_argument */
function frontOf(
  options: OptionValues,
  language: Language,
): Pick<ServerOptions, 'public_address' | 'behind_proxy'> {
  const address = textOption(options, 'public-address');
  const proxies = textOption(options, 'behind-proxy')
    ?.split(',')
    .map((each) => each.trim());
  if (address !== undefined && !isOrigin(address)) throw wrongOption('public-address', address, language);
  const wrong = proxies?.find((each) => !isNetwork(each));
  if (wrong !== undefined) throw wrongOption('behind-proxy', wrong, language);
  return {
    ...(address !== undefined && { public_address: new URL(address).origin }),
    ...(proxies !== undefined && { behind_proxy: proxies }),
  };
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && search === '';
}

/** An IP address, or a network as an address with the number of bits that count. */
function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/');
  const bits_max = isIP(address) === 4 ? 32 : 128;
  return (
    isIP(address) !== 0 &&
    more.length === 0 &&
    /^\d{1,3}$/.test(bits) &&
    Number.parseInt(bits, 10) <= bits_max
  );
}

function wrongOption(
  name: 'public-address' | 'behind-proxy',
  value: string,
  language: Language,
): DuideshangError {
  const expected = tell(name === 'public-address' ? 'expected_address' : 'expected_network', language);
  return badArgument(tell('option_value_wrong', language, { name: `--${name}`, value, expected }));
}

/** @throws server_running where the server of this workspace can be named, else as `openWorkbench` */
async function openBench(home: string, store: string | undefined): Promise<Workbench> {
  try {
    return await openWorkbench(home, store);
  } catch (error) {
    const isTaken = error instanceof DuideshangError && error.code === 'book_in_use';
    const address = isTaken ? await readServerNote(home) : null;
    if (address === null) throw error;
    throw new DuideshangError('server_running', { address }, error);
  }
}

/** Fills the sample book beside the first steps in the browser, and says what came of it. */
async function readySample(bench: Workbench, { print, language }: CommandContext): Promise<void> {
  const { book, job_id } = await createSampleBook(bench, NOBODY);
  if (job_id !== null) await bench.jobs.ended(job_id);
  const summary = await bench.books.use(book.book_id, ({ store, book_id }) => lastRun(store, book_id));
  if (summary === null) return;
  print(`\n${tell('serve_sample', language, { book: book.name })}`);
  for (const line of equationSums(summary.equation, language)) print(`  ${line}`);
}

async function showAddress(
  bench: Workbench,
  { public_address: address }: RunningServer,
  { options, print, language }: CommandContext,
): Promise<void> {
  const first = await firstLink(bench.workspace);
  const name = textOption(options, 'link');
  const link = first ?? (name === undefined ? null : await linkFor(bench.workspace, name));
  if (link === null) print(tell('serve_address', language, { address }));
  else {
    const text = first === null ? 'serve_link_again' : 'serve_link';
    print(tell(text, language, { link: address + link.path, name: name ?? '' }));
  }
  print(tell('serve_stop', language));
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
