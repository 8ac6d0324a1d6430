import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The oldest Node that runs the program. */
const NODE_MAJOR_MIN = 24;

const resolveFrom = createRequire(import.meta.url).resolve;

/** Name of the npm package that carries Node for this machine. */
export function runtimePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

/** Path of a Node that is new enough: the one that runs now, else the one that came as a dependency; null if neither. */
export function runtimePath() {
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_MIN) return process.execPath;
  try {
    const manifest = resolveFrom(`${runtimePackage()}/package.json`);
    const binary = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.node);
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** What to tell a user whose machine lacks a package that npm skipped. */
export function missingSentence(name) {
  const isRuntime = name === runtimePackage();
  const zh = isRuntime ? '，或安装 Node.js 24 以上版本' : '';
  const en = isRuntime ? ', or install Node.js 24 or newer' : '';
  return [
    `缺少本机所需的软件包 ${name}：请联网后在安装目录重新运行 npm install${zh}，然后再试。`,
    `The package ${name}, needed on this machine, is missing: run npm install again with the network on${en}, and try again.`,
  ].join('\n');
}

/** The database engine's package for this machine if it is absent, else null. */
export function missingEngine() {
  const name = `@duckdb/node-bindings-${process.platform}-${process.arch}`;
  const variants = process.platform === 'linux' ? [name, `${name}-musl`] : [name];
  return variants.some(isInstalled) ? null : name;
}

function isInstalled(name) {
  try {
    resolveFrom(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}
