import type { DrawnRun } from '../data/drawnRun.ts';
import { runNames } from '../data/runNames.ts';
import { isNarrow, type PanelState, visibleRuns } from '../state.ts';
import { lineDash, paletteSize, type Theme } from '../theme.ts';
import { isLogY, type Measure, measureOf } from './measures.ts';
import type { Range } from './ticks.ts';
import { type XAxis, xAxis } from './xAxis.ts';
import { shareRange, yRange } from './yRange.ts';

/** One run as the chart draws it. */
export interface Line extends DrawnRun {
  /** No other run has this name. */
  readonly name: string;
  /** The same, shorter where only diverged runs, which have no line end, share it. */
  readonly endName: string;
  readonly color: string;
  readonly dash: readonly number[];
  /** Another run is highlighted. */
  readonly faded: boolean;
  readonly highlighted: boolean;
}

/** What the chart draws. */
export interface Scene {
  readonly measure: Measure;
  readonly lines: readonly Line[];
  readonly axis: XAxis;
  readonly y: Range;
  readonly logY: boolean;
  readonly target: number | null;
  readonly cursor: number | null;
  readonly theme: Theme;
  readonly narrow: boolean;
  /** Names at the line ends in place of a legend. */
  readonly direct: boolean;
  /** The raw losses of models, pale beneath the smoothed ones. */
  readonly raw: boolean;
}

export const mostDirectLabels = 8;
const mostRawLines = 4;
/** Grid lines keep at least this distance, in pixels. */
const lineDistance = 46;

export function chartScene(state: PanelState, height: number): Scene {
  const { race, theme, highlighted } = state;
  const names = runNames(race.runs);
  const endNames = runNames(race.runs.filter((run) => !run.diverged));
  const runs = visibleRuns(state);
  const measure = measureOf(state);
  const logY = isLogY(state);
  // Training is done at a training loss.
  const target = measure.evaluated ? null : race.facts.target;
  // The crosshair compares all runs, so none steps back for the one it is near.
  const some = state.cursor === null && runs.some((run) => run.key === highlighted);
  const lines = runs.map((run): Line => {
    const { id, color, variant } = run.facts;
    const name = names.get(run) ?? run.facts.name;
    return {
      run,
      curve: measure.curveOf(run),
      name,
      endName: endNames.get(run) ?? name,
      color: theme.runs[color % paletteSize] ?? theme.foreground,
      dash: lineDash(color, variant, theme.contrast),
      faded: some && id !== highlighted,
      highlighted: id === highlighted,
    };
  });
  const rows = Math.max(2, Math.floor(height / lineDistance));
  return {
    measure,
    lines,
    axis: xAxis(state),
    y: measure.isShare ? shareRange(lines, rows) : yRange(lines, target, logY, rows),
    logY,
    target,
    cursor: state.cursor,
    theme,
    narrow: isNarrow(state),
    direct: runs.length <= mostDirectLabels,
    raw: !measure.evaluated && runs.length <= mostRawLines && runs.some((run) => run.smoothed),
  };
}
