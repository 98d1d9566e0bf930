/** What the thread of pictures of networks is given, asked, and tells. Both ends are built from one source. */
import type { Weights } from '../../core/engine/checkpoint.ts';
import type { NetworkFacts, RunOfNetwork, StepPictures } from '../../core/networkPictures/networkPictures.ts';
import type { SliceRequest } from '../../core/networkPictures/slice.ts';
import type { CsvOfRun } from '../data/dataOfRun.ts';

export interface PictureInput {
  /** All of one network on the same data. */
  readonly runs: readonly RunOfNetwork[];
  /** null where the problem has no CSV file. */
  readonly csv: CsvOfRun | null;
}

/** What can be asked, each with what it carries and what comes of it. */
export interface PictureQuestions {
  /** Before any run is gone through. */
  readonly facts: { readonly input: null; readonly output: NetworkFacts };
  /** Goes through all runs as far as each is by now; null where that is left. Slices need it. */
  readonly follow: { readonly input: readonly number[]; readonly output: NetworkFacts | null };
  readonly at: {
    readonly input: { readonly run: number; readonly step: number };
    readonly output: StepPictures;
  };
  /** Of the weights that a run has while it goes on. */
  readonly live: {
    readonly input: { readonly run: number; readonly weights: Weights };
    readonly output: StepPictures;
  };
  /** Takes the place of a slice before; it comes as news, and the answer when it is whole, or left. */
  readonly slice: { readonly input: SliceRequest; readonly output: null };
  /** Leaves the slice as far as it is, and does not go through the runs any further. */
  readonly stop: { readonly input: null; readonly output: null };
}
