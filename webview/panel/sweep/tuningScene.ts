import { type TuningCurve, type TuningPoint, tuningCurves } from '../../../core/compare/tuning.ts';
import { formatNumber, formatSetting } from '../../../core/format.ts';
import type { Setting } from '../../../core/race/runSettings.ts';
import type { TuningPanel, TuningScene } from '../../shared/sweep/tuningScene.ts';
import { isGeometric } from '../../shared/sweep/valueScale.ts';
import { lineColor } from '../../shared/theme.ts';
import type { RunData } from '../data/runData.ts';
import { isColumn, type PanelState, visibleRuns } from '../state.ts';
import { words } from '../words.ts';
import { cellLines } from './heatMapScene.ts';
import { judgeOf, scoring } from './judging.ts';
import { tunedSetting } from './swept.ts';

/** What the tuning curves show of the runs in sight; null where no setting was swept. */
export function tuningScene(state: PanelState): TuningScene | null {
  const { race, settings, theme } = state;
  const setting = tunedSetting(state);
  if (!setting) return null;
  const curves = tuningCurves(visibleRuns(state), setting, scoring(state)).filter(
    ({ points }) => points.length > 0,
  );
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value));
  const medians = curves.flatMap(({ points }) => points.flatMap(({ median, low }) => [median, low]));
  const panels = curves.map((curve) => panelOf(curve, setting, state));
  const judge = judgeOf(race, settings.judge).label(race);
  return {
    label: words.tuningLabel(
      judge,
      setting.name,
      panels.map(({ name, bestText, edge }) =>
        [name, bestText || words.noBest, ...(edge === null ? [] : [edge])].join(', '),
      ),
    ),
    setting: setting.id === 'lr' ? words.rate.toLowerCase() : setting.name,
    panels,
    grows: isColumn(state),
    logX: isGeometric(values),
    logY: settings.logY && medians.every((median) => median > 0),
    theme,
    card: ({ panel, mark }) => {
      const curve = curves[panel];
      const point = curve?.points[mark];
      return curve && point ? cardOf(curve.name, point, setting, judge) : [];
    },
  };
}

/** What came of one value of the setting. */
function cardOf(
  name: string,
  { value, median, low, high, runs }: TuningPoint<RunData>,
  setting: Setting,
  judge: string,
): string[] {
  const hasHalf = low < high && Number.isFinite(high);
  return [
    `${name}, ${setting.name} ${formatSetting(value)}`,
    ...cellLines({ runs, score: median }, judge),
    ...(hasHalf ? [words.halfBetween(shortScore(low), shortScore(high))] : []),
  ];
}

function panelOf(
  { name, points, best, isAtEdge }: TuningCurve<RunData>,
  setting: Setting,
  { theme, race }: PanelState,
): TuningPanel {
  const first = race.runs.find(({ facts }) => facts.name === name);
  return {
    name,
    color: first ? lineColor(first.homeLook, theme) : theme.foreground,
    marks: points,
    best,
    bestText: best ? words.bestAt(shortScore(best.median), formatSetting(best.value)) : '',
    edge: isAtEdge ? words.edgeOf(setting.id === 'lr' ? words.ratesTried : words.valuesTried) : null,
  };
}

function shortScore(score: number): string {
  return Number.isInteger(score) && Math.abs(score) < 1e5 ? String(score) : formatNumber(score, 3);
}
