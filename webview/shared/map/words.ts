/** What the page of the map says. */
import { formatNumber } from '../../../core/format.ts';
import type { MapEngine } from '../../../core/map/mapEngine.ts';
import type { MapGrid } from '../../../core/map/mapGrid.ts';
import { countsSteps, type MapMeasure, numberOf } from '../../../core/map/mapMeasure.ts';

const count = (value: number) => value.toLocaleString('en');
const number = (value: number) => String(Number(formatNumber(value)));
const steps = (value: number) => `${count(value)} ${value === 1 ? 'step' : 'steps'}`;
const percent = (part: number, whole: number) => {
  const share = (100 * part) / Math.max(1, whole);
  return `${share > 0 && share < 0.1 ? 'below 0.1' : share.toFixed(share < 10 ? 1 : 0)} %`;
};

/** `learning rate`; names such as `beta2` stay. */
export function lowerFirst(label: string): string {
  return label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}

export const words = {
  title: 'Hyperparameter map',
  loading: 'Opening the map',
  opening: (title: string) => `Opening the map of ${title}`,
  controls: 'Map',
  pause: 'Pause',
  resume: 'Go on',
  stop: 'Stop',
  again: 'Compute again',
  all: 'Show the whole map',
  x: 'x',
  xName: 'x axis',
  y: 'y',
  yName: 'y axis',
  optimizer: 'Optimizer',
  widened: 'Widened: the best was at the edge.',
  lesson: (number: number, heading: string) => `Lesson ${number}: ${heading}`,
  colour: 'Colour',
  counts: (known: number, all: number) => `${count(known)} of ${count(all)} runs`,
  hint: 'Drag or turn the wheel to zoom, drag with Shift to move, double-click for the whole map, click to hold a run. Keys: arrows go from run to run, + and − zoom, 0 shows all, Space holds, Enter runs it in the panel.',
  keys: 'Arrow keys go from run to run, with Shift by ten. Enter runs it in the panel, Space holds it, plus and minus zoom, 0 shows the whole map.',
  legend: 'What the tones mean',
  share: (part: number, whole: number) => (whole === 0 ? '' : percent(part, whole)),
  measure(measure: MapMeasure, target: number | null): string {
    switch (measure) {
      case 'minimum':
        return 'Minimum reached';
      case 'forGood':
        return `Steps to loss ≤ ${number(target ?? 0)}, for good`;
      case 'first':
        return `Steps to loss ≤ ${number(target ?? 0)}, first time`;
      case 'final':
        return 'Loss at the end';
      case 'best':
        return 'Lowest loss';
      case 'diverged':
        return 'Step of divergence';
    }
  },
  short(measure: MapMeasure): string {
    const texts = {
      minimum: 'minimum reached',
      forGood: 'steps, for good',
      first: 'steps, first time',
      final: 'loss at the end',
      best: 'lowest loss',
      diverged: 'step of divergence',
    };
    return texts[measure];
  },
  /** @param usual That of the processor. */
  engine(engine: MapEngine | null, usual: string): string {
    if (engine?.kind === 'gpu') return 'GPU, float32';
    if (engine?.device) return 'GPU, then CPU';
    return engine?.precision ? `CPU, ${engine.precision}` : usual;
  },
  /** Where the runs are computed and why, in a sentence; empty where that was no question. */
  computed(engine: MapEngine | null): string {
    // What a browser says is a sentence.
    const reason = engine?.reason?.replace(/\.$/, '') ?? null;
    const why = reason === null ? '' : `: ${reason}`;
    if (engine?.kind === 'gpu')
      return `Computed on the GPU (${engine.device}), in single precision${why}. Curves are in double precision.`;
    if (engine?.precision === 'float32') {
      const begun = engine.device ? `Begun on the GPU (${engine.device}), the rest` : 'Computed';
      const where = engine.device || reason !== null ? ' on the processor,' : '';
      return `${begun}${where} in single precision as the experiment says${why}. Curves are in double precision.`;
    }
    if (engine?.device)
      return `Begun on the GPU (${engine.device}), in single precision; the rest on the processor, in double precision${why}.`;
    if (reason === null) return '';
    return `Computed ${engine?.precision ? 'in double precision' : 'on the processor'}${why}.`;
  },
  everyPixel: (start: string | null) =>
    start === null ? 'Every cell is a training run.' : `Every cell is a training run from ${start}.`,
  diverged: 'Diverged',
  holds: 'Did not diverge',
  tooSlow: 'Too slow',
  swinging: 'Still swinging',
  elsewhere: 'At no minimum',
  minimum: (text: string) => `Minimum ${text}`,
  reached: 'Minimum',
  never: (target: number, limit: number) => `Never below ${number(target)} in ${steps(limit)}: too slow`,
  above: (target: number, limit: number, swings: boolean) =>
    `Above ${number(target)} after ${steps(limit)}: ${swings ? 'still swinging' : 'too slow'}`,
  theory: { limit: 'Limit in theory', scaling: 'Linear scaling rule' },
  bestLabel(grid: MapGrid, cell: number, measure: MapMeasure): string {
    const value = numberOf(grid, cell, measure);
    return countsSteps(measure) ? `Best: ${steps(value)}` : `Best: ${formatNumber(value, 3)}`;
  },
  longRun: (value: number | null) => (value === null ? 'Long-run best' : `Long-run best: ${steps(value)}`),
  pointed: 'Run under the pointer',
  held: 'Run that is held',
  theBest: 'The best run',
  largestRate: 'Largest stable rate',
  first: (target: number) => `Loss ≤ ${number(target)}, first time`,
  forGood: (target: number) => `Loss ≤ ${number(target)}, for good`,
  final: 'Loss at the end',
  lowest: 'Lowest loss',
  divergedAt: 'Diverged',
  bestOnMap: 'Best on the map',
  step: (step: number) => `step ${count(step)}`,
  fromStep: (step: number) => `from step ${count(step)}`,
  neverShort: 'never',
  unknown: 'not computed yet',
  noValue: '–',
  loss: 'Loss',
  lossScale: 'by step',
  bestName: 'best',
  run: 'Run in panel',
  compare: 'Compare',
  compareTitle: 'Run it beside what is in the panel',
  copy: 'Copy the settings',
  cut: (setting: string, value: string) => `Cut at ${lowerFirst(setting)} ${value}`,
  cutLabel: (setting: string, value: string, across: string) =>
    `How runs with ${setting} ${value} do along ${across}`,
  table: 'As a table',
  tableHead: (shown: number) => (shown === 1 ? 'The best run' : `The best ${shown} runs`),
  shares: ({ known, diverged, missed }: { known: number; diverged: number; missed: number }) =>
    `${count(known)} runs: ${percent(diverged, known)} diverged, ${percent(missed, known)} did not reach the target.`,
  sharesOfLoss: ({ known, diverged }: { known: number; diverged: number }) =>
    `${count(known)} runs: ${percent(diverged, known)} diverged.`,
  mapLabel: (title: string, said: string) => `Map of ${title}. ${said}`,
  cells: 'Runs of the map',
  byForGood: 'Colour by steps for good',
} as const;

