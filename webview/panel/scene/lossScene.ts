import { hasEnded } from '../../../core/race/status.ts';
import type { Line, Scene } from '../../shared/chart/scene.ts';
import { lineColor, lineDash } from '../../shared/theme.ts';
import type { RunData } from '../data/runData.ts';
import { isNarrow, type PanelState } from '../state.ts';
import { words } from '../words.ts';
import { drawnRuns, isFaded, mostNamedLines } from './drawnRuns.ts';
import { isLogY, measureOf } from './measures.ts';
import { isSmoothed, smoothedCurve } from './smoothing.ts';
import { xView, yView } from './view.ts';
import { stepsPerUnit, xAxis } from './xAxis.ts';

const mostRawLines = 4;
/** Of a line beside another of its colour, whatever that one’s. */
const dashBeside = [6, 4];

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
  const besides = measure.beside;
  const direct = runs.length <= mostNamedLines;
  const namesBeside = (besides ? 2 : 1) * runs.length <= mostNamedLines;
  const endNames = direct ? race.namesAmong(race.runs.filter((run) => !run.diverged)) : race.names;
  const otherName = race.heldOut ? words.validation : words.wholeSet;
  const unitOf = stepsPerUnit(axis.kind, race);
  const hasBands = drawsBands(state);
  const faded = isFaded(state, runs);
  const recorded = measure.evaluated || runs.every((run) => smoothedCurve(run, state) === run.drawn);
  const lines = runs.flatMap((run): Line[] => {
    const name = race.names.get(run) ?? run.facts.name;
    const line: Line = {
      key: run.key,
      group: run.key,
      isBeside: false,
      name,
      endName: endNames.get(run) ?? name,
      stem: run.facts.name,
      color: lineColor(run.look, theme),
      dash: lineDash(run.look, theme.contrast),
      look: run.look,
      faded: faded(run),
      highlighted: run.key === state.highlighted,
      curve: measure.curveOf(run, state),
      raw: hasBands && isSmoothed(run, state) ? run.raw : null,
      stepsPerUnit: unitOf(run),
      ended: hasEnded(run.status),
      divergedAt: divergedAt(run),
      // Of another curve than that which is drawn.
      reached: recorded ? run.reached : null,
      positionAt: (step) => run.positionAt(step),
    };
    if (!besides) return [line];
    const other = {
      key: `${run.key} beside`,
      isBeside: true,
      name: words.besides(name, besides.name(race)),
      endName: namesBeside ? otherName : '',
      stem: otherName,
      dash: dashBeside,
      curve: besides.curveOf(run, state),
      raw: null,
      reached: null,
    };
    return [line, { ...line, ...other }];
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
  if (measureOf(state).evaluated || !state.settings.showRaw) return false;
  return runs.length <= mostRawLines && runs.some((run) => isSmoothed(run, state));
}

function divergedAt({ status }: RunData): number | null {
  return status.kind === 'diverged' ? status.step : null;
}
