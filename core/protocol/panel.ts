/**
 * The messages between the extension and the panel, checked on arrival.
 *
 * The panel says `ready` and gets one `snapshot`; after that, `update` messages append to it. Says it that it has missed
 * something, it gets another snapshot.
 * What the panel sends is what the person wants; the extension's store of races decides.
 */
import * as z from 'zod';
import { logSpecSchema, runSpecSchema } from '../experiment/runSpec.ts';
import { problemSchema, recordChoiceSchema } from '../experiment/schema.ts';
import { targetUnitsSchema } from '../experiment/targetUnits.ts';
import { captionSchema } from '../race/caption.ts';
import { climbingSchema } from '../race/climbing.ts';
import { hiddenSchema } from '../race/hidden.ts';
import { phaseSchema, speedSchema } from '../race/phase.ts';
import { pickSchema } from '../race/pick.ts';
import { recordPieceSchema } from '../race/recordSchema.ts';
import { debuggedSchema } from './debugged.ts';
import { toGpuSchemas } from './gpu.ts';
import { replySchema } from './requests.ts';

export const runViewSchema = z.object({
  /** Of a log of somebody else's training: what is known of the run. */
  spec: z.union([runSpecSchema, logSpecSchema]),
  /** The optimizer's display name: `Adam`; of a log the run's. */
  name: z.string(),
  /** Slot in the palette of twelve. */
  color: z.int().min(0),
  /** 0 for the first run of its colour, 1 for the second, …: the line style. */
  variant: z.int().min(0),
  /** Slot of its optimizer. */
  home: z.int().min(0),
  /** Place of its experiment among those on the screen. */
  experiment: z.int().min(0),
  /** All that it has recorded. */
  record: recordPieceSchema,
  /** All that was recorded before its rule was changed; absent where it was not. */
  before: recordPieceSchema.optional(),
});
export type RunView = z.infer<typeof runViewSchema>;

/** How what is on the screen stands. */
const raceStateSchema = z.object({
  phase: phaseSchema,
  /** Of each experiment, where there are several. */
  phases: z.array(phaseSchema).optional(),
  speed: speedSchema,
  /** How many threads share the work; 0 if they aren't known any more. */
  threads: z.int(),
  /** Whether workers of a queue compute any of it. Default: no. */
  onQueue: z.boolean().optional(),
});
export type RaceState = z.infer<typeof raceStateSchema>;

/** The runs on the screen: those of a race, or chosen ones of any races. */
export const raceViewSchema = z.object({
  /** Differs for every start, so that a view can tell a new race from the same one continued. */
  id: z.string(),
  title: z.string(),
  /** Whether they are all runs of one race. */
  isWhole: z.boolean(),
  caption: z.union([captionSchema, z.null()]),
  /** What hardly is as the person meant it: a sentence each. */
  notes: z.array(z.string()),
  /** Runs whose rule moves up the gradient. Default: none. */
  climbing: z.array(climbingSchema).optional(),
  /** null where experiments have different ones: each run knows its own. */
  problem: z.union([problemSchema, z.null()]),
  /** Loss that counts as solved, for "steps to"; null where none is set, or experiments have different ones. */
  target: z.union([z.number(), z.null()]),
  /** Of each experiment, where they have different ones. */
  targets: z.array(z.union([z.number(), z.null()])).optional(),
  /** Of a number to predict; absent where it is standardized and its units aren't known, and where there is none. */
  targetUnits: targetUnitsSchema.optional(),
  /** Rows of the data to train on; absent on surfaces. */
  rows: z.int().optional(),
  /** What is kept of each run. */
  record: recordChoiceSchema,
  ...raceStateSchema.shape,
  /** Titles of the experiments. */
  experiments: z.array(z.string()).min(1),
  /** A run's number is its place here. */
  runs: z.array(runViewSchema),
});
export type RaceView = z.infer<typeof raceViewSchema>;

/** What has been added to one run. */
export const runUpdateSchema = z.object({ run: z.int(), piece: recordPieceSchema });
export type RunUpdate = z.infer<typeof runUpdateSchema>;

export const toPanelSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), race: z.union([raceViewSchema, z.null()]) }),
  z.object({
    type: z.literal('update'),
    race: z.string(),
    /** What computes a race may be found out when it is on the screen. */
    ...raceStateSchema.shape,
    /** Runs that have news. */
    runs: z.array(runUpdateSchema),
  }),
  /** The person picked a run in the side bar, or let go of it. */
  z.object({ type: z.literal('select'), ...pickSchema.shape }),
  /** These runs are hidden, and no others. */
  z.object({ type: z.literal('hidden'), ...hiddenSchema.shape }),
  /** Where one of the runs on the screen stands in the debugger. */
  z.object({ type: z.literal('debugged'), race: z.string(), at: z.union([debuggedSchema, z.null()]) }),
  replySchema,
  ...toGpuSchemas,
]);
export type ToPanel = z.infer<typeof toPanelSchema>;
