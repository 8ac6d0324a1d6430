import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { applyRoundTrip, readRoundTripFile } from '../../actions/round-trip.ts';
import { DuideshangError } from '../../errors.ts';
import { actorOf, namer } from '../actor.ts';
import { implement, implementClosed } from '../implement.ts';
import { takeFiles } from '../uploads.ts';
import { shownAction } from './cases.ts';

/** Cases taken to a spreadsheet and back, and lists written to files. */
export const ROUND_TRIP = [
  implementClosed('export_list', async ({ bench, who, params: { book_id, list }, body, shops }) => ({
    job_id: await bench.jobs.add({
      book_id,
      kind: 'export',
      user: who.user,
      params: { ...body, what: 'list', list, shops },
    }),
  })),
  implementClosed('export_round_trip', async ({ bench, who, params: { book_id }, body, shops }) => ({
    job_id: await bench.jobs.add({
      book_id,
      kind: 'export',
      user: who.user,
      params: { ...body, what: 'round_trip', shops, role: who.user.role },
    }),
  })),
  implement('read_round_trip', async ({ bench, book, who, request, shops }) => {
    const folder = await mkdtemp(path.join(book.tmp, 'round-trip-'));
    const nameOf = await namer(bench);
    try {
      const [preview] = await takeFiles(request, async (name, write) => {
        const target = path.join(folder, 'filled.xlsx');
        await write(target);
        return readRoundTripFile(book, actorOf(who, shops), { path: target, name }, nameOf);
      });
      if (preview === undefined) throw new DuideshangError('request_wrong', { what: 'file' });
      return preview;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }),
  implement('apply_round_trip', async ({ bench, book, who, params, body, shops }) => {
    const nameOf = await namer(bench);
    const { actions, left_out } = await applyRoundTrip(
      book,
      actorOf(who, shops),
      params.round_trip_id,
      body.overwrite,
      nameOf,
    );
    bench.jobs.changed(params.book_id);
    return { actions: actions.map((action) => shownAction(action, nameOf)), left_out };
  }),
];
