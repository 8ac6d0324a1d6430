const CANDIDATES = [',', '\t', ';', '|'] as const;

/** The character between the cells of a text file. */
export type Delimiter = (typeof CANDIDATES)[number];

const LINES_LOOKED_AT = 300;

/** A quoted cell, over several lines too; what only looks like the start of one is none. */
const QUOTED_CELL = /(^|[,\t;|])"[^"]*(?:""[^"]*)*"(?=[,\t;|\r\n]|$)/gm;

/**
 * Finds the delimiter in the first lines of a text: the candidate that splits the most lines into one same number of
 * cells, weighed by that number. TABs that only pad a cell before its comma do not count. A comma if nothing splits.
 */
export function delimiterOf(text: string): Delimiter {
  const bare = text.replaceAll(QUOTED_CELL, '$1""');
  const lines = bare.split(/\r\n|\n|\r/, LINES_LOOKED_AT);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const candidate of CANDIDATES) {
    const score = scoreOf(lines, candidate);
    if (score <= bestScore) continue;
    best = candidate;
    bestScore = score;
  }
  return best;
}

function scoreOf(lines: readonly string[], candidate: Delimiter): number {
  const linesByCount = new Map<number, number>();
  for (const line of lines) {
    const count = cellCount(line, candidate);
    if (count > 1) linesByCount.set(count, (linesByCount.get(count) ?? 0) + 1);
  }
  let score = 0;
  for (const [count, lineCount] of linesByCount) score = Math.max(score, count * lineCount);
  return score;
}

function cellCount(line: string, candidate: Delimiter): number {
  const padless = candidate === '\t' ? line.replaceAll(/\t(?="*(?:,|$))/g, '') : line;
  return padless.split(candidate).length;
}
