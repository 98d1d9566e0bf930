/** Where the runs would go from the start that a person moves. */
import { mostPreviewedSteps } from '../../../core/experiment/limits.ts';
import type { Curve } from '../../shared/curves/curve.ts';
import type { Numbers } from '../../shared/landscape/scene.ts';
import { words } from '../words.ts';
import type { RunData } from './runData.ts';

export interface PreviewedLine {
  readonly losses: Curve;
  readonly positions: Numbers;
  readonly diverged: boolean;
}

/** What is shown while the start is elsewhere. */
export interface Preview {
  /** By the keys of the runs; none before the first is known, and where there is none. */
  readonly lines: ReadonlyMap<string, PreviewedLine>;
  /** Why there is none, as a sentence. */
  readonly why: string | null;
}

/** null where there can be one. */
export function whyNoPreview(runs: readonly RunData[]): string | null {
  const steps = runs.reduce((sum, run) => sum + run.steps, 0);
  return steps > mostPreviewedSteps ? words.tooLongToPreview(steps, mostPreviewedSteps) : null;
}
