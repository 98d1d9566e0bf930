/** What a worker of a browser and whoever has started it say to each other. Both ends are built from one source. */
import type { ShippedTexts } from '../data/shippedTexts.ts';

/** Programs of threads: all are in one file, so that what several need is there once. */
export const programNames = [
  'runs',
  'ruleTests',
  'lessons',
  'debugger',
  'inspector',
  'diagnostics',
  'pictures',
  'previews',
] as const;
export type ProgramName = (typeof programNames)[number];

/** The first message to a thread. */
export interface ThreadStart {
  readonly program: ProgramName;
  readonly input: object;
  readonly shipped: ShippedTexts;
}

export type FromThread =
  | { readonly type: 'message'; readonly message: unknown }
  /** The program has come to its end. */
  | { readonly type: 'end' }
  /** It failed by itself. */
  | { readonly type: 'failure'; readonly message: string };
