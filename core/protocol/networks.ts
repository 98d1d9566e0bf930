/** Messages between the extension and the page that shows pictures of networks. */
import * as z from 'zod';
import type { Confusion } from '../networkPictures/confusion.ts';
import type { NetworkFacts, StepPictures } from '../networkPictures/networkPictures.ts';
import type { SliceNews } from '../networkPictures/sliceNews.ts';
import type { Score } from '../problems/objective.ts';
import { measuredSchema, numbersSchema } from '../race/numbersSchema.ts';
import { type Reply, requestSchema } from './requests.ts';

/** So many runs are looked at together, at most. */
export const mostRuns = 6;

/** By which it is known after a reload. */
export const networkPlaceSchema = z.object({
  runs: z
    .array(z.object({ race: z.string(), run: z.int().min(0) }))
    .min(1)
    .max(mostRuns),
  /** The place of the run that is looked at. */
  chosen: z.int().min(0),
  /** After so many of its steps; null: after all. */
  step: z.int().min(0).nullable(),
});
export type NetworkPlace = Readonly<z.infer<typeof networkPlaceSchema>>;

/** A run that can be chosen on the page. */
export interface NetworkRun {
  /** `Adam, lr 0.01` */
  readonly title: string;
  /** Its colour, in the palette of twelve. */
  readonly color: number;
  /** 0 for the first of its colour, 1 for the second, …: the line style. */
  readonly variant: number;
  readonly stepsDone: number;
  readonly hasDiverged: boolean;
  readonly goesOn: boolean;
}

export interface OpenedNetwork {
  readonly type: 'opened';
  readonly place: NetworkPlace;
  /** `Two spirals, 2-32-32-2 network` */
  readonly problem: string;
  readonly runs: readonly NetworkRun[];
  readonly facts: NetworkFacts;
  /** What there is to say about how exactly they are computed again, as a sentence; null where there is nothing. */
  readonly precision: string | null;
  /** Whether pictures of the chosen run come by themselves while it goes on. */
  readonly isLive: boolean;
  /** Whether the runs were gone through, so that slices can be had. */
  readonly isFollowed: boolean;
}

/** Of the weights that a run has while it goes on. */
export interface LivePictures {
  readonly run: number;
  readonly pictures: StepPictures;
}

export type ToNetworks =
  /** The runs are computed again; so much of it is done, 0 to 1. */
  | { readonly type: 'opening'; readonly title: string; readonly share: number }
  | OpenedNetwork
  /** How far the runs are, and how one of them is now; null: no other than before. */
  | { readonly type: 'wentOn'; readonly runs: readonly NetworkRun[]; readonly live: LivePictures | null }
  /** The runs are gone through while pictures are shown; null: that was left. */
  | { readonly type: 'following'; readonly share: number | null }
  | { readonly type: 'slice'; readonly news: SliceNews }
  /** Nothing can be shown, and why; also where it was shown and its thread has ended. */
  | { readonly type: 'failed'; readonly message: string }
  | Reply;

const placeSchema = z.int().min(0);
const scoreSchema = z
  .object({ loss: measuredSchema, accuracy: z.number().optional() })
  .transform(({ loss, accuracy }): Score => (accuracy === undefined ? { loss } : { loss, accuracy }));

/** Of pictures as they come to the page. */
export const picturesSchema = z.object({
  step: z.int().min(0),
  hasFiniteWeights: z.boolean(),
  training: scoreSchema,
  validation: scoreSchema.nullable(),
  decision: z.custom<Float32Array>((value) => value instanceof Float32Array).nullable(),
  confusion: z.custom<Confusion>(() => true).nullable(),
  predictions: z
    .object({
      ...{ targets: numbersSchema, predictions: numbersSchema, rows: z.int() },
      ...{ error: measuredSchema, errorOfMean: measuredSchema },
    })
    .nullable(),
});

export const networkRequests = {
  /** Of a run after some of its steps. */
  pictures: { params: z.object({ run: placeSchema, step: placeSchema }), result: picturesSchema },
} as const;
export type NetworkRequests = typeof networkRequests;

export const fromNetworksSchema = z.union([
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('ready') }),
    /** Where the person is now. */
    z.object({ type: z.literal('moved'), chosen: placeSchema, step: placeSchema, isLive: z.boolean() }),
    /** The runs are to be gone through as far as they are by now. */
    z.object({ type: z.literal('follow') }),
    /** A slice is wanted, in the place of another. */
    z.object({
      type: z.literal('slice'),
      request: z.object({
        run: placeSchema,
        kind: z.enum(['random', 'ends']),
        seed: z
          .int()
          .min(0)
          .max(2 ** 32 - 1),
      }),
    }),
    /** What is computed is left as far as it is. */
    z.object({ type: z.literal('stop') }),
    z.object({ type: z.literal('failed'), message: z.string() }),
  ]),
  requestSchema,
]);
export type FromNetworks = z.infer<typeof fromNetworksSchema>;
