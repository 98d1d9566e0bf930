import type { Line, Scene } from '../../shared/chart/scene.ts';
import { shareRange, yRange } from '../../shared/chart/yRange.ts';
import { lineColor, lineDash } from '../../shared/theme.ts';
import type { RunData } from '../data/runData.ts';
import { runNames } from '../data/runNames.ts';
import { isNarrow, type PanelState } from '../state.ts';
import { drawnRuns, isFaded, mostNamedLines } from './drawnRuns.ts';
import { isLogY, measureOf } from './measures.ts';
import { stepsPerUnit, xAxis } from './xAxis.ts';

const mostRawLines = 4;
/** Grid lines keep at least this distance, in pixels. */
const lineDistance = 46;

/**
 * What the chart draws of the race.
 * @param height Of the plot, in pixels.
 */
export function lossScene(state: PanelState, height: number): Scene {
  const { race, theme } = state;
  const runs = drawnRuns(state);
  const measure = measureOf(state);
  const logY = isLogY(state);
  const axis = xAxis(state);
  // Training is done at a training loss.
  const target = measure.evaluated ? null : race.facts.target;
  const direct = runs.length <= mostNamedLines;
  const endNames = direct
    ? runNames(
        race.runs.filter((run) => !run.diverged),
        race.runs,
      )
    : race.names;
  const hasRaw = !measure.evaluated && runs.length <= mostRawLines;
  const faded = isFaded(state, runs);
  const lines = runs.map((run): Line => {
    const name = race.names.get(run) ?? run.facts.name;
    return {
      key: run.key,
      name,
      endName: endNames.get(run) ?? name,
      color: lineColor(run.look, theme),
      dash: lineDash(run.look, theme.contrast),
      look: run.look,
      faded: faded(run),
      highlighted: run.key === state.highlighted,
      curve: measure.curveOf(run),
      raw: hasRaw && run.smoothed ? run.raw : null,
      stepsPerUnit: stepsPerUnit(run, axis.kind),
      divergedAt: divergedAt(run),
      reached: run.reached,
      positionAt: (step) => run.positionAt(step),
    };
  });
  const rows = Math.max(2, Math.floor(height / lineDistance));
  return {
    title: measure.title,
    lines,
    axis,
    y: measure.isShare ? shareRange(lines, rows) : yRange(lines, target, logY, rows),
    logY,
    isShare: measure.isShare,
    marksPoints: measure.evaluated,
    target,
    cursor: state.cursor,
    theme,
    narrow: isNarrow(state),
    direct,
  };
}

function divergedAt({ status }: RunData): number | null {
  return status.kind === 'diverged' ? status.step : null;
}
