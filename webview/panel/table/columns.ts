import { batchSizeText, firstSize } from '../../../core/experiment/batchSize.ts';
import { isOfLog } from '../../../core/experiment/runSpec.ts';
import { errorInUnits, type TargetUnits } from '../../../core/experiment/targetUnits.ts';
import {
  formatCount,
  formatDuration,
  formatFixed,
  formatNumber,
  formatPercent,
  formatRate,
  formatSetting,
} from '../../../core/format.ts';
import { statusWords } from '../../../core/race/status.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import { words } from '../words.ts';

/** One column of the table of runs. */
export interface Column {
  readonly id: string;
  /** Id of the setting that it prints. */
  readonly setting?: string;
  /** Whether it has texts, which are read from the left. */
  readonly isText?: boolean;
  readonly head: (race: RaceData, narrow: boolean) => string;
  /** As long as any text that can come while the race goes on, so that its column stays as wide as it is. */
  readonly longest: (race: RaceData) => string;
  /** Where there is no room, the column with the largest number goes first; 0 always stays. */
  readonly dispensable: (race: RaceData) => number;
  readonly shown: (race: RaceData) => boolean;
  /** What the rows are sorted by; null has no place in the order. */
  readonly key: (run: RunData, race: RaceData) => number | string | null;
  /** Text of a cell; null: a dash. Name and status have cells of their own. */
  readonly text: (run: RunData, race: RaceData) => string | null;
  /** Of a column with middle halves, which single runs have not. */
  readonly half?: (runs: readonly RunData[], race: RaceData) => string | null;
  /** What there is to know about a cell that isn't up to date. */
  readonly stale?: (run: RunData) => string | null;
}

const always = () => true;
/** What is given tells runs apart, and then stays longest; what is the same for all goes first. */
const given = (pick: (run: RunData) => unknown, telling: number) =>
  once(({ runs }) => (new Set(runs.map(pick)).size > 1 ? telling : 10));
/** Of evaluations: on rows that are held out they say more than time and steps. */
const evaluated = (otherwise: number) => (race: RaceData) => (race.heldOut ? 2.5 : otherwise);
const measuredAfter = ({ staleSince }: RunData) =>
  staleSince === null ? null : words.measuredAfter(staleSince);
const lossNow = ({ loss }: RunData) => loss;
const longestLoss = () => '-1.234e-308';
/** While a race goes on its runs may have something to say that none has said yet. */
const orSoon = (some: (run: RunData) => boolean) => (race: RaceData) =>
  race.phase !== 'ended' || race.runs.some(some);
const hasSpeed = ({ stepsPerSecond }: RunData) => stepsPerSecond > 0;

/** What a name says beside the columns of settings. */
const nameInColumns = (race: RaceData) => {
  const names = race.rowNames(['lr', 'batch', 'seed', ...race.telling.map(({ id }) => id)]);
  return (run: RunData) => names.get(run) ?? run.facts.name;
};
const experimentOf =
  ({ experiments }: RaceData) =>
  ({ experiment }: RunData) =>
    experiments[experiment] ?? '';

const rateText = ({ facts: { lr } }: RunData) => (lr === null ? null : formatSetting(lr));
const batchText = ({ facts }: RunData) =>
  facts.batchSize === 'full' ? words.all : facts.batchSize === null ? null : batchSizeText(facts.batchSize);
const seedText = ({ facts }: RunData) => facts.seed?.toString() ?? null;

