import { errorInUnits, type TargetUnits } from '../../../core/experiment/targetUnits.ts';
import {
  formatCount,
  formatDuration,
  formatFixed,
  formatNumber,
  formatPercent,
  formatRate,
} from '../../../core/format.ts';
import { statusWords } from '../../../core/race/status.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import { words } from '../words.ts';

/** One column of the table of runs. */
export interface Column {
  readonly id: string;
  readonly head: (race: RaceData, narrow: boolean) => string;
  /** Pixels it needs, with its padding. */
  readonly width: (race: RaceData, narrow: boolean) => number;
  /** Where there is no room, the column with the largest number goes first; 0 always stays. */
  readonly dispensable: (race: RaceData) => number;
  readonly shown: (race: RaceData) => boolean;
  /** What the rows are sorted by; null has no place in the order. */
  readonly key: (run: RunData, race: RaceData) => number | string | null;
  /** Text of a cell; null: a dash. Name and status have cells of their own. */
  readonly text: (run: RunData, race: RaceData) => string | null;
  /** What there is to know about a cell that isn't up to date. */
  readonly stale?: (run: RunData) => string | null;
}

const always = () => true;
/** Of settings: what tells runs apart stays longest, what is the same for all goes first. */
const setting = (pick: (run: RunData) => unknown) => (race: RaceData) =>
  new Set(race.runs.map(pick)).size > 1 ? 1 : 10;
/** Of evaluations: on rows that are held out they say more than time and steps. */
const evaluated = (otherwise: number) => (race: RaceData) => (race.heldOut ? 2.5 : otherwise);
const measuredAfter = ({ staleSince }: RunData) =>
  staleSince === null ? null : words.measuredAfter(staleSince);
const lossNow = ({ loss }: RunData) => loss;

export const columns: readonly Column[] = [
  {
    id: 'name',
    head: () => words.optimizer,
    width: () => 112,
    dispensable: () => 0,
    shown: always,
    key: (run) => run.facts.name,
    text: (run) => run.facts.name,
  },
  {
    id: 'lr',
    head: (_, narrow) => (narrow ? words.rate : words.learningRate),
    width: () => 106,
    dispensable: setting((run) => run.facts.lr),
    shown: always,
    key: (run) => run.facts.lr,
    text: (run) => String(run.facts.lr),
  },
  {
    id: 'batch',
    head: () => words.batchColumn,
    width: () => 64,
    dispensable: setting((run) => run.facts.batchSize),
    shown: ({ runs }) => runs.some((run) => run.facts.batchSize !== null),
    key: ({ facts }) => (facts.batchSize === 'full' ? Number.POSITIVE_INFINITY : facts.batchSize),
    text: ({ facts }) => (facts.batchSize === 'full' ? words.all : (facts.batchSize?.toString() ?? null)),
  },
  {
    id: 'seed',
    head: () => words.seedColumn,
    width: () => 60,
    dispensable: setting((run) => run.facts.seed),
    shown: ({ runs }) => runs.some((run) => run.facts.seed !== null),
    key: (run) => run.facts.seed,
    text: (run) => run.facts.seed?.toString() ?? null,
  },
  {
    id: 'loss',
    head: () => words.lossNow,
    width: () => 96,
    dispensable: () => 0,
    shown: always,
    key: lossNow,
    text: (run) => formatOrNull(lossNow(run)),
  },
  {
    id: 'best',
    head: () => words.best,
    width: () => 96,
    dispensable: () => 6,
    shown: always,
    key: (run) => (Number.isFinite(run.best) ? run.best : null),
    text: (run) => (Number.isFinite(run.best) ? formatNumber(run.best) : null),
  },
  {
    id: 'target',
    head: ({ facts }) => words.stepsTo(facts.target ?? 0),
    width: () => 104,
    dispensable: () => 2,
    shown: ({ facts }) => facts.target !== null,
    key: (run) => run.reached,
    text: (run) =>
      run.reached === null ? (run.diverged ? null : words.notYet(run.step)) : String(run.reached),
  },
  position(0),
  position(1),
  {
    id: 'accuracy',
    head: ({ heldOut }, narrow) => (heldOut && !narrow ? words.validationAccuracy : words.accuracy),
    width: ({ heldOut }, narrow) => (heldOut && !narrow ? 140 : 88),
    dispensable: evaluated(3),
    shown: ({ hasAccuracy }) => hasAccuracy,
    key: (run) => run.evaluation?.accuracy ?? null,
    text: ({ evaluation }) =>
      evaluation?.accuracy === undefined ? null : formatPercent(evaluation.accuracy),
    stale: measuredAfter,
  },
  {
    id: 'whole',
    head: ({ heldOut }) => (heldOut ? words.validationLoss : words.wholeLoss),
    width: () => 112,
    dispensable: evaluated(7),
    shown: ({ isModel }) => isModel,
    key: (run) => run.evaluation?.loss ?? null,
    text: (run) => run.evaluation && formatNumber(run.evaluation.loss),
    stale: measuredAfter,
  },
  {
    id: 'error',
    head: ({ facts }) => words.errorOf(facts.targetUnits?.name ?? ''),
    width: () => 140,
    dispensable: evaluated(6.5),
    shown: ({ facts }) => facts.targetUnits !== undefined,
    key: (run, { facts }) => errorOf(run, facts.targetUnits),
    text: (run, { facts }) => formatOrNull(errorOf(run, facts.targetUnits)),
    stale: measuredAfter,
  },
  {
    id: 'steps',
    head: () => words.steps,
    width: () => 76,
    dispensable: () => 4,
    shown: always,
    key: (run) => run.step,
    text: (run) => formatCount(run.step),
  },
  {
    id: 'time',
    head: () => words.time,
    width: () => 84,
    dispensable: () => 5.5,
    shown: ({ runs }) => runs.some((run) => run.stepsPerSecond > 0),
    key: (run) => secondsOf(run),
    text: (run) => formatDurationOrNull(secondsOf(run)),
  },
  {
    id: 'rate',
    head: () => words.stepsPerSecond,
    width: () => 96,
    dispensable: () => 9,
    // On a surface, keeping to the pace takes longer than computing.
    shown: ({ isModel, runs }) => isModel && runs.some((run) => run.stepsPerSecond > 0),
    key: (run) => run.stepsPerSecond || null,
    text: (run) => (run.stepsPerSecond > 0 ? formatRate(run.stepsPerSecond) : null),
  },
  {
    id: 'status',
    head: () => words.status,
    // A run that went wrong or ended early has more to say; on one line if there is room.
    width: ({ runs }) =>
      runs.some((run) => run.diverged || run.status.kind === 'failed')
        ? 300
        : runs.some(endedEarly)
          ? 240
          : 124,
    dispensable: () => 3,
    shown: always,
    key: (run, race) => statusWords(run.status, run.step, race.phase),
    text: (run, race) => statusWords(run.status, run.step, race.phase),
  },
];

