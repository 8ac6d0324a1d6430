import type { Command } from '../command.ts';
import { decideCommand } from './decide.ts';
import { exceptions } from './exceptions.ts';
import { explain } from './explain.ts';
import { importCommand } from './import.ts';
import { imports } from './imports.ts';
import { reconcile } from './reconcile.ts';
import { rules } from './rules.ts';
import { run } from './run.ts';
import { sample } from './sample.ts';
import { scoreCommand } from './score.ts';
import { serve } from './serve.ts';
import { simulateCommand } from './simulate.ts';
import { teach } from './teach.ts';
import { templates } from './templates.ts';
import { undo } from './undo.ts';

/** All commands, in the order in which help lists them. */
export const COMMANDS: readonly Command[] = [
  reconcile,
  importCommand,
  run,
  exceptions,
  explain,
  imports,
  undo,
  decideCommand,
  rules,
  teach,
  templates,
  serve,
  sample,
  simulateCommand,
  scoreCommand,
];
