/**
 * A race as bytes, for a file: docs/race-files.md describes them. The first block says what the race is and has what was
 * recorded of it; blocks that are added behind it have what was recorded since.
 */
import * as z from 'zod';
import { dataShapeSchema } from '../experiment/dataShape.ts';
import { largestRunCount } from '../experiment/limits.ts';
import { ownRuleSchema } from '../optimizers/ownRule.ts';
import { captionSchema } from './caption.ts';
import {
  type Block,
  BlockError,
  CutOffError,
  encodeBlock,
  readBlock,
  readLine,
  readUnsummedBlock,
} from './fileBlock.ts';
import { packedExperimentSchema, packedSpecSchema, RuleTable, unpackRule } from './packedRules.ts';
import { speedSchema } from './phase.ts';
import { columnsOf, headOf, pieceSchema, pointsOf } from './pieceBlock.ts';
import { createRace, type Race } from './race.ts';
import { RaceFileError } from './raceFileError.ts';
import type { Chunk } from './runRecord.ts';
import { hasEnded } from './status.ts';

/** Of the format. A race has the lowest that knows all it has, so that an older program reads what it can. */
const version = 8;
/** Of a race without rows to test on, */
const versionWithoutTest = 7;
/** without batch sizes that change, */
const versionWithoutStages = 6;
/** and without rules of people's own. */
const versionWithoutRules = 5;
const format = 'optimizer-playground-race';

const headSchema = z.object({
  format: z.literal(format),
  version: z.literal([4, versionWithoutRules, versionWithoutStages, versionWithoutTest, version]),
  id: z.string(),
  startedAt: z.number(),
  experiment: packedExperimentSchema,
  caption: z.union([captionSchema, z.null()]),
  notes: z.array(z.string()).default([]),
  csv: z.union([z.object({ folder: z.string(), shape: dataShapeSchema }), z.null()]),
  speed: speedSchema,
  /** The id of the race that it took the place of. */
  before: z.string().nullable().default(null),
  /** Each once, however many runs have it. */
  rules: z.array(ownRuleSchema).default([]),
  runs: z.array(z.object({ spec: packedSpecSchema, ...pieceSchema.shape })).max(largestRunCount),
});
type Head = z.input<typeof headSchema>;

const additionSchema = z.object({
  pieces: z.array(z.object({ run: z.int().min(0), firstPoint: z.int().min(0), ...pieceSchema.shape })),
});

function versionFor({ problem, batch_size }: Race['experiment'], hasRules: boolean): Head['version'] {
  if ('test' in problem || 'evaluate_on' in problem) return version;
  if (batch_size.some((size) => typeof size === 'object')) return versionWithoutTest;
  return hasRules ? versionWithoutStages : versionWithoutRules;
}

export function encodeRace(race: Race): Uint8Array<ArrayBuffer> {
  const pieces = race.runs.map(({ record }) => record.pieceFrom());
  const table = new RuleTable();
  const { optimizers } = race.experiment;
  const experiment = { ...race.experiment, optimizers: optimizers.map((each) => table.pack(each)) };
  const runs = race.runs.map(({ spec }, run) => ({ spec: table.pack(spec), ...headOf(pieces[run]) }));
  const { rules } = table;
  const head: Head = {
    format,
    version: versionFor(race.experiment, rules.length > 0),
    id: race.id,
    startedAt: race.startedAt,
    experiment,
    caption: race.caption,
    notes: [...race.notes],
    csv: race.csv && { folder: race.csv.folder, shape: race.csv.shape },
    speed: race.speed,
    ...(race.before !== null && { before: race.before }),
    ...(rules.length > 0 && { rules }),
    runs,
  };
  return encodeBlock(head, pieces.flatMap(columnsOf));
}

/** What was recorded since, to be added to the file. */
export function encodeAddition(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const pieces = chunks.map(({ run, piece }) => ({ run, firstPoint: piece.firstPoint, ...headOf(piece) }));
  return encodeBlock(
    { pieces },
    chunks.flatMap(({ piece }) => columnsOf(piece)),
  );
}

/**
 * The race as it was; runs that were going on are interrupted. A block at the end that is cut off was being added when the
 * program ended, and is left out.
 * @param onDamage Is told why the file can't be read to its end; the race is then as it was before. Default: an error.
 * @throws {RaceFileError} if the bytes are no such file, or it can't be read.
 */
export function decodeRace(bytes: Uint8Array, onDamage?: (reason: string) => void): Race {
  const { race, end } = asRaceFileError(() => readFirst(bytes));
  for (let at = end; at < bytes.length; ) {
    try {
      at = addBlock(race, readBlock(bytes, at));
    } catch (error) {
      if (error instanceof CutOffError) break;
      if (!(error instanceof BlockError)) throw error;
      if (!onDamage) throw new RaceFileError(error.message);
      onDamage(error.message);
      break;
    }
  }
  // Nobody goes on with a run that comes out of a file.
  for (const { record } of race.runs) if (!hasEnded(record.state.status)) record.end({ kind: 'interrupted' });
  return { ...race, phase: 'ended' };
}

function readFirst(bytes: Uint8Array): { race: Race; end: number } {
  const known = versionOf(readLine(bytes, 0).head);
  const block = known === 4 ? readUnsummedBlock(bytes) : readBlock(bytes, 0);
  const head = headSchema.safeParse(block.head);
  if (!head.success) throw new BlockError(z.prettifyError(head.error));
  const { experiment: packed, rules } = head.data;
  const specs = head.data.runs.map(({ spec }) => unpackRule(spec, rules));
  const optimizers = packed.optimizers.map((each) => unpackRule(each, rules));
  const before = head.data.before === null ? null : { id: head.data.before, runs: [] };
  const race = createRace({ ...packed, optimizers }, { ...head.data, before, specs });
  for (const [run, piece] of head.data.runs.entries())
    race.runs[run]?.record.append({ ...piece, firstPoint: 0, points: pointsOf(run, piece, block) });
  block.expectNoMore();
  race.speed = head.data.speed;
  return { race, end: block.end };
}

/** Gives where the next block begins. */
function addBlock(race: Race, block: Block): number {
  const addition = additionSchema.safeParse(block.head);
  if (!addition.success) throw new BlockError(z.prettifyError(addition.error));
  for (const { run, ...piece } of addition.data.pieces) {
    const points = pointsOf(run, piece, block);
    const record = race.runs[run]?.record;
    if (!record) throw new BlockError(`run = ${run} — expected one of ${race.runs.length}`);
    if (!record.append({ ...piece, points }))
      throw new BlockError(
        `runs[${run}] goes on with point ${piece.firstPoint} — expected point ${record.length}`,
      );
  }
  block.expectNoMore();
  return block.end;
}

function versionOf(head: unknown): number {
  const known = z.object({ format: z.literal(format), version: z.number() }).safeParse(head);
  if (!known.success) throw new BlockError('the first line is about something else — expected a race');
  const { version: found } = known.data;
  if (found > version)
    throw new RaceFileError(
      `version = ${found} — expected at most ${version}: a newer Optimizer Playground wrote it`,
      true,
    );
  return found;
}

function asRaceFileError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof BlockError ? new RaceFileError(error.message) : error;
  }
}
