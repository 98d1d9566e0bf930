/** What a worker of a browser and whoever has started it say to each other. Both ends are built from one source. */
import type { ShippedTexts } from '../data/shippedTexts.ts';
import type { FileAnswer, FileQuestion } from '../files/askFiles.ts';

/** Programs of threads: all are in one file, so that what several need is there once. */
export const programNames = [
  'csv',
  'log',
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

/** What follows. */
export type ToThread =
  | { readonly type: 'message'; readonly message: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly answer: FileAnswer };

export type FromThread =
  | { readonly type: 'message'; readonly message: unknown }
  | { readonly type: 'question'; readonly id: number; readonly question: FileQuestion }
  /** The program has come to its end. */
  | { readonly type: 'end' }
  /** It failed by itself. */
  | { readonly type: 'failure'; readonly message: string };
