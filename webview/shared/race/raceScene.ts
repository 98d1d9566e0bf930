import { mostStepsOfEpoch } from '../../../core/epochs.ts';
import type { RunOutput } from '../../../core/lesson/raceOutput.ts';
import type { Line, Scene, View } from '../chart/scene.ts';
import { placeAfter } from '../chart/stepUnits.ts';
import { inView } from '../chart/zoom.ts';
import type { Curve } from '../curves/curve.ts';
import { mix } from '../pen.ts';
import { lineColor, lineDash, type Theme } from '../theme.ts';
import type { RaceData, RunData, SettingData } from './raceData.ts';
import { words } from './words.ts';

/** What the person looks at. */
export interface Looking {
  readonly cursor: number | null;
  readonly view: View;
  /** The key of the line under the pointer. */
  readonly highlighted: string | null;
  readonly narrow: boolean;
}

/** More lines than these have no names at their ends: the table has them all. */
export const mostNamedLines = 8;
/** More lines than these have no bands of what they are the means of. */
const mostBands = 4;
/** Of fewer mini-batches an epoch a band would be as wide as the way down of several epochs. */
const fewestInBand = 12;
/** How much of its colour a run has whose setting has a line, in percent. */
const paleness = 45;

/** Of a setting with several seeds, by its place among the settings. */
export function settingKey(setting: number): string {
  return `setting ${setting}`;
}

export function raceScene(race: RaceData, looking: Looking, theme: Theme): Scene {
  const { cursor, view, narrow } = looking;
  const { runs, output, settings } = race;
  const kind = race.countsEpochs ? 'epoch' : 'step';
  const unitOf = ({ stepsPerEpoch }: RunOutput) => (race.countsEpochs ? stepsPerEpoch : 1);
  const whole = {
    min: 0,
    max: Math.max(1, ...runs.map(({ facts }) => placeAfter(unitOf(facts), facts.steps))),
  };
  const quantum = Math.min(1, ...runs.map(({ facts }) => placeAfter(unitOf(facts), 1)));
  const y = view.y && view.y.min > 0 ? view.y : null;
  const lineOf = (run: RunData, key: string): Line => ({
    ...lineOfRun(run, key, looking.highlighted, theme),
    stepsPerUnit: unitOf(run.facts),
  });
  const lines =
    settings.length > 0
      ? settings.flatMap((setting, number) => linesOf(setting, settingKey(number), { race, lineOf, theme }))
      : runs.flatMap((run, number) => {
          const line = { ...lineOf(run, String(number)), raw: bandsOf(race, run) ? run.raw : null };
          return run.evaluated ? [line, besideOf(line, run.evaluated, theme)] : [line];
        });
  return {
    title: words.loss,
    lines,
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
    direct: (settings.length || runs.length) <= mostNamedLines,
  };
}

/** `log scale, by step; mean over an epoch, band: the middle 80 % of the batches` */
export function raceCaption(race: RaceData): string {
  const { runs, settings } = race;
  const scale = words.scale(race.countsEpochs ? 'epoch' : 'step');
  const [first] = settings;
  if (first) return words.captions(scale, words.seeds(first.runs.length));
  if (!runs.some(({ raw }) => raw)) return scale;
  const mean = runs.some((run) => run.raw && bandsOf(race, run)) ? words.band : words.mean;
  return words.captions(scale, mean, ...(runs.some(({ evaluated }) => evaluated) ? [words.dashed] : []));
}

/** Whether a line has a band of what it is the mean of. */
function bandsOf({ runs }: RaceData, { facts }: RunData): boolean {
  return runs.length <= mostBands && mostStepsOfEpoch(facts.stepsPerEpoch) >= fewestInBand;
}

/** The loss on the rows that are held out, beside that of the training. */
function besideOf(line: Line, curve: Curve, theme: Theme): Line {
  const look = { ...line.look, variant: line.look.variant + 1 };
  return {
    ...{ ...line, curve, look, key: `${line.key} held out`, isBeside: true, raw: null, reached: null },
    ...{ name: `${line.name} ${words.onHeldOut}`, endName: words.onHeldOut, stem: words.onHeldOut },
    ...{ dash: lineDash(look, theme.contrast), divergedAt: null },
  };
}

interface Parts {
  readonly race: RaceData;
  readonly lineOf: (run: RunData, key: string) => Line;
  readonly theme: Theme;
}

/** The median of a setting above its runs, all in the colour of the first. */
function linesOf(
  { runs: numbers, middle }: SettingData,
  key: string,
  { race, lineOf, theme }: Parts,
): Line[] {
  const runs = race.runs.filter((_, number) => numbers.includes(number));
  const [first] = runs;
  if (!first) return [];
  const line = lineOf(first, key);
  if (runs.length === 1) return [{ ...line, endName: first.facts.settingName }];
  const { settingName: name } = first.facts;
  const { median, low, high, lostAt, reached } = middle;
  const members = runs.map((run, place) => ({
    ...lineOf(run, `${key} ${place}`),
    ...{ group: key, isMember: true, endName: '', reached: null },
    ...{ color: mix(line.color, paleness, theme.background), dash: [], faded: line.faded, look: line.look },
  }));
  return [
    ...members,
    {
      ...line,
      ...{ name, endName: name, curve: median, middle: { low, high, of: words.ofSeeds(runs.length) } },
      ...{ ended: runs.every(({ facts }) => facts.ended), divergedAt: lostAt, reached },
    },
  ];
}

/** @param run What is drawn of it. */
export function lineOfRun(
  { facts, curve }: Pick<RunData, 'facts' | 'curve'>,
  key: string,
  highlighted: string | null,
  theme: Theme,
): Omit<Line, 'stepsPerUnit'> {
  const { name, stem, color: slot, variant, ended, divergedAt, reached } = facts;
  const look = { slot, variant };
  return {
    ...{
      key,
      group: key,
      isBeside: false,
      name,
      endName: name,
      stem,
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
    raw: null,
    middle: null,
    positionAt: () => null,
  };
}
