/** How sharply the loss is curved on the way of the runs, beside the bound of gradient descent. */
import type { RunSharpness } from '../../core/claims/claimSheet.ts';
import type { RaceOutput, RunOutput } from '../../core/lesson/raceOutput.ts';
import { Series } from '../../core/race/series.ts';
import type { Line, Scene } from '../shared/chart/scene.ts';
import { inView } from '../shared/chart/zoom.ts';
import { SeriesCurve } from '../shared/curves/seriesCurve.ts';
import type { Looking } from '../shared/race/raceScene.ts';
import { lineColor, lineDash, type Theme } from '../shared/theme.ts';
import { words } from './words.ts';

/** A bound that is further above all that was measured would press it to the floor. */
const furthest = 3;

const edgeDash = [5, 4];

/** A run with what was measured of it. */
export interface MeasuredRun {
  readonly facts: RunOutput;
  readonly sharpness: RunSharpness;
  /** Null where there is none near what was measured. */
  readonly edge: number | null;
}

export function measuredRuns({ runs }: RaceOutput, all: readonly RunSharpness[]): readonly MeasuredRun[] {
  const most = Math.max(...all.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return all.flatMap((sharpness) => {
    const facts = runs[sharpness.run];
    const { edge } = sharpness;
    return facts ? [{ facts, sharpness, edge: edge !== null && edge <= furthest * most ? edge : null }] : [];
  });
}

export function sharpnessScene(runs: readonly MeasuredRun[], looking: Looking, theme: Theme): Scene {
  const { cursor, view, narrow } = looking;
  const whole = { min: 0, max: Math.max(1, ...runs.flatMap(({ sharpness }) => sharpness.steps)) };
  const lines = runs.flatMap((run) => linesOf(run, looking.highlighted, theme));
  return {
    ...{ title: words.sharpness, lines, whole, cursor, theme, narrow },
    axis: { kind: 'step', log: false, quantum: 1, ...whole, ...inView(view.x, { whole, log: false }) },
    ...{ yLimits: view.y, ignoresOutliers: false, logY: false, isShare: false, marksPoints: false },
    ...{ target: null, direct: true },
  };
}

function linesOf({ facts, sharpness, edge }: MeasuredRun, highlighted: string | null, theme: Theme): Line[] {
  const { name, stem, color: slot, variant } = facts;
  const { run, steps, values } = sharpness;
  const look = { slot, variant };
  const key = String(run);
  const line: Line = {
    ...{ key, group: key, isBeside: false, name, endName: name, stem, look },
    ...{ color: lineColor(look, theme), dash: lineDash(look, theme.contrast) },
    ...{ faded: highlighted !== null && highlighted !== key, highlighted: highlighted === key },
    ...{ curve: curveOf(steps, values), raw: null, middle: null, stepsPerUnit: 1 },
    ...{ ended: true, divergedAt: null, reached: null, positionAt: () => null },
  };
  if (edge === null) return [line];
  const of = words.edgeOf(name);
  return [
    line,
    {
      ...line,
      ...{ key: `${key} edge`, name: of, endName: words.edge, stem: words.edge, isBeside: true },
      ...{ dash: edgeDash, highlighted: false },
      curve: curveOf(
        steps,
        steps.map(() => edge),
      ),
    },
  ];
}

function curveOf(steps: readonly number[], values: readonly (number | null)[]): SeriesCurve {
  const [at, of] = [new Series(), new Series()];
  at.append(Float64Array.from(steps));
  of.append(Float64Array.from(values, (value) => value ?? Number.NaN));
  return new SeriesCurve(at, of);
}
