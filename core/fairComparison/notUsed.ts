/** What an experiment asks for that a fair comparison leaves out, since it would not be fair, or not be one comparison. */
import { batchSizeText } from '../experiment/batchSize.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Experiment } from '../experiment/schema.ts';
import { settingValues } from '../experiment/settingsGrid.ts';

/** A sentence each. */
export function notUsed(experiment: Experiment): string[] {
  const { problem, batch_size, stop, scale_lr, optimizers, compare, seed } = experiment;
  const notes: string[] = [];
  const [batch] = batch_size;
  if (!trainsOnData(problem) && problem.start)
    notes.push(
      'problem.start is left out: each seed has a start of its own; problem.start_range says from where.',
    );
  for (const [index, other] of (compare?.problems ?? []).entries())
    if (!trainsOnData(other) && other.start)
      notes.push(`compare.problems[${index}].start is left out, as problem.start would be.`);
  if (trainsOnData(problem) && batch_size.length > 1 && batch !== undefined)
    notes.push(`The batch size is ${batchSizeText(batch)}, the first of ${batch_size.length}.`);
  if (stop) notes.push('stop is left out: no run ends early, so that all have the same budget.');
  if (scale_lr) notes.push('scale_lr is left out: the rates are tried as they are.');
  if (seed.length > 1)
    notes.push(
      `Tuning takes ${compare?.tuning_seeds ?? 3} seeds from ${seed[0]} on, and compare.seeds says how many fresh ones there are; seed has ${seed.length}.`,
    );
  const searched = new Set(
    (compare?.search ?? []).map((each) => (typeof each === 'string' ? each : each.setting)),
  );
  for (const { optimizer, hyperparameters = {} } of optimizers)
    for (const [name, values] of Object.entries(hyperparameters)) {
      const [first] = settingValues(values);
      if (settingValues(values).length > 1 && !searched.has(name))
        notes.push(`${optimizer}: ${name} is ${first}, the first of its values; compare.search tunes it.`);
    }
  return notes;
}
