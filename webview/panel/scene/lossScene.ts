import { hasEnded } from '../../../core/race/status.ts';
import type { Line, Scene } from '../../shared/chart/scene.ts';
import { lineColor, lineDash } from '../../shared/theme.ts';
import { countText, type Group } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import { isNarrow, type PanelState } from '../state.ts';
import { words } from '../words.ts';
import { drawnLines } from './drawnLines.ts';
import { highlightedRuns, isFaded, mostNamedLines } from './drawnRuns.ts';
import { isLogY, type Measure, measureOf } from './measures.ts';
import { middleOfRuns } from './middles.ts';
import { xView, yView } from './view.ts';
import { stepsPerUnit, xAxis } from './xAxis.ts';

const mostRawLines = 4;

/** What the chart draws of the race. */
export function lossScene(state: PanelState): Scene {
  const { race, theme } = state;
  const drawn = drawnLines(state);
  const measure = measureOf(state);
  const logY = isLogY(state);
  const whole = xAxis(state);
  const axis = { ...whole, ...xView(state, whole) };
  // Training is done at a training loss.
  const target = measure.evaluated ? null : race.facts.target;
  const direct = drawn.length <= mostNamedLines;
  const endNames = direct ? race.namesAmong(race.runs.filter((run) => !run.diverged)) : race.names;
  const hasBands = drawsBands(state);
  const highlighted = highlightedRuns(state);
  const faded = isFaded(
    state,
    drawn.flatMap(({ runs }) => runs),
  );
  const counts = new Set(drawn.flatMap(({ runs }) => (runs.length > 1 ? [runs.length] : [])));
  const lineOf = (run: RunData): Line => {
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
      highlighted: highlighted.has(run.key),
      curve: measure.curveOf(run),
      raw: hasBands && run.smoothed ? run.raw : null,
      middle: null,
      stepsPerUnit: stepsPerUnit(run, axis.kind),
      ended: hasEnded(run.status),
      divergedAt: divergedAt(run),
      reached: run.reached,
      positionAt: (step) => run.positionAt(step),
    };
  };
  const lines = drawn.flatMap((group) => {
    const [first, ...others] = group.runs;
    if (!first) return [];
    if (others.length === 0) return [lineOf(first)];
    const line = {
      ...lineOf(first),
      faded: group.runs.every(faded),
      highlighted: group.runs.some(({ key }) => highlighted.has(key)),
    };
    return [middleLine(line, group, measure, axis.kind, target, counts.size > 1)];
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

/** The line of several runs: looks and lies as that of their first does. */
function middleLine(
  line: Line,
  group: Group,
  measure: Measure,
  kind: Scene['axis']['kind'],
  target: number | null,
  namesCount: boolean,
): Line {
  const { key, name, runs } = group;
  const members = runs.map((run) => ({
    run,
    curve: measure.curveOf(run),
    stretch: kind === 'epoch' ? line.stepsPerUnit / stepsPerUnit(run, kind) : 1,
  }));
  const { median, low, high, lostAt, reached } = middleOfRuns(members, {
    largerIsBetter: measure.isShare,
    target,
  });
  const of = countText(group);
  return {
    ...line,
    ...{ key, name, endName: namesCount ? words.nameOf(name, of) : name },
    curve: median,
    middle: { low, high, of },
    ended: runs.every(({ status }) => hasEnded(status)),
    divergedAt: lostAt,
    reached,
    positionAt: () => null,
  };
}

/** Whether smoothed lines have what they were smoothed from beneath them; more would hide each other. */
export function drawsBands(state: PanelState): boolean {
  const lines = drawnLines(state);
  if (measureOf(state).evaluated || lines.length > mostRawLines) return false;
  // Beside a band of several runs another kind of band would be taken for one.
  return !drawsMiddles(lines) && lines.some(({ runs }) => runs.some((run) => run.smoothed));
}

/** Whether some of the lines are medians. */
function drawsMiddles(lines: readonly Group[]): boolean {
  return lines.some(({ runs }) => runs.length > 1);
}

function divergedAt({ status }: RunData): number | null {
  return status.kind === 'diverged' ? status.step : null;
}
