import type { RunOutput } from '../../../core/lesson/raceOutput.ts';
import type { Line, Scene, View } from '../chart/scene.ts';
import { inView } from '../chart/zoom.ts';
import { lineColor, lineDash, type Theme } from '../theme.ts';
import type { RaceData, RunData } from './raceData.ts';
import { words } from './words.ts';

/** What the person looks at. */
export interface Looking {
  readonly cursor: number | null;
  readonly view: View;
  /** The line under the pointer. */
  readonly highlighted: string | null;
  readonly narrow: boolean;
}

/** More lines than these have no names at their ends: the table has them all. */
const mostNamedLines = 8;
/** More lines than these have no bands of what they are the means of. */
const mostBands = 4;

export function raceScene(
  race: RaceData,
  { cursor, view, highlighted, narrow }: Looking,
  theme: Theme,
): Scene {
  const { runs, output } = race;
  const kind = race.countsEpochs ? 'epoch' : 'step';
  const unitOf = ({ stepsPerEpoch }: RunOutput) => (race.countsEpochs ? stepsPerEpoch : 1);
  const whole = { min: 0, max: Math.max(1, ...runs.map(({ facts }) => facts.steps / unitOf(facts))) };
  const quantum = Math.min(1, ...runs.map(({ facts }) => 1 / unitOf(facts)));
  const hasBands = runs.length <= mostBands;
  const y = view.y && view.y.min > 0 ? view.y : null;
  return {
    title: words.loss,
    lines: runs.map((run, number) => ({
      ...lineOf(run, String(number), highlighted, theme),
      raw: hasBands ? run.raw : null,
      stepsPerUnit: unitOf(run.facts),
    })),
    axis: { kind, log: false, quantum, ...whole, ...inView(view.x, { whole, log: false }) },
    whole,
    yLimits: y,
    ignoresOutliers: true,
    logY: true,
    isShare: false,
    marksPoints: false,
    target: output.target,
    cursor,
    theme,
    narrow,
    direct: runs.length <= mostNamedLines,
  };
}

function lineOf(
  { facts, curve }: RunData,
  key: string,
  highlighted: string | null,
  theme: Theme,
): Omit<Line, 'raw' | 'stepsPerUnit'> {
  const { name, color: slot, variant, ended, divergedAt, reached } = facts;
  const look = { slot, variant };
  return {
    ...{
      key,
      group: key,
      isBeside: false,
      name,
      endName: name,
      stem: name,
      look,
      curve,
      ended,
      divergedAt,
      reached,
    },
    color: lineColor(look, theme),
    dash: lineDash(look, theme.contrast),
    faded: highlighted !== null && highlighted !== key,
    highlighted: highlighted === key,
    middle: null,
    positionAt: () => null,
  };
}