export const columns: readonly Column[] = [
  {
    id: 'name',
    head: ({ facts, runs }) =>
      facts.isWhole && !runs.some((run) => isOfLog(run.facts)) ? words.optimizer : words.run,
    isText: true,
    longest: once((race) => longestOf(race, nameInColumns(race))),
    dispensable: () => 0,
    shown: always,
    key: (run) => run.facts.name,
    text: (run) => run.facts.name,
  },
  {
    id: 'experiment',
    isText: true,
    head: () => words.experiment,
    longest: once((race) => longestOf(race, experimentOf(race))),
    dispensable: () => 4.5,
    shown: ({ experiments }) => experiments.length > 1,
    key: (run, race) => experimentOf(race)(run),
    text: (run, race) => experimentOf(race)(run),
  },
  {
    id: 'lr',
    setting: 'lr',
    head: (_, narrow) => (narrow ? words.rate : words.learningRate),
    longest: once((race) => longestOf(race, rateText)),
    dispensable: given((run) => run.facts.lr, 1),
    shown: once(({ runs }) => runs.some((run) => run.facts.lr !== null)),
    key: (run) => run.facts.lr,
    text: rateText,
  },
  {
    id: 'batch',
    setting: 'batch',
    head: () => words.batchColumn,
    longest: once((race) => longestOf(race, batchText)),
    dispensable: given(batchText, 1),
    shown: ({ runs }) => runs.some((run) => run.facts.batchSize !== null),
    key: ({ facts: { batchSize } }) => {
      const size = batchSize && firstSize(batchSize);
      return size === 'full' ? Number.POSITIVE_INFINITY : size;
    },
    text: batchText,
  },
  {
    id: 'seed',
    setting: 'seed',
    head: () => words.seedColumn,
    longest: once((race) => longestOf(race, seedText)),
    dispensable: given((run) => run.facts.seed, 1),
    shown: ({ runs }) => runs.some((run) => run.facts.seed !== null),
    key: (run) => run.facts.seed,
    text: seedText,
  },
  {
    id: 'loss',
    head: () => words.lossNow,
    longest: longestLoss,
    dispensable: () => 0,
    shown: always,
    key: lossNow,
    text: (run) => formatOrNull(lossNow(run)),
  },
  {
    id: 'best',
    head: () => words.best,
    longest: longestLoss,
    dispensable: () => 6,
    shown: always,
    key: (run) => (Number.isFinite(run.best) ? run.best : null),
    text: (run) => (Number.isFinite(run.best) ? formatNumber(run.best) : null),
  },
  {
    id: 'target',
    head: ({ facts }) => (facts.target === null ? words.stepsToTarget : words.stepsTo(facts.target)),
    longest: ({ steps }) => words.notYet(steps),
    dispensable: () => 2,
    shown: ({ facts }) => facts.target !== null || facts.targets?.some((each) => each !== null) === true,
    key: (run) => run.reached,
    text: (run, { facts }) => {
      if (run.reached !== null) return String(run.reached);
      const target = facts.target ?? facts.targets?.[run.experiment] ?? null;
      const hasBegun = lossNow(run) !== null;
      return hasBegun && !run.diverged && target !== null ? words.notYet(run.step) : null;
    },
  },
  position(0),
  position(1),
  {
    id: 'accuracy',
    head: ({ heldOut, evaluatedOn }, narrow) =>
      heldOut && !narrow ? words.evaluatedAccuracy[evaluatedOn] : words.accuracy,
    longest: () => formatPercent(1),
    dispensable: evaluated(3),
    shown: ({ hasAccuracy }) => hasAccuracy,
    key: (run) => run.evaluation?.accuracy ?? null,
    text: ({ evaluation }) =>
      evaluation?.accuracy === undefined ? null : formatPercent(evaluation.accuracy),
    stale: measuredAfter,
  },
  {
    id: 'whole',
    head: ({ evaluatedOn }) => words.evaluatedLoss[evaluatedOn],
    longest: longestLoss,
    dispensable: evaluated(7),
    shown: ({ isModel }) => isModel,
    key: (run) => run.evaluation?.loss ?? null,
    text: (run) => run.evaluation && formatNumber(run.evaluation.loss),
    stale: measuredAfter,
  },
  {
    id: 'error',
    head: ({ facts }) => words.errorOf(facts.targetUnits?.name ?? ''),
    longest: longestLoss,
    dispensable: evaluated(3),
    shown: ({ facts }) => facts.targetUnits !== undefined,
    key: (run, { facts }) => errorOf(run, facts.targetUnits),
    text: (run, { facts }) => formatOrNull(errorOf(run, facts.targetUnits)),
    stale: measuredAfter,
  },
  {
    id: 'steps',
    head: () => words.steps,
    longest: ({ steps }) => formatCount(steps),
    dispensable: given((run) => run.facts.steps, 4),
    shown: always,
    key: (run) => run.step,
    text: (run) => formatCount(run.step),
  },
  {
    id: 'time',
    head: () => words.time,
    longest: () => formatDuration(59_999),
    dispensable: () => 5.5,
    shown: orSoon(hasSpeed),
    key: (run) => secondsOf(run),
    text: (run) => formatDurationOrNull(secondsOf(run)),
  },
  {
    id: 'rate',
    head: () => words.stepsPerSecond,
    longest: () => formatRate(12_300_000),
    dispensable: () => 9,
    // On a surface, keeping to the pace takes longer than computing.
    shown: (race) => race.isModel && orSoon(hasSpeed)(race),
    key: (run) => run.stepsPerSecond || null,
    text: (run) => (hasSpeed(run) ? formatRate(run.stepsPerSecond) : null),
  },
  {
    id: 'status',
    isText: true,
    head: () => words.status,
    // What is longer is wrapped, or said in full below the table.
    longest: () => words.phase.running,
    dispensable: () => 3,
    shown: always,
    key: (run, race) => statusWords(run.status, run.step, race.phaseOf(run)),
    text: (run, race) => statusWords(run.status, run.step, race.phaseOf(run)),
  },
];

/** Where a run stands along one of the surface's axes, with six decimals as in the tutorial. */
function position(axis: 0 | 1): Column {
  return {
    id: `position${axis}`,
    head: ({ surface }) => surface?.axes[axis] ?? '',
    longest: () => longestPosition,
    dispensable: () => 5,
    shown: ({ surface }) => surface !== undefined,
    key: (run) => run.position?.[axis] ?? null,
    text: (run) => (run.position ? positionText(run.position[axis]) : null),
  };
}

const longestPosition = '-12.345678';

/** Six decimals where there is room for them. */
function positionText(value: number): string {
  const text = formatFixed(value, 6);
  return text.length <= longestPosition.length ? text : formatNumber(value);
}

/** Of what never changes about a race: found once, since a race may have ten thousand runs. */
export function once<T>(find: (race: RaceData) => T): (race: RaceData) => T {
  const known = new WeakMap<RaceData, { readonly value: T }>();
  return (race) => {
    const found = known.get(race) ?? { value: find(race) };
    known.set(race, found);
    return found.value;
  };
}

export function longestOf({ runs }: RaceData, text: (run: RunData) => string | null): string {
  return runs.reduce((longest, run) => {
    const next = text(run) ?? '';
    return next.length > longest.length ? next : longest;
  }, '');
}

function errorOf({ evaluation }: RunData, units: TargetUnits | undefined): number | null {
  return evaluation && units ? errorInUnits(evaluation.loss, units) : null;
}

/** Time spent computing, without pauses and without keeping to a pace. */
function secondsOf(run: RunData): number | null {
  return hasSpeed(run) ? run.step / run.stepsPerSecond : null;
}

function formatDurationOrNull(seconds: number | null): string | null {
  return seconds === null ? null : formatDuration(seconds);
}

function formatOrNull(value: number | null): string | null {
  return value === null ? null : formatNumber(value);
}
