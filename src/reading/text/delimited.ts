import { Kernel } from '../../kernel/kernel.ts';
import { type Content, firstBytes } from '../origin.ts';
import { errorAt, type Place } from '../place.ts';
import { Readings } from '../readings.ts';
import type { Row, RowFault, Table } from '../table.ts';
import { delimiterOf } from './dialect.ts';
import { encodingOfStart } from './encodings.ts';
import { RowScanner } from './row-scanner.ts';
import { encodingOfEvidence, TextBytes } from './text-bytes.ts';

const SAMPLE_BYTES = 256 * 1024;
/** Rows with undecodable cells that are put up with: this many, and beyond that one in twenty. */
const UNDECODABLE_ROWS = 100;
/**
 * The rows of so many bytes come at once. Their cells are all alive together, and the garbage collector moves what
 * lives: batches of a MiB cost a fifth more time than these, smaller ones save no more.
 */
const BATCH_BYTES = 128 * 1024;

/** The table of a text file. Its encoding and delimiter are found by content. */
export async function delimitedTable(place: Place, content: Content): Promise<Table> {
  const sample = await firstBytes(content, SAMPLE_BYTES);
  const encoding = encodingOfStart(sample)?.encoding ?? encodingOfEvidence(sample) ?? 'utf-8';
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(sample));
  const kernel = place.options.kernel ?? new Kernel();
  const readings = new Readings(() => ({
    text: new TextBytes(sample, delimiter),
    scanner: new RowScanner(place, delimiter.charCodeAt(0)),
    isOffered: false,
  }));
  return {
    member: place.member,
    sheet: null,
    get encoding() {
      const { text } = readings.current;
      return text.settled ? text.encoding : encoding;
    },
    select: (columns) => readings.current.scanner.select(columns),
    offer(open) {
      readings.current.scanner.offer(open, kernel);
      readings.current.isOffered = true;
    },
    faults: (): readonly RowFault[] => readings.current.scanner.faults,
    async *rows() {
      const reading = readings.begin();
      const { text, scanner } = reading;
      for await (const rows of batches(place, content, text, scanner, kernel)) {
        refuseIfUndecodable(place, text, scanner);
        if (rows.length > 0 || reading.isOffered) yield rows;
      }
    },
  };
}

/** The rows, batch by batch. What a batch leaves of an incomplete record goes before the next. */
async function* batches(
  place: Place,
  content: Content,
  text: TextBytes,
  scanner: RowScanner,
  kernel: Kernel,
): AsyncGenerator<Row[]> {
  let length = 0;
  for await (const bytes of text.from(
    place,
    content.passing?.() ?? content.chunks(),
    () => scanner.rowNumber,
  )) {
    for (let at = 0; at < bytes.length; ) {
      // At least as many as are left over: a record of many batches is looked at a few times, not once for each.
      const to = Math.min(bytes.length, at + Math.max(BATCH_BYTES, length));
      kernel.reserve(length + to - at);
      length += bytes.copy(kernel.bytes, kernel.window + length, at, to);
      at = to;
      const used = yield* rowsIn(scanner, kernel, length, text, false);
      kernel.bytes.copyWithin(kernel.window, kernel.window + used, kernel.window + length);
      length -= used;
    }
  }
  if (length > 0) yield* rowsIn(scanner, kernel, length, text, true);
}

/** The rows in the window, parted where a lane takes over; returns how many of its bytes are used. */
function* rowsIn(
  scanner: RowScanner,
  kernel: Kernel,
  length: number,
  text: TextBytes,
  final: boolean,
): Generator<Row[], number> {
  const { window } = kernel;
  let used = window;
  do {
    const rows: Row[] = [];
    used = scanner.scan(kernel.bytes, window + length, text.decoder, final, rows, used);
    yield rows;
  } while (scanner.yielded);
  return used - window;
}

function refuseIfUndecodable(place: Place, text: TextBytes, scanner: RowScanner): void {
  const { undecodableCount, rowNumber } = scanner;
  if (undecodableCount <= UNDECODABLE_ROWS || undecodableCount * 20 <= rowNumber) return;
  throw errorAt(place, 'undecodable_text', { row: rowNumber, encoding: text.encoding });
}
