import { answerOrders } from '../kept-thread.ts';
import type { DraftOrder } from './draft-in-thread.ts';
import { draftTemplate } from './teach-file.ts';

answerOrders(({ path, teaching }: DraftOrder) => draftTemplate(path, teaching));
