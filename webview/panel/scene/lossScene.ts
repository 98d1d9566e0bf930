import { hasEnded } from '../../../core/race/status.ts';
import type { Line, Scene } from '../../shared/chart/scene.ts';
import { lineColor, lineDash } from '../../shared/theme.ts';
import type { RunData } from '../data/runData.ts';
import { isNarrow, type PanelState } from '../state.ts';
import { drawnRuns, isFaded, mostNamedLines } from './drawnRuns.ts';
import { isLogY, measureOf } from './measures.ts';
import { xView, yView } from './view.ts';
import { stepsPerUnit, xAxis } from './xAxis.ts';

const mostRawLines = 4;
/** What the chart draws of the race. */
export function lossScene(state: PanelState): Scene {
  const { race, theme } = state;
  const runs = drawnRuns(state);
  const measure = measureOf(state);
  const logY = isLogY(state);
  const whole = xAxis(state);
  const axis = { ...whole, ...xView(state, whole) };
  // Training is done at a training loss.
  const target = measure.evaluated ? null : race.facts.target;
  const direct = runs.length <= mostNamedLines;
  const endNames = direct ? race.namesAmong(race.runs.filter((run) => !run.diverged)) : race.names;
  const hasBands = drawsBands(state);
  const faded = isFaded(state, runs);
  const lines = runs.map((run): Line => {
    const name = race.names.get(run) ?? run.facts.name;
    return {
      key: run.key,
      name,
      endName: endNames.get(run) ?? name,
      stem: run.facts.name,
      color: lineColor(run.look, theme),
      dash: lineDash(run.look, theme.contrast),
      look: run.look,
      faded: faded(run),
      highlighted: run.key === state.highlighted,
      curve: measure.curveOf(run),
      raw: hasBands && run.smoothed ? run.raw : null,
      stepsPerUnit: stepsPerUnit(run, axis.kind),
      ended: hasEnded(run.status),
      divergedAt: divergedAt(run),
      reached: run.reached,
      positionAt: (step) => run.positionAt(step),
    };
  });
  return {
    title: measure.title,
    lines,
    axis,
    whole: { min: whole.min, max: whole.max },
    yLimits: yView(state),
    ignoresOutliers: state.settings.ignoreOutliers,
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

/** Whether smoothed lines have what they were smoothed from beneath them; more would hide each other. */
export function drawsBands(state: PanelState): boolean {
  const runs = drawnRuns(state);
  return !measureOf(state).evaluated && runs.length <= mostRawLines && runs.some((run) => run.smoothed);
}

function divergedAt({ status }: RunData): number | null {
  return status.kind === 'diverged' ? status.step : null;
}
