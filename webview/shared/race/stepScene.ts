/** How long the steps of a race are along one parameter, beside its losses. */

import type { SurfaceParameter } from '../../../core/lesson/stepLengths.ts';
import type { Extent, Scene } from '../chart/scene.ts';
import type { Theme } from '../theme.ts';
import type { RaceData } from './raceData.ts';
import { lineOfRun, mostNamedLines } from './raceScene.ts';
import { words } from './words.ts';

interface StepView {
  readonly along: SurfaceParameter;
  /** Of the race, whose part of the steps and whose crosshair are here, too. */
  readonly losses: Scene;
  /** What is in view of the lengths; null is all of it. */
  readonly y: Extent | null;
  /** The key of the run under the pointer. */
  readonly highlighted: string | null;
}

export function stepScene(
  { runs, settings }: RaceData,
  { along, losses, y, highlighted }: StepView,
  theme: Theme,
): Scene {
  // Settings with several seeds are highlighted as a whole.
  const key = settings.length > 0 ? null : highlighted;
  return {
    ...losses,
    title: words.lengths(along),
    lines: runs.map(({ facts, lengths: curve }, number) => ({
      ...lineOfRun({ facts, curve }, String(number), key, theme),
      ...{ stepsPerUnit: 1, reached: null },
    })),
    yLimits: y,
    logY: false,
    marksPeaks: true,
    target: null,
    direct: runs.length <= mostNamedLines,
  };
}
