import type { PreparedDataset } from '../../problems/data/preparation/prepareDataset.ts';

/** What experiments of exercises and claims need from outside. */
export interface ExperimentOptions {
  /**
   * The data of a problem, as an experiment has it, where that is in a file. Default: data sets that are generated are made; others
   * are refused.
   */
  readonly dataOf?: (problem: object) => Promise<PreparedDataset | null>;
  /** Called often, with the share of the steps that are done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}
