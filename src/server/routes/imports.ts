import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { cardsOfJob, listImportCards } from '../../actions/importing/import-cards.ts';
import { listRefusals, mendRows } from '../../actions/rows/mend-rows.ts';
import { writeRefusedRows } from '../../actions/rows/refused-rows.ts';
import { findUploads } from '../../actions/workspace/files.ts';
import { namesOfUsers } from '../../actions/workspace/users.ts';
import { DuideshangError } from '../../errors.ts';
import { implement, implementClosed, SENT } from '../implement.ts';
import { languageAsked } from '../problem.ts';
import { queueJob } from '../queue-job.ts';
import { sendFile } from '../send-file.ts';
import { takeUploads } from '../uploads.ts';

function numberOf(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new DuideshangError('import_not_found', { import_id: text });
  return BigInt(text);
}

/** Getting files in. */
export const IMPORTS = [
  implementClosed('upload', async ({ bench, who, params, request }) => ({
    uploads: await takeUploads(bench.workspace, params.book_id, who.user.user_id, request),
  })),
  implementClosed('import_uploads', async (call) => {
    const { password, ...params } = call.body;
    const uploads = await findUploads(call.bench.workspace, call.params.book_id, params.upload_ids);
    const files = uploads.map(({ file, bytes }) => ({
      file,
      bytes: 0,
      bytes_total: Number(bytes),
      rows: 0,
      phase: 'waiting' as const,
      error: null,
    }));
    const secrets = password === undefined ? {} : { password };
    return { job_id: await queueJob(call, { kind: 'import', params, files, secrets }) };
  }),
  implement('list_imports', async ({ bench, book, who, params, query, shops }) => {
    const all = await listImportCards(book);
    // A file may hold other shops, too: who sees only some sees the files that he brought in.
    const seen = shops === null ? all : all.filter((each) => each.made_by === who.user.user_id);
    const names = await namesOfUsers(bench.workspace);
    const isKnown = (made_by: string | null): boolean => made_by !== null && Object.hasOwn(names, made_by);
    const unattributed = shops === null ? 0 : all.filter(({ made_by }) => !isKnown(made_by)).length;
    const imports = seen.map((each) => ({
      ...each,
      made_by: each.made_by && (names[each.made_by] ?? each.made_by),
    }));
    if (query.job_id === undefined) return { imports, unattributed };
    const { result, made_at } = await bench.jobs.find(params.book_id, shops, query.job_id);
    const ofJob = imports.filter(({ import_id }) => result?.import_ids?.includes(String(import_id)));
    const tables = result?.tables;
    return { imports: tables === undefined ? ofJob : cardsOfJob(ofJob, { tables, made_at }), unattributed };
  }),
  implementClosed('undo_import', async (call) => {
    const params = { import_id: String(numberOf(call.params.import_id)) };
    return { job_id: await queueJob(call, { kind: 'undo_import', params }) };
  }),
  implement('refused_rows', ({ book, who, query: { batch_id, ...page } }) =>
    listRefusals(book, who.user.role, {
      ...page,
      ...(batch_id !== undefined && { batch_id: numberOf(batch_id) }),
    }),
  ),
  implement('mend_rows', async ({ bench, book, who, params: { book_id }, body }) => {
    const mended = await bench.jobs.between(book_id, () =>
      mendRows(book, numberOf(body.batch_id), body.rows, who.user.user_id),
    );
    bench.jobs.changed(book_id);
    return mended;
  }),
  implement('download_refused', async ({ book, query, request, reply }) => {
    const folder = await mkdtemp(path.join(book.tmp, 'refused-'));
    try {
      const target = path.join(folder, 'refused.csv');
      const language = languageAsked(request.headers['accept-language']);
      const which = { batch_id: numberOf(query.batch_id) };
      const [written] = await writeRefusedRows(book, which, target, { language });
      if (written === undefined) throw new DuideshangError('import_not_found', { import_id: query.batch_id });
      await sendFile(reply, written, `读不懂的行-${query.batch_id}.csv`);
      return SENT;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }),
];
