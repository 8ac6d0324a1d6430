/**
 * Adds to package-lock.json the optional packages of other platforms that the registry in use does not carry: npm leaves
 * them out, and `npm ci` then refuses the lock file on every machine. Their names tell their platform.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const OS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const CPU = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

const lock = JSON.parse(readFileSync(file, 'utf8'));
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    lock.packages[`node_modules/${name}`] ??= entry(name, version, parent.dev === true);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([left], [right]) => left.localeCompare(right, 'en')),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

function entry(name, version, isDev) {
  if (!/^\d/.test(version)) throw new Error(`${name}: the lock file needs an exact version, not ${version}`);
  const words = name.split(/[/-]/);
  const os = OS.filter((one) => words.includes(one));
  const cpu = CPU.filter((one) => words.includes(one));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name}: its name does not tell its platform`);
  const libc = os[0] === 'linux' ? words.flatMap(libcOf).slice(0, 1) : [];
  return { version, cpu, ...(isDev && { dev: true }), ...(libc.length > 0 && { libc }), optional: true, os };
}

function libcOf(word) {
  if (word.startsWith('musl')) return ['musl'];
  return word.startsWith('gnu') ? ['glibc'] : [];
}
