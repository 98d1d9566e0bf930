/** Maps of where runs start, on a surface with several minima: which of them each run ends at. */

import { fuseEnds, type RunEnd } from '../engine/cpu/fused/fuseRun.ts';
import type { RunScore } from '../engine/runScore.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import type { Point } from '../problems/surfaces/surface.ts';
import type { MapSpec } from './mapSpec.ts';
import { runAt } from './runAt.ts';
import { ScoreKeeper } from './scoreKeeper.ts';
import { followRun, keepLast, mostFusedSteps, type ScorerOptions, variedIn } from './scorer.ts';

/** A run ends at a minimum that is nearer than this share of the surface's window. */
const nearShare = 0.05;

/** None where they say nothing: other settings are along the axes, or there is only one. */
export function minimaOf({ run, x, y }: Pick<MapSpec, 'run' | 'x' | 'y'>): readonly Point[] {
  const axes = [x.setting, y.setting];
  const surface = trainsOnData(run.problem) ? undefined : surfaceOf(run.problem);
  if (!surface || !axes.includes('start_x') || !axes.includes('start_y')) return [];
  const minima = [...surface.minima, ...(surface.localMinima ?? [])];
  return minima.length > 1 ? minima : [];
}

export interface BasinScore {
  readonly score: RunScore;
  /** Counted from 1; 0 where it ended at none. */
  readonly minimum: number;
}

/** Gives the score of a cell and where its run ended; null where it was given up. */
export type BasinScorer = (x: number, y: number) => Promise<BasinScore | null>;

/** @returns null where the map has no minima to tell apart. */
export function createBasinScorer(spec: MapSpec, options: ScorerOptions): BasinScorer | null {
  const minima = minimaOf(spec);
  const window = surfaceOf(spec.run.problem)?.window;
  if (minima.length === 0 || !window) return null;
  const end = fusedEnds(spec) ?? stepwiseEnds(spec, options);
  const [wide, high] = [window.x[1] - window.x[0], window.y[1] - window.y[0]];
  return async (x, y) => {
    const found = end(x, y);
    const known = found instanceof Promise ? await found : found;
    if (!known) return null;
    const { score } = known;
    const away = minima.map(([atX, atY]) => Math.hypot((known.x - atX) / wide, (known.y - atY) / high));
    const least = Math.min(...away);
    // What has diverged is far from each.
    return { score, minimum: least <= nearShare ? away.indexOf(least) + 1 : 0 };
  };
}

type Ends = (x: number, y: number) => RunEnd | Promise<RunEnd | null>;

const fusedEnds = keepLast((spec): Ends | null => {
  const varied = variedIn(spec);
  if (!varied || spec.run.steps > mostFusedSteps) return null;
  return fuseEnds({ ...spec.run, id: '' }, varied, spec.target);
});

function stepwiseEnds(spec: MapSpec, options: ScorerOptions): Ends {
  return async (x, y) => {
    const run = runAt(spec, x, y);
    const keeper = new ScoreKeeper(run, spec.target);
    let end: ArrayLike<number> = [];
    const isWhole = await followRun(
      run,
      options,
      (loss) => keeper.take(loss),
      ({ measured }) => {
        end = measured.position?.slice(-2) ?? [];
      },
    );
    return isWhole ? { score: keeper.score, x: end[0] ?? Number.NaN, y: end[1] ?? Number.NaN } : null;
  };
}
