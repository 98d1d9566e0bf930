/**
 * The messages between the extension and the panel, as two discriminated unions, checked on arrival.
 *
 * The panel says `ready` and gets one `snapshot`; after that, `update` messages append to it.
 * Everything the panel sends is a wish of the person; the extension's run store decides.
 */
import * as z from 'zod';
import { problemSchema } from '../experiment/schema.ts';
import { captionSchema } from '../race/caption.ts';
import { engineFactsSchema } from '../race/engineFacts.ts';
import { evaluationSchema } from '../race/evaluation.ts';
import { numbersSchema } from '../race/numbers.ts';
import { phaseSchema, speedSchema } from '../race/phase.ts';
import { runStatusSchema } from '../race/status.ts';

export const runViewSchema = z.object({
  id: z.string(),
  /** The optimizer's display name: `Adam`. */
  name: z.string(),
  optimizer: z.string(),
  /** Slot in the palette of twelve; the same optimizer has the same slot everywhere. */
  color: z.number().int().min(0),
  /** 0 for the first run of an optimizer, 1 for its second, …: the line style. */
  variant: z.number().int().min(0),
  lr: z.number(),
  /** All hyperparameters, lr included, and the options. */
  hyperparameters: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  /** Name of what changes the learning rate; null: nothing does. */
  schedule: z.union([z.string(), z.null()]),
  /** null: the problem has no data. */
  batchSize: z.union([z.number().int(), z.literal('full'), z.null()]),
  seed: z.union([z.number().int(), z.null()]),
  steps: z.number().int(),
  /** 1 for surfaces. The loss of a model is shown as a running mean over this many steps. */
  stepsPerEpoch: z.number().int(),
  status: runStatusSchema,
  /** `losses[t]`: the loss after t steps; for models, of the mini-batch that step t + 1 uses. */
  losses: numbersSchema,
  /** Surfaces: x and y after 0, 1, 2, … steps, flat. null for models. */
  path: z.union([numbersSchema, z.null()]),
  /** All evaluations so far, in the order of their steps; none on surfaces. */
  evaluations: z.array(evaluationSchema),
  /** null before it has begun. */
  engine: z.union([engineFactsSchema, z.null()]),
  /** 0 until it is known. */
  stepsPerSecond: z.number(),
});
export type RunView = z.infer<typeof runViewSchema>;

export const raceViewSchema = z.object({
  /** Differs for every start, so that a view can tell a new race from the same one continued. */
  id: z.string(),
  title: z.string(),
  caption: z.union([captionSchema, z.null()]),
  problem: problemSchema,
  /** Loss that counts as solved, for "steps to"; null where none is set. */
  target: z.union([z.number(), z.null()]),
  phase: phaseSchema,
  speed: speedSchema,
  /** How many threads share the work; 0 if they aren't known any more. */
  threads: z.number().int(),
  runs: z.array(runViewSchema),
});
export type RaceView = z.infer<typeof raceViewSchema>;

/** What has been added to one run: `losses` continue at `firstStep`, and `evaluations` are of those steps. */
export const runUpdateSchema = z.object({
  id: z.string(),
  firstStep: z.number().int(),
  losses: numbersSchema,
  path: z.union([numbersSchema, z.null()]),
  status: runStatusSchema,
  evaluations: z.array(evaluationSchema),
  engine: z.union([engineFactsSchema, z.null()]),
  stepsPerSecond: z.number(),
});
export type RunUpdate = z.infer<typeof runUpdateSchema>;

export const toPanelSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), race: z.union([raceViewSchema, z.null()]) }),
  z.object({
    type: z.literal('update'),
    race: z.string(),
    phase: phaseSchema,
    speed: speedSchema,
    runs: z.array(runUpdateSchema),
  }),
  /** The person picked a run in the side bar; null picks none. */
  z.object({ type: z.literal('select'), run: z.union([z.string(), z.null()]) }),
]);
export type ToPanel = z.infer<typeof toPanelSchema>;

export const toExtensionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('runExperiment') }),
  z.object({ type: z.literal('runTutorialRace'), race: z.string() }),
  z.object({ type: z.literal('runAgain') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('resume') }),
  /** One step for every run of a paused race. */
  z.object({ type: z.literal('step') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('setSpeed'), speed: speedSchema }),
  /** Saves the picture of the chart (a PNG as bytes) or the numbers (CSV, written by the extension). */
  z.object({ type: z.literal('exportPicture'), png: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('exportNumbers') }),
  /** Something in the panel broke; goes to the log. */
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type ToExtension = z.infer<typeof toExtensionSchema>;