/** What the map tells, in a sentence. */
export function headline({
  measure,
  target,
  limit,
  best,
  isDone,
  known,
  asGood,
  diverged,
  reached,
  at,
}: {
  readonly measure: MapMeasure;
  readonly target: number | null;
  /** Steps of each run. */
  readonly limit: number;
  readonly best: { readonly value: number; readonly first: number; readonly forGood: number } | null;
  readonly isDone: boolean;
  readonly known: number;
  readonly asGood: number;
  readonly diverged: number;
  /** How many runs ended at none of the minima, at the first, the second … */
  readonly reached: readonly number[];
  /** `learning rate 0.0304 and momentum 0.728` */
  readonly at: string;
}): string {
  if (known === 0) return 'The first runs are computed.';
  if (measure === 'diverged') return `${percent(diverged, known)} of the runs diverged.`;
  if (measure === 'minimum') return basins(reached);
  const far = target === null ? '' : number(target);
  if (!best)
    return countsSteps(measure)
      ? `No run is below ${far} ${measure === 'forGood' ? 'at the end of ' : 'within '}${steps(limit)}.`
      : 'All runs diverged.';
  const begin = isDone ? 'Best' : 'Best so far';
  const others = asGood > 1 ? ` ${count(asGood)} runs are as fast; this one ends lowest.` : '';
  switch (measure) {
    case 'forGood':
      return `${begin}: below ${far} for good after ${steps(best.value)}, at ${at}.${others}`;
    case 'first':
      if (best.forGood === 0)
        return `${steps(best.value)} at ${at} are luck: the loss rises above ${far} again.`;
      return best.forGood > best.value
        ? `${steps(best.value)} at ${at} are luck: the loss rises again and stays below ${far} only from step ${count(best.forGood)}.`
        : `${begin}: below ${far} after ${steps(best.value)}, at ${at}.${others}`;
    case 'final':
      return `${begin}: ${formatNumber(best.value, 3)} at the end, at ${at}.`;
    case 'best':
      return `${begin}: ${formatNumber(best.value, 3)} on the way, at ${at}.`;
  }
}

/** Of the runs that did not diverge. */
function basins([none = 0, ...reached]: readonly number[]): string {
  const all = reached.reduce((sum, count) => sum + (count ?? 0), none);
  if (all === none) return 'No run ended at a minimum.';
  const shares = reached.flatMap((count, index) =>
    count > 0 ? [`${percent(count, all)} at minimum ${index + 1}`] : [],
  );
  const last = shares.pop() ?? '';
  const list = shares.length > 0 ? `${shares.join(', ')} and ${last}` : last;
  return `The runs that did not diverge ended ${list}.`;
}
