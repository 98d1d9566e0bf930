/** The scenes of the charts: median curves, the best so far, and the performance profile. */
import type { ProfileCurve, SheetBand } from '../../core/fairComparison/comparisonSheet.ts';
import { isRunning } from '../../core/fairComparison/comparisonSheet.ts';
import type { Extent, Line, Scene, XAxis } from '../shared/chart/scene.ts';
import { inView } from '../shared/chart/zoom.ts';
import { type BandCurves, haveLogarithms, seriesOf } from '../shared/comparison/bandCurves.ts';
import { entrantLine } from '../shared/comparison/entrantLine.ts';
import { SeriesCurve } from '../shared/curves/seriesCurve.ts';
import { type ChartName, curvesTitle, isNarrow, type Shown } from './comparisonState.ts';
import { words } from './words.ts';

/** More lines than these have no names at their ends: the table has them all. */
const mostNamed = 8;
/** Bands of more lines hide each other: only that of the highlighted one is drawn. */
const mostBands = 6;
/** Parts of a ratio that the crosshair tells apart. */
const ratioParts = 100;

/** The loss over steps on the fresh seeds; null before there is any. */
export function curvesScene(shown: Shown, bands: BandCurves): Scene | null {
  const { sheet, problem } = shown;
  const lines = bandLines(shown, bands, 'curve');
  const max = lastOf(problem.entrants.map(({ curve }) => curve));
  if (max === null) return null;
  return sceneOf(shown, 'curves', {
    title: curvesTitle(shown),
    lines,
    axis: { kind: sheet.unit, log: false, quantum: 1 },
    whole: { min: 0, max: Math.max(1, max) },
    logY: isLogCurve(shown),
    isShare: false,
    target: sheet.judge.target,
  });
}

/** The score of the best among the first trials; null before there is any. */
export function trialsScene(shown: Shown, bands: BandCurves): Scene | null {
  const { sheet, problem } = shown;
  const max = lastOf(problem.entrants.map(({ bestSoFar }) => bestSoFar));
  if (max === null) return null;
  return sceneOf(shown, 'trials', {
    title: words.bestSoFar,
    lines: bandLines(shown, bands, 'bestSoFar'),
    axis: { kind: 'trial', log: false, quantum: 1 },
    whole: { min: 1, max: Math.max(2, max) },
    logY: isLogScore(shown),
    isShare: sheet.judge.kind === 'accuracy',
    target: null,
  });
}

/** Over the problems; null where there is one, or none is judged yet. */
export function profileScene(shown: Shown): Scene | null {
  const { profile } = shown.sheet;
  if (profile.length === 0) return null;
  const max = Math.max(1.1, ...profile.flatMap(({ x }) => x.filter(Number.isFinite)));
  return sceneOf(shown, 'profile', {
    title: words.profile,
    lines: profile.map((curve, place) => ({
      ...entrantLine(curve, around(shown, place)),
      ...{ curve: stairs(curve, max), stepsPerUnit: ratioParts, middle: null },
    })),
    axis: { kind: 'ratio', log: true, quantum: 1 / ratioParts },
    whole: { min: 1, max },
    logY: false,
    isShare: true,
    target: null,
  });
}

/** Losses on a logarithmic axis: where the person wants one, and all have a logarithm. */
export function isLogCurve({ problem, choices }: Shown): boolean {
  return choices.logY && haveLogarithms(problem.entrants.map(({ curve }) => curve));
}

/** Scores of tuning on a logarithmic axis: where the person wants one, and all have a logarithm. */
export function isLogScore({ sheet, problem, choices }: Shown): boolean {
  const scores = problem.entrants.flatMap(({ trials }) =>
    trials.flatMap(({ score }) => [score.low, score.median]),
  );
  return choices.logY && sheet.judge.kind !== 'accuracy' && scores.every((score) => !(score <= 0));
}

interface Parts extends Pick<Scene, 'title' | 'lines' | 'logY' | 'isShare' | 'target'> {
  readonly axis: Omit<XAxis, 'min' | 'max'>;
  readonly whole: Extent;
}

function sceneOf(shown: Shown, name: ChartName, { axis, whole, ...parts }: Parts): Scene {
  const { cursor, view } = shown.looking[name];
  const y = view.y && (!parts.logY || view.y.min > 0) ? view.y : null;
  return {
    ...parts,
    axis: { ...axis, ...whole, ...inView(view.x, { whole, log: axis.log }) },
    ...{ whole, yLimits: y, ignoresOutliers: name === 'curves', marksPoints: name === 'trials', cursor },
    ...{ theme: shown.theme, narrow: isNarrow(shown), direct: parts.lines.length <= mostNamed },
  };
}

function bandLines(shown: Shown, bands: BandCurves, what: 'curve' | 'bestSoFar'): Line[] {
  const { entrants } = shown.problem;
  return entrants.flatMap((entrant, place) => {
    const band = entrant[what];
    if (band.x.length === 0) return [];
    const { median, low, high } = bands.of(`${shown.number} ${what} ${place}`, band);
    const hasBand = entrants.length <= mostBands || shown.highlighted === place;
    const middle = { low, high, of: '' };
    return [
      { ...entrantLine(entrant, around(shown, place)), curve: median, middle: hasBand ? middle : null },
    ];
  });
}

function around({ highlighted, theme, sheet }: Shown, place: number) {
  return { place, highlighted, ended: !isRunning(sheet), theme };
}

/** From 1 to the end of the axis, level between the places where it rises. */
function stairs({ x, share }: ProfileCurve, max: number): SeriesCurve {
  const [steps, shares]: [number[], number[]] = [[ratioParts], [0]];
  x.forEach((ratio, i) => {
    if (!(ratio <= max)) return;
    const step = Math.round(ratioParts * ratio);
    steps.push(step, step);
    shares.push(shares.at(-1) ?? 0, share[i] ?? 0);
  });
  steps.push(Math.round(ratioParts * max));
  shares.push(shares.at(-1) ?? 0);
  return new SeriesCurve(seriesOf(steps), seriesOf(shares));
}

/** null: none of them has a value. */
function lastOf(bands: readonly SheetBand[]): number | null {
  const lasts = bands.flatMap(({ x }) => x.at(-1) ?? []);
  return lasts.length > 0 ? Math.max(...lasts) : null;
}
