/** Messages between the extension and the page of the hyperparameter map. */
import * as z from 'zod';
import type { InspectedCurve } from '../debug/inspector/inspectedCurve.ts';
import { lessonTopicNames } from '../debug/inspector/lessonTopics.ts';
import { mapScales } from '../experiment/map/mapAxis.ts';
import type { MapEngine } from '../map/mapEngine.ts';
import type { MapFacts } from '../map/mapFacts.ts';
import type { CellChunk } from '../map/mapGrid.ts';
import type { MapTheory } from '../map/mapTheory.ts';
import { gpuReplySchema, type ToGpu } from './gpu.ts';
import { type Reply, requestSchema } from './requests.ts';

const axisSchema = z.object({
  setting: z.string().max(100),
  scale: z.enum(mapScales),
  from: z.number(),
  to: z.number(),
});

/** A map by which it is known after a reload. */
export const mapPlaceSchema = z.object({
  /** As `keptExperimentSchema` has it. */
  experiment: z.unknown(),
  /** Of its CSV file; null where it has none. */
  csvFolder: z.string().nullable(),
  x: axisSchema,
  y: axisSchema,
});
export type MapPlace = Readonly<z.infer<typeof mapPlaceSchema>>;

export interface OpenedMap extends MapFacts {
  readonly type: 'opened';
  readonly place: MapPlace;
}

/** What is said below the headline. */
export interface MapNote {
  readonly kind: 'news' | 'problem';
  readonly text: string;
}

export type MapPhase = 'running' | 'paused' | 'stopped' | 'done';

export type ToMap =
  | { readonly type: 'opening'; readonly title: string }
  | OpenedMap
  /** What became of a rule that was saved; null: nothing is to be said of it any more. */
  | { readonly type: 'note'; readonly note: MapNote | null }
  /** Of the view of this number, which the page has given it. */
  | { readonly type: 'theory'; readonly view: number; readonly theory: MapTheory | null }
  | { readonly type: 'cells'; readonly view: number; readonly chunk: CellChunk }
  | { readonly type: 'phase'; readonly view: number; readonly phase: MapPhase }
  /** Where the cells that follow are computed. */
  | { readonly type: 'engine'; readonly view: number; readonly engine: MapEngine }
  /** Nothing can be shown, and why. */
  | { readonly type: 'failed'; readonly message: string }
  | ToGpu
  | Reply;

const place = z.object({ x: z.number(), y: z.number() });

export const mapRequests = {
  /** The loss of a run, by the values of its two settings. */
  curve: { params: place, result: z.custom<InspectedCurve>(() => true) },
} as const;

export const fromMapSchema = z.union([
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('ready') }),
    /** A part of the plane is to be computed, from a cell outward; what was computed before is in the way no more. */
    z.object({
      type: z.literal('show'),
      view: z.int(),
      x: axisSchema,
      y: axisSchema,
      around: z.object({ column: z.number(), row: z.number() }),
      /** Whether nothing that is known of it counts. */
      anew: z.boolean(),
      /** Whether it is the whole map from now on. */
      isWhole: z.boolean(),
    }),
    /** Other settings are to be along the axes. */
    z.object({ type: z.literal('choose'), x: z.string().max(100), y: z.string().max(100) }),
    z.object({ type: z.literal('optimizer'), name: z.string().max(1000) }),
    z.object({ type: z.literal('openLesson'), topic: z.literal(lessonTopicNames) }),
    z.object({ type: z.literal('focus'), column: z.number(), row: z.number() }),
    z.object({ type: z.literal('pause') }),
    z.object({ type: z.literal('resume') }),
    z.object({ type: z.literal('stop') }),
    z.object({ type: z.literal('run'), ...place.shape }),
    z.object({ type: z.literal('compare'), ...place.shape }),
    z.object({ type: z.literal('copy'), text: z.string().max(10_000) }),
    z.object({ type: z.literal('failed'), message: z.string() }),
    gpuReplySchema,
  ]),
  requestSchema,
]);
export type FromMap = z.infer<typeof fromMapSchema>;
