import { isOneOf, isWithin, rangeIn, valuesIn, withCondition } from '../../../core/compare/filterText.ts';
import { filterName } from '../../../core/compare/runFilter.ts';
import { type Setting, type SettingValue, settingText } from '../../../core/race/runSettings.ts';
import { tickLabel } from '../../shared/chart/labels.ts';
import { exactRange } from '../../shared/chart/ticks.ts';
import { sortBy } from '../../shared/sortBy.ts';
import {
  type Brush,
  lostShare,
  type ParallelAxis,
  type ParallelScene,
} from '../../shared/sweep/parallelScene.ts';
import { isGeometric, shareBetween } from '../../shared/sweep/valueScale.ts';
import { lineColor, lineDash } from '../../shared/theme.ts';
import type { RunData } from '../data/runData.ts';
import { isHidden, type PanelState } from '../state.ts';
import { words } from '../words.ts';
import { findOf } from './finding.ts';
import { scoreText } from './heatMapScene.ts';
import { judgeOf, scoring } from './judging.ts';
import { sweptSettings } from './swept.ts';

/** An axis with what it knows of values. */
interface Axis extends ParallelAxis {
  /** By which the filter knows it. */
  readonly filter: string;
  readonly shareOf: (run: RunData) => number | null;
  /** The condition that a run lies there. */
  readonly condition: (brush: Brush) => string;
}

/** What parallel coordinates show of all runs but hidden ones: those that are not found step back. */
export function parallelScene(state: PanelState): ParallelScene {
  const { race, settings, theme, found } = state;
  const runs = race.runs.filter((run) => !isHidden(state, run));
  const axes = axesOf(state, runs);
  const score = scoring(state);
  const isFound = ({ key }: RunData) => found.runs === null || found.runs.has(key);
  const worstFirst = sortBy(runs, score, false).reverse();
  const best = worstFirst.findLast((run) => isFound(run) && Number.isFinite(score(run)));
  return {
    label: words.parallelLabel({
      axes: axes.map(({ name }) => name),
      runs: runs.filter(isFound).length,
      judge: judgeOf(race, settings.judge).label(race),
      best: best ? `${race.names.get(best) ?? best.facts.name}, ${scoreText(score(best))}` : null,
    }),
    axes,
    lines: worstFirst.map((run) => ({
      key: run.key,
      color: lineColor(run.look, theme),
      dash: theme.contrast ? lineDash({ ...run.look, variant: 0 }, true) : [],
      shares: axes.map((axis) => axis.shareOf(run)),
      isFound: isFound(run),
      highlighted: run.key === state.highlighted,
    })),
    theme,
  };
}

/** The text of the filter when this part of an axis is brushed; null: none of it. */
export function brushedText(state: PanelState, index: number, brush: Brush | null): string {
  const { race, settings } = state;
  const { text } = findOf(race, settings);
  const axis = axesOf(
    state,
    race.runs.filter((run) => !isHidden(state, run)),
  )[index];
  return axis ? withCondition(text, axis.filter, brush ? axis.condition(brush) : '') : text;
}

/** Of each swept setting, and of the score. */
function axesOf(state: PanelState, runs: readonly RunData[]): Axis[] {
  const { race, settings } = state;
  const { text } = findOf(race, settings);
  const judge = judgeOf(race, settings.judge);
  const score = scoring(state);
  const scores = runs.map(score).filter(Number.isFinite);
  const log = settings.logY && scores.every((value) => value > 0);
  return [
    ...sweptSettings(race).map((setting) => axisOf(setting, state, runs, text)),
    numberAxis({ name: judge.label(race), filter: 'score', values: scores, log, of: score, text }),
  ];
}

function axisOf(setting: Setting, { race }: PanelState, runs: readonly RunData[], text: string): Axis {
  const all = [...new Set(runs.map(({ facts }) => setting.of(facts)).filter((value) => value !== null))];
  const filter = filterName(setting, race.differences.all);
  const numbers = all.filter((value) => typeof value === 'number');
  if (numbers.length < all.length) return wordAxis(setting, filter, all, race.differences.all, text);
  const of = ({ facts }: RunData) => {
    const value = setting.of(facts);
    return typeof value === 'number' ? value : Number.NaN;
  };
  return numberAxis({ name: setting.name, filter, values: numbers, log: isGeometric(numbers), of, text });
}

interface NumberAxis {
  readonly name: string;
  readonly filter: string;
  readonly values: readonly number[];
  readonly log: boolean;
  /** NaN where the run has none. */
  readonly of: (run: RunData) => number;
  /** Of the filter. */
  readonly text: string;
}

const ticksPerAxis = 5;

function numberAxis({ name, filter, values, log, of, text }: NumberAxis): Axis {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const share = (value: number) =>
    value === Number.POSITIVE_INFINITY ? lostShare : shareBetween(value, min, max, log);
  const range = rangeIn(text, filter);
  const shareOf = (run: RunData) => (Number.isNaN(of(run)) ? null : share(of(run)));
  const isFew = new Set(values).size <= ticksPerAxis + 2;
  const ticks = isFew
    ? [...new Set(values)]
    : max > min
      ? exactRange({ min, max }, log, ticksPerAxis).ticks
      : [min];
  const place = (value: number) => (Number.isFinite(value) ? share(value) : value > 0 ? lostShare : 0);
  return {
    name,
    filter,
    shareOf,
    ticks: values.length === 0 ? [] : ticks.map((value) => ({ text: tickLabel(value), share: share(value) })),
    brush: range && { low: place(range.low), high: place(range.high) },
    hasLost: filter === 'score',
    condition: ({ low, high }) =>
      isWithin(
        filter,
        low <= 0 ? Number.NEGATIVE_INFINITY : valueAt(low),
        high > 1 ? Number.POSITIVE_INFINITY : valueAt(high),
      ),
  };

  function valueAt(at: number): number {
    const value = log ? min * (max / min) ** at : min + at * (max - min);
    return Number(value.toPrecision(3));
  }
}

function wordAxis(
  setting: Setting,
  filter: string,
  values: readonly SettingValue[],
  settings: readonly Setting[],
  text: string,
): Axis {
  // Read from the top.
  const share = (i: number) => 1 - (i + 0.5) / values.length;
  const asked = valuesIn(text, filter)?.map((value) => value.toLowerCase());
  const shown = values.flatMap((value, i) =>
    asked?.includes(String(value).toLowerCase()) ? [share(i)] : [],
  );
  const half = 0.5 / values.length;
  return {
    name: setting.name,
    filter,
    shareOf: ({ facts }) => {
      const value = setting.of(facts);
      return value === null ? null : share(values.indexOf(value));
    },
    ticks: values.map((value, i) => ({ text: settingText(value), share: share(i) })),
    brush: shown.length > 0 ? { low: Math.min(...shown) - half, high: Math.max(...shown) + half } : null,
    hasLost: false,
    condition: ({ low, high }) => {
      const wanted = values.filter((_, i) => share(i) >= low && share(i) <= high);
      return wanted.length === 0 ? '' : isOneOf(setting, wanted, settings);
    },
  };
}
