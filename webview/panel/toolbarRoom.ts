/** Which parts of the toolbar there is room for: each stands there whole, or in the menu. */
import { formatCount } from '../../core/format.ts';
import { devicesOf, precisionsOf, threadsOf } from './data/engines.ts';
import { groupingsOf } from './data/groups.ts';
import type { RaceData } from './data/raceData.ts';
import { measuresOf } from './scene/measures.ts';
import { axisKindsOf } from './scene/xAxis.ts';
import { hasExtension, isNarrow, type PanelState } from './state.ts';
import { judgesOf } from './sweep/judging.ts';
import { stageOf, stagesOf } from './sweep/swept.ts';
import { words } from './words.ts';

export type ToolbarPart =
  | 'counter'
  | 'restart'
  | 'stage'
  | 'judge'
  | 'logY'
  | 'measure'
  | 'groupBy'
  | 'speed'
  | 'xAxis'
  | 'logX'
  | 'outliers'
  | 'smoothing'
  | 'raw'
  | 'epochs'
  | 'differing'
  | 'engine';

/** What matters most comes first. */
const order: readonly ToolbarPart[] = [
  'counter',
  'restart',
  'stage',
  'judge',
  'logY',
  'measure',
  'groupBy',
  'speed',
  'xAxis',
  'logX',
  'epochs',
  'engine',
  'outliers',
  'smoothing',
  'raw',
];

/** Three buttons of the race with their separator, and the two menus. */
const always = 3 * 28 + 21 + 2 * 28;
const padding = { wide: 24, narrow: 16 };
/** Of a report: one menu, for what has no room. */
const menuWidth = 28;
/** Room for a letter and for a digit: fonts as wide as any that is usual. */
const letter = 7.6;
const digit = 7.3;
/** `0.03 epochs` */
const longestSmoothing = 11;
/** As the style sheet has it. */
const sliderWidth = 88;

/** What nobody is there to do in a report. */
const ofRunning: readonly ToolbarPart[] = ['restart', 'speed'];
const ofModels: readonly ToolbarPart[] = ['measure', 'epochs'];
const ofCurves: readonly ToolbarPart[] = [
  'measure',
  'groupBy',
  'xAxis',
  'logX',
  'outliers',
  'smoothing',
  'raw',
];

/** Those that what is on the stage has. */
export function partsOf(state: Pick<PanelState, 'race' | 'settings' | 'place'>): ToolbarPart[] {
  const shown = stageOf(state);
  const { isModel, facts, runs } = state.race;
  const isSwept = stagesOf(state.race).length > 1;
  // Which experiment would begin anew?
  const parts = order.filter(
    (part) =>
      (isModel || !ofModels.includes(part)) &&
      (part !== 'epochs' || state.race.hasEpochs) &&
      (facts.isWhole || part !== 'restart') &&
      (hasExtension(state) || !ofRunning.includes(part)) &&
      (isSwept || (part !== 'stage' && part !== 'judge')) &&
      (shown === 'curves' || !ofCurves.includes(part)) &&
      (part !== 'groupBy' || groupingsOf(state.race).length > 0),
  );
  if (runs.length < 2) return parts;
  if (facts.isWhole) return [...parts, 'differing'];
  const after = parts.indexOf('logY') + 1;
  return parts.toSpliced(after, 0, 'differing');
}

/** What there is no room for comes after all that there is room for: nothing takes the place of what matters more. */
export function fittingParts(state: PanelState): ReadonlySet<ToolbarPart> {
  const fitting = new Set<ToolbarPart>();
  const menus = hasExtension(state) ? always : menuWidth;
  let room = state.width - menus - (isNarrow(state) ? padding.narrow : padding.wide);
  for (const part of partsOf(state)) {
    room -= widthOf(part, state.race);
    if (room < 0) break;
    fitting.add(part);
  }
  return fitting;
}

/** In pixels, with the gap beside it. */
function widthOf(part: ToolbarPart, race: RaceData): number {
  switch (part) {
    case 'counter':
      return digit * (2 * formatCount(race.steps).length + 3) + 12;
    case 'restart':
      return 28;
    case 'stage':
      return (
        21 +
        selectWidth(
          words.stage,
          stagesOf(race).map((each) => words.stages[each]),
        )
      );
    case 'judge':
      return selectWidth(
        words.judge,
        judgesOf(race).map((each) => each.label(race)),
      );
    case 'logY':
      return toggleWidth(words.logY);
    case 'differing':
      return 21 + toggleWidth(words.onlyDiffering);
    case 'logX':
      return toggleWidth(words.logX);
    case 'outliers':
      return toggleWidth(words.ignoreOutliers);
    case 'smoothing':
      return letter * (words.smoothing.length + longestSmoothing) + sliderWidth + 32;
    case 'raw':
      return toggleWidth(words.showRaw);
    case 'measure':
      return (
        21 +
        selectWidth(
          words.measure,
          measuresOf(race).map((each) => each.name(race)),
        )
      );
    case 'groupBy':
      return (
        21 +
        selectWidth(
          words.groupBy,
          groupingsOf(race).map(({ label }) => label),
        )
      );
    case 'speed':
      return 21 + selectWidth(words.speed, [words.speedName(0.25)]);
    case 'xAxis':
      return selectWidth(
        words.xAxis,
        axisKindsOf(race).map(({ label }) => label),
      );
    case 'epochs':
      return digit * words.epochCount(0, race.epochs).length + 12;
    case 'engine':
      return (
        letter * words.engine(threadsOf(race), precisionsOf(race.runs), devicesOf(race.runs)).length + 12
      );
  }
}

function toggleWidth(label: string): number {
  return letter * label.length + 22;
}

function selectWidth(label: string, choices: readonly string[]): number {
  return letter * (label.length + Math.max(...choices.map(({ length }) => length))) + 50;
}
