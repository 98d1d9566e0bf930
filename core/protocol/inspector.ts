/** Messages between the extension and the page that shows the steps of a run. */
import * as z from 'zod';
import type { FirstFault } from '../debug/firstFault.ts';
import type { InspectedCurve } from '../debug/inspector/inspectedCurve.ts';
import type { InspectedFacts, ParameterChoice, ShownStep } from '../debug/inspector/inspection.ts';
import { lessonTopicNames } from '../debug/inspector/lessonTopics.ts';
import { measuredSchema } from '../race/numbersSchema.ts';
import { type Reply, requestSchema } from './requests.ts';

/** A run that can be chosen on the page. */
export interface RunChoice {
  /** Its number in the race. */
  readonly run: number;
  /** `Adam, lr 0.01` */
  readonly title: string;
  /** Its colour, in the palette of twelve. */
  readonly color: number;
  /** 0 for the first of its colour, 1 for the second, …: the line style. */
  readonly variant: number;
}

const editSchema = z.object({
  stepsDone: z.int().min(0),
  line: z.int().min(0),
  name: z.string(),
  parameter: z.union([z.int().min(0), z.null()]),
  value: measuredSchema,
});

/** What was set in the debugger, and what came of it. */
const branchSchema = z.object({
  fromStep: z.int().min(1),
  losses: z.array(measuredSchema),
  edits: z.array(editSchema).min(1),
});

/** By which it is known after a reload. */
export const inspectedPlaceSchema = z.object({
  /** The id of the race. */
  race: z.string(),
  run: z.int().min(0),
  /** Counted from 1. */
  step: z.int().min(1),
  /** Chosen parameters, by their indices. */
  parameters: z.array(z.int().min(0)).max(2),
  /** Absent where nothing was set. */
  branch: branchSchema.optional(),
});
export type InspectedPlace = Readonly<z.infer<typeof inspectedPlaceSchema>>;

export interface OpenedRun {
  readonly type: 'opened';
  readonly place: InspectedPlace;
  readonly runs: readonly RunChoice[];
  readonly facts: InspectedFacts;
  readonly curve: InspectedCurve;
  /** What there is to say about how exactly it is computed again, as a sentence; null where there is nothing. */
  readonly precision: string | null;
}

export type ToInspector =
  /** The run is being opened. */
  | { readonly type: 'opening'; readonly title: string }
  | OpenedRun
  /** Nothing can be shown, and why; also where it was shown and its thread has ended. */
  | { readonly type: 'failed'; readonly message: string }
  | Reply;

const stepSchema = z.int().min(1);

/** What comes back was made by the same program. */
const answerOf = <T>() => z.custom<T>(() => true);

export const inspectorRequests = {
  /** Without parameters, the one with the largest update. */
  step: {
    params: z.object({ step: stepSchema, parameters: z.array(z.int().min(0)).max(2) }),
    result: answerOf<ShownStep>(),
  },
  /** Those that a text stands for or, of an empty one, those with the largest updates of the step. */
  parameters: {
    params: z.object({ step: stepSchema, query: z.string().max(100) }),
    result: answerOf<readonly ParameterChoice[]>(),
  },
  /** Where the run stops being finite; null where it doesn't. */
  firstFault: { params: z.object({}), result: answerOf<FirstFault | null>() },
} as const;
export type InspectorRequests = typeof inspectorRequests;

export const fromInspectorSchema = z.union([
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('ready') }),
    z.object({ type: z.literal('chooseRun'), run: z.int().min(0) }),
    /** Where the person is now. */
    z.object({ type: z.literal('moved'), step: stepSchema, parameters: z.array(z.int().min(0)).max(2) }),
    /** The lesson that explains what is said of a step. */
    z.object({ type: z.literal('openLesson'), topic: z.literal(lessonTopicNames) }),
    z.object({ type: z.literal('copy'), text: z.string(), format: z.enum(['LaTeX', 'Markdown']) }),
    z.object({ type: z.literal('failed'), message: z.string() }),
  ]),
  requestSchema,
]);
export type FromInspector = z.infer<typeof fromInspectorSchema>;
