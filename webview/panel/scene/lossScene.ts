import { hasEnded } from '../../../core/race/status.ts';
import type { Line, Scene } from '../../shared/chart/scene.ts';
import { mix } from '../../shared/pen.ts';
import { lineColor, lineDash } from '../../shared/theme.ts';
import { countText, type Group } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import { canInspect, isNarrow, type PanelState } from '../state.ts';
import { words } from '../words.ts';
import { branchLine, stepMark } from './debugScene.ts';
import { drawnLines } from './drawnLines.ts';
import { highlightedRuns, isFaded, mostNamedLines } from './drawnRuns.ts';
import { isLogY, type Measure, measureOf } from './measures.ts';
import { type MiddleOfRuns, middleOfGroup } from './middles.ts';
import { previewLine } from './previewScene.ts';
import { isSmoothed, smoothedCurve } from './smoothing.ts';
import { xView, yView } from './view.ts';
import { stepsPerUnit, xAxis } from './xAxis.ts';

const mostRawLines = 4;
/** How much of its colour a curve from before has, in percent. */
const paleness = 50;
/** Of a line beside another of its colour, whatever that one’s. */
const dashBeside = [6, 4];

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
  const besides = measure.beside;
  const direct = drawn.length <= mostNamedLines;
  const namesBeside = (besides ? 2 : 1) * drawn.length <= mostNamedLines;
  const endNames = direct ? race.endNamesAmong(race.runs.filter((run) => !run.diverged)) : race.names;
  const otherName = words.evaluatedOn[race.evaluatedOn];
  const unitOf = stepsPerUnit(axis.kind, race);
  const hasBands = drawsBands(state);
  const highlighted = highlightedRuns(state);
  const isAsideOf = isFaded(
    state,
    drawn.flatMap(({ runs }) => runs),
  );
  const isPreviewed = state.preview !== null && state.preview.lines.size > 0 && !measure.evaluated;
  const faded = (run: RunData) => isPreviewed || isAsideOf(run);
  const recorded =
    measure.evaluated ||
    drawn.every(({ runs }) => runs.every((run) => smoothedCurve(run, state) === run.drawn));
  const lineOf = (run: RunData): Line => {
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
      highlighted: !isPreviewed && highlighted.has(run.key),
      curve: measure.curveOf(run, state),
      raw: hasBands && isSmoothed(run, state) ? run.raw : null,
      middle: null,
      stepsPerUnit: unitOf(run),
      ended: hasEnded(run.status),
      divergedAt: divergedAt(run),
      // Of another curve than that which is drawn.
      reached: recorded ? run.reached : null,
      positionAt: (step) => run.positionAt(step),
    };
    return line;
  };
  /** The line of the same run, or runs, with what else is measured of them. */
  const beside = (line: Line, { name: nameOf }: Measure): Line => ({
    ...line,
    key: `${line.key} beside`,
    isBeside: true,
    name: words.besides(line.name, nameOf(race)),
    endName: namesBeside ? otherName : '',
    stem: otherName,
    dash: dashBeside,
    raw: null,
    reached: null,
  });
  const linesOf = (group: Group): Line[] => {
    const [first, ...others] = group.runs;
    if (!first) return [];
    const alone = lineOf(first);
    if (others.length === 0) {
      if (!besides) return [alone];
      return [alone, { ...beside(alone, besides), curve: besides.curveOf(first, state) }];
    }
    const { look } = group;
    const line = {
      ...alone,
      ...{ look, color: lineColor(look, theme), dash: lineDash(look, theme.contrast) },
      faded: group.runs.every(faded),
      highlighted: group.runs.some(({ key }) => highlighted.has(key)),
    };
    const middle = middleLine(line, group, middleOfGroup(group, state));
    const main = recorded ? middle : { ...middle, reached: null };
    if (!besides) return [main];
    return [main, beside(middleLine(line, group, middleOfGroup(group, state, besides)), besides)];
  };
  /** Of runs whose rule was changed, pale behind the new ones. */
  const before = (group: Group): Line[] => {
    const runs = group.runs.flatMap((run) => run.before ?? []);
    if (runs.length === 0) return [];
    return linesOf({ ...group, runs }).map((line) => ({
      ...line,
      key: `${line.key} before`,
      group: group.key,
      isBeside: true,
      name: words.before(line.isBeside ? line.name : group.name),
      endName: '',
      color: mix(line.color, paleness, theme.background),
      highlighted: false,
      raw: null,
      middle: null,
      ended: true,
      reached: null,
      positionAt: () => null,
    }));
  };
  /** Of medians there is none. */
  const previewed = ({ runs: [run, ...others] }: Group): Line[] =>
    run && others.length === 0 && isPreviewed ? [previewLine(state, run, lineOf(run)) ?? []].flat() : [];
  const lines = withCounts(drawn.flatMap(linesOf));
  const branches = measure.evaluated ? [] : lines.flatMap((line) => branchLine(state, line) ?? []);
  return {
    title: measure.title,
    lines: [...drawn.flatMap(before), ...lines, ...branches, ...drawn.flatMap(previewed)],
    axis,
    whole: { min: whole.min, max: whole.max },
    yLimits: yView(state),
    ignoresOutliers: state.settings.ignoreOutliers,
    logY,
    isShare: measure.isShare,
    marksPoints: measure.evaluated,
    target,
    cursor: state.cursor,
    mark: stepMark(state, unitOf),
    theme,
    narrow: isNarrow(state),
    inspects: canInspect(state),
    direct,
  };
}

/** The line of several runs: lies as that of their first does. */
function middleLine(
  line: Line,
  { key, name, runs, areSeeds }: Group,
  { middle, counted }: MiddleOfRuns,
): Line {
  const { median, low, high, lostAt, reached } = middle;
  return {
    ...line,
    ...{ key, group: key, name, endName: name },
    curve: median,
    middle: { low, high, of: countText({ runs: counted, areSeeds }) },
    ended: runs.every(({ status }) => hasEnded(status)),
    divergedAt: lostAt,
    reached,
    positionAt: () => null,
  };
}

/** Where medians are of other numbers of runs, the names at their ends say so. */
function withCounts(lines: readonly Line[]): readonly Line[] {
  const counts = new Set(
    lines.flatMap(({ middle, curve, isBeside }) =>
      middle && curve.length > 0 && !isBeside ? [middle.of] : [],
    ),
  );
  if (counts.size < 2) return lines;
  return lines.map((line) =>
    line.middle && !line.isBeside ? { ...line, endName: words.nameOf(line.name, line.middle.of) } : line,
  );
}

/** Whether smoothed lines have what they were smoothed from beneath them; more would hide each other. */
export function drawsBands(state: PanelState): boolean {
  const lines = drawnLines(state);
  if (measureOf(state).evaluated || !state.settings.showRaw || lines.length > mostRawLines) return false;
  // Beside a band of several runs another kind of band would be taken for one.
  return !drawsMiddles(lines) && lines.some(({ runs }) => runs.some((run) => isSmoothed(run, state)));
}

/** Whether some of the lines are medians. */
function drawsMiddles(lines: readonly Group[]): boolean {
  return lines.some(({ runs }) => runs.length > 1);
}

function divergedAt({ status }: RunData): number | null {
  return status.kind === 'diverged' ? status.step : null;
}
