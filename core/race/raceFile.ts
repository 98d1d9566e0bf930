/**
 * A race as bytes, for a file: docs/race-files.md describes them. A line of JSON says what the race is, and the numbers of
 * its curves follow it as they are in memory.
 */
import * as z from 'zod';
import { dataShapeSchema } from '../experiment/dataShape.ts';
import { runSpecSchema } from '../experiment/runSpec.ts';
import { experimentSchema } from '../experiment/schema.ts';
import { captionSchema } from './caption.ts';
import { evaluationSchema } from './evaluation.ts';
import { writeMeasured } from './numbers.ts';
import { speedSchema } from './phase.ts';
import { createRace, type Race } from './race.ts';
import { type Points, type Quantity, quantities, quantityNames, runStateSchema } from './runRecord.ts';
import { hasEnded } from './status.ts';

/** Of the format. Files of an older one are read by migrations. */
const version = 4;
const format = 'optimizer-playground-race';

const headSchema = z.object({
  format: z.literal(format),
  version: z.literal(version),
  id: z.string(),
  startedAt: z.number(),
  experiment: experimentSchema,
  caption: z.union([captionSchema, z.null()]),
  csv: z.union([z.object({ folder: z.string(), shape: dataShapeSchema }), z.null()]),
  speed: speedSchema,
  runs: z.array(
    z.object({
      spec: runSpecSchema,
      state: runStateSchema,
      evaluations: z.array(evaluationSchema),
      /** How many numbers of each quantity follow, in the order of the runs and of these entries. */
      points: z.array(z.tuple([z.literal(quantityNames), z.int().min(0)])),
    }),
  ),
});
type Head = z.infer<typeof headSchema>;

/**
 * A file that holds no race that this version can read.
 * @internal
 */
export class RaceFileError extends Error {
  override readonly name = 'RaceFileError';
}

const align = Float64Array.BYTES_PER_ELEMENT;

export function encodeRace(race: Race): Uint8Array<ArrayBuffer> {
  const pieces = race.runs.map(({ record }) => record.pieceFrom());
  const columns = pieces.map(({ points }) => entriesOf(points));
  const head: Head = {
    format,
    version,
    id: race.id,
    startedAt: race.startedAt,
    experiment: race.experiment,
    caption: race.caption,
    csv: race.csv && { folder: race.csv.folder, shape: race.csv.shape },
    speed: race.speed,
    runs: race.runs.map(({ spec, record }, run) => ({
      spec,
      state: record.state,
      evaluations: [...record.evaluations],
      points: (columns[run] ?? []).map(([quantity, numbers]) => [quantity, numbers.length]),
    })),
  };
  const text = new TextEncoder().encode(`${JSON.stringify(head, writeMeasured)}\n`);
  // Spaces before the line's end bring the numbers to a multiple of 8 bytes.
  const begin = Math.ceil(text.length / align) * align;
  const all = columns.flat().map(([, numbers]) => numbers);
  const bytes = new Uint8Array(begin + align * all.reduce((sum, { length }) => sum + length, 0));
  bytes.fill(0x20, 0, begin);
  bytes.set(text.subarray(0, -1));
  bytes[begin - 1] = 0x0a;
  let at = begin;
  for (const numbers of all) {
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += numbers.byteLength;
  }
  return bytes;
}

function entriesOf(points: Points): [Quantity, Float64Array<ArrayBuffer>][] {
  return quantityNames.flatMap((quantity) => {
    const numbers = points[quantity];
    return numbers ? [[quantity, numbers]] : [];
  });
}

/**
 * The race as it was; runs that were going on are interrupted.
 * @throws {RaceFileError} if the bytes are no such file, or incomplete.
 */
export function decodeRace(bytes: Uint8Array): Race {
  const end = bytes.indexOf(0x0a) + 1;
  const head = readHead(bytes.subarray(0, end));
  const race = createRace(head.experiment, { ...head, specs: head.runs.map(({ spec }) => spec) });
  let at = end;
  const take = (length: number) => {
    const size = align * length;
    if (at + size > bytes.length)
      throw new RaceFileError(
        `the file has ${bytes.length} bytes — expected at least ${at + size}: it is cut off`,
      );
    // A copy also of Node's buffers, whose `slice` makes none.
    const numbers = new Float64Array(new Uint8Array(bytes.subarray(at, at + size)).buffer);
    at += size;
    return numbers;
  };
  for (const [run, { state, evaluations, points }] of head.runs.entries()) {
    const columns: Points = {};
    for (const [quantity, length] of points) columns[quantity] = take(length);
    checkColumns(run, columns);
    race.runs[run]?.record.append({ firstPoint: 0, points: columns, evaluations, state: settle(state) });
  }
  return { ...race, phase: 'ended', speed: head.speed };
}

/** Whether all quantities of a run have numbers for the same points. */
function checkColumns(run: number, columns: Points): void {
  const count = columns.loss?.length ?? 0;
  for (const [quantity, numbers] of entriesOf(columns)) {
    const expected = count * quantities[quantity];
    if (numbers.length === expected) continue;
    const what = `runs[${run}].points.${quantity} = ${numbers.length} numbers`;
    throw new RaceFileError(`${what} — expected ${expected}, for ${count} points`);
  }
}

function readHead(line: Uint8Array): Head {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(line));
  } catch {
    throw new RaceFileError('the file does not begin with a line of JSON — expected a race');
  }
  const known = z.object({ format: z.literal(format), version: z.number() }).safeParse(value);
  if (!known.success) throw new RaceFileError('the first line is about something else — expected a race');
  if (known.data.version > version)
    throw new RaceFileError(
      `version = ${known.data.version} — expected at most ${version}: a newer Optimizer Playground wrote it`,
    );
  const head = headSchema.safeParse(value);
  if (!head.success) throw new RaceFileError(z.prettifyError(head.error));
  return head.data;
}

/** Nobody goes on with a run that comes out of a file. */
function settle(state: Head['runs'][number]['state']): typeof state {
  return hasEnded(state.status) ? state : { ...state, status: { kind: 'interrupted' } };
}
