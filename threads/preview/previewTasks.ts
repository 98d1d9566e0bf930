/** What the thread of previews is given and asked. Both ends are built from one source. */
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import type { PreviewedRun } from '../../core/preview/previewRuns.ts';
import type { Point } from '../../core/problems/surfaces/surface.ts';

export interface PreviewInput {
  /** All of a race on a surface. */
  readonly specs: readonly RunSpec[];
}

/** What can be asked, each with what it carries and what comes of it. */
export interface PreviewQuestions {
  readonly from: {
    /** `runs`: their numbers in the race. */
    readonly input: { readonly start: Point; readonly runs: readonly number[] };
    /** In the order of these. */
    readonly output: readonly PreviewedRun[];
  };
}
