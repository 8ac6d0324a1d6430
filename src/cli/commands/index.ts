import type { Command } from '../command.ts';
import { reconcile } from './reconcile.ts';

/** All commands, in the order in which help lists them. */
export const COMMANDS: readonly Command[] = [reconcile];
