/** What the person is told of an experiment that runs, but hardly as it was meant. */
import { formatCount, formatSetting } from '../format.ts';
import { aboutDampening } from './checkMomentum.ts';
import { checkSchedules } from './checkSchedules.ts';
import { type DataShape, knownShape } from './dataShape.ts';
import { lengthOf } from './defaults.ts';
import { batchSizesName, optimizerNames } from './describe.ts';
import { everyCombination, everyRun } from './expand.ts';
import { largestUsualRate } from './limits.ts';
import type { RunSpec } from './runSpec.ts';
import type { Experiment } from './schema.ts';
import { evaluatedRows } from './splitOf.ts';
import { aboutTextColumns } from './textColumns.ts';
import { aboutUnusedFields } from './unusedFields.ts';

const mostNotes = 5;
const mostNames = 3;

/**
 * A sentence each, at most six. Expects an experiment that `parseExperiment` gave.
 * @param shape Of its data. Default: that of a data set that ships.
 */
export function notesOf(
  experiment: Experiment,
  shape: DataShape | undefined = knownShape(experiment.problem),
): string[] {
  const notes = [
    ...aboutTwins(experiment, shape),
    ...aboutTextColumns(shape),
    ...aboutRates(experiment, shape),
    ...aboutUnusedFields(experiment, shape),
    ...aboutDampening(experiment),
    ...checkSchedules(experiment, shape).notes,
    ...aboutEvaluations(experiment, shape),
    ...aboutTestRows(experiment),
  ];
  const more = notes.length - mostNotes;
  return more > 0 ? [...notes.slice(0, mostNotes), `${more} more like these.`] : notes;
}

/** Runs that are there more than once run once. */
function aboutTwins(experiment: Experiment, shape: DataShape | undefined): string[] {
  const seen = new Set<string>();
  const twins = new Map<string, RunSpec>();
  let repeated = 0;
  for (const run of everyRun(experiment, shape)) {
    if (seen.has(run.id)) {
      repeated++;
      twins.set(run.id, run);
    }
    seen.add(run.id);
  }
  if (repeated === 0) return [];
  const names = [...twins.values()]
    .slice(0, mostNames)
    .map((run) => nameOf(run, optimizerNames(experiment.optimizers)));
  const others = twins.size > names.length ? ` and ${formatCount(twins.size - names.length)} more` : '';
  const runs =
    repeated === 1
      ? '1 run is the same as another and is'
      : `${formatCount(repeated)} runs are the same as others and are`;
  return [`${runs} left out: ${names.join('; ')}${others}.`];
}

function nameOf(run: RunSpec, optimizerName: (run: RunSpec) => string): string {
  const { hyperparameters, batchSize, seed } = run;
  const parts = [optimizerName(run), `lr ${formatSetting(Number(hyperparameters['lr']))}`];
  if (batchSize !== null) parts.push(batchSizesName([batchSize]));
  if (seed !== null) parts.push(`seed ${seed}`);
  return parts.join(' · ');
}

function aboutRates(experiment: Experiment, shape: DataShape | undefined): string[] {
  let highest = 0;
  for (const { hyperparameters } of everyCombination(experiment, shape))
    highest = Math.max(highest, Number(hyperparameters['lr']));
  if (highest <= largestUsualRate) return [];
  return [
    `A learning rate of ${formatSetting(highest)} is above ${largestUsualRate}, where most optimizers diverge.`,
  ];
}

/** Rows that a run is stopped by are none that no choice has seen. */
function aboutTestRows({ problem, stop }: Experiment): string[] {
  if (stop?.patience === undefined || evaluatedRows(problem) !== 'test') return [];
  return [
    `stop.patience = ${stop.patience}: runs stop by their loss on the test rows, which then looks better than it is on rows never seen.`,
  ];
}

/** What asks for more evaluations than there are. */
function aboutEvaluations(experiment: Experiment, shape: DataShape | undefined): string[] {
  const { evaluate_every: every = 1, stop } = experiment;
  const { epochs } = lengthOf(experiment, shape);
  if (epochs === undefined) return [];
  const thereAre = (count: number, what: string) =>
    `there ${count === 1 ? 'is' : 'are'} ${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
  if (every > epochs)
    return [
      `evaluate_every = ${every}: models are evaluated at the start and at the end alone: ${thereAre(epochs, 'epoch')}.`,
    ];
  const evaluations = Math.floor(epochs / every);
  if (stop?.patience === undefined || stop.patience < evaluations) return [];
  return [`stop.patience = ${stop.patience}: it ends no run early: ${thereAre(evaluations, 'evaluation')}.`];
}