/** Where a run stands along one of the surface's axes, with six decimals as in the tutorial. */
function position(axis: 0 | 1): Column {
  return {
    id: `position${axis}`,
    head: ({ surface }) => surface?.axes[axis] ?? '',
    width: () => 94,
    dispensable: () => 5,
    shown: ({ isModel }) => !isModel,
    key: (run) => run.position?.[axis] ?? null,
    text: (run) => (run.position ? formatFixed(run.position[axis], 6) : null),
  };
}

function errorOf({ evaluation }: RunData, units: TargetUnits | undefined): number | null {
  return evaluation && units ? errorInUnits(evaluation.loss, units) : null;
}

function endedEarly({ status }: RunData): boolean {
  return status.kind === 'finished' && status.reason !== undefined;
}

/** Time spent computing, without pauses and without keeping to a pace. */
function secondsOf(run: RunData): number | null {
  return run.stepsPerSecond > 0 ? run.step / run.stepsPerSecond : null;
}

function formatDurationOrNull(seconds: number | null): string | null {
  return seconds === null ? null : formatDuration(seconds);
}

function formatOrNull(value: number | null): string | null {
  return value === null ? null : formatNumber(value);
}

/** The columns that have something to say and room to say it. */
export function fittingColumns(race: RaceData, width: number, narrow: boolean): Column[] {
  const padding = narrow ? 24 : 0;
  // Races may have ten thousand runs, which each column looks at once.
  const shown = columns
    .filter((column) => column.shown(race))
    .map((column) => ({ column, width: column.width(race, narrow), dispensable: column.dispensable(race) }));
  const needed = () => shown.reduce((sum, { width }) => sum + width - padding, 0);
  while (needed() > width) {
    const least = shown.reduce((a, b) => (b.dispensable >= a.dispensable ? b : a));
    if (least.dispensable === 0) break;
    shown.splice(shown.indexOf(least), 1);
  }
  const fitting = shown.map(({ column }) => column);
  // One coordinate without the other says nothing.
  const positions = fitting.filter(({ id }) => id.startsWith('position'));
  return positions.length === 1 ? fitting.filter((column) => !positions.includes(column)) : fitting;
}
