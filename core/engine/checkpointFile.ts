/** The checkpoints of a race as bytes, for a file beside the race's: docs/race-files.md describes them. */
import * as z from 'zod';
import { engineFactsSchema } from '../race/engineFacts.ts';
import { evaluationSchema } from '../race/evaluation.ts';
import { BlockError, encodeBlock, readBlock } from '../race/fileBlock.ts';
import { measuredSchema } from '../race/numbersSchema.ts';
import { pointQuantities } from '../race/quantities.ts';
import { runStateSchema } from '../race/recordSchema.ts';
import type { RunCheckpoint } from './checkpoint.ts';
import { unpackCheckpoint } from './checkpointBlock.ts';

const format = 'optimizer-playground-checkpoint';
const version = 1;

/** A run's checkpoint as it is in the file, and what it says. */
export interface KeptCheckpoint {
  /** As `encodeCheckpoint` made them. */
  readonly block: Uint8Array;
  /** Of the run's spec. */
  readonly id: string;
  readonly checkpoint: RunCheckpoint;
}

const headSchema = z.object({ format: z.literal(format), version: z.literal(version), race: z.string() });
const runSchema = z.object({ run: z.int().min(0), id: z.string() });

const doubles = z.instanceof(Float64Array);
const numbers = z.union([doubles, z.instanceof(Float32Array)]);
const count = z.int().min(0);
const meanSchema = z.object({ block: doubles, count, sum: measuredSchema });
const pointSchema = z.object({ step: z.int(), loss: measuredSchema, values: doubles });
const checkpointSchema: z.ZodType<RunCheckpoint> = z.object({
  trainer: z.object({
    stepsDone: count,
    parameters: numbers,
    state: z.object({ tensors: z.array(numbers), scalars: doubles }),
  }),
  stepsDone: count,
  seen: z.union([z.object({ stepsDone: count, metrics: doubles, sum: measuredSchema }), z.null()]),
  recorder: z.object({
    points: count,
    evaluations: count,
    quantities: z.union([z.array(z.literal(pointQuantities)), z.null()]),
    last: pointSchema,
    lastKept: z.int(),
    lastEvaluation: z.union([evaluationSchema, z.null()]),
    thinning: z.union([z.object({ low: pointSchema, high: pointSchema }), z.null()]),
    mean: z.union([meanSchema, z.null()]),
    loss: measuredSchema,
    best: measuredSchema,
    reached: z.union([z.int(), z.null()]),
  }),
  stopRules: z.object({ mean: meanSchema, lowest: measuredSchema, withoutGain: count }),
  evaluations: z.union([z.object({ cost: measuredSchema, made: count, last: z.int() }), z.null()]),
  firstLoss: measuredSchema,
  firstEvaluation: z.union([measuredSchema, z.null()]),
  lastEvaluation: z.union([measuredSchema, z.null()]),
  computing: z.number(),
  engine: engineFactsSchema,
  state: runStateSchema,
});

/** What comes before the blocks of the runs. */
export function checkpointHead(race: string): Uint8Array<ArrayBuffer> {
  return encodeBlock({ format, version, race }, []);
}

/**
 * By the numbers of the runs.
 * @throws {BlockError} if the bytes are no such file of this race, or were damaged.
 */
export function readCheckpoints(bytes: Uint8Array, race: string): Map<number, KeptCheckpoint> {
  const first = readBlock(bytes, 0);
  const head = headSchema.safeParse(first.head);
  if (!head.success) throw new BlockError(z.prettifyError(head.error));
  if (head.data.race !== race) throw new BlockError(`race = ${head.data.race} — expected ${race}`);
  const kept = new Map<number, KeptCheckpoint>();
  for (let at = first.end; at < bytes.length; ) {
    const block = readBlock(bytes, at);
    const run = runSchema.safeParse(block.head);
    if (!run.success) throw new BlockError(z.prettifyError(run.error));
    kept.set(run.data.run, {
      block: bytes.subarray(at, block.end),
      id: run.data.id,
      checkpoint: decode(block),
    });
    at = block.end;
  }
  return kept;
}

function decode(block: ReturnType<typeof readBlock>): RunCheckpoint {
  const checkpoint = checkpointSchema.safeParse(unpackCheckpoint(block));
  if (!checkpoint.success) throw new BlockError(z.prettifyError(checkpoint.error));
  block.expectNoMore();
  return checkpoint.data;
}
