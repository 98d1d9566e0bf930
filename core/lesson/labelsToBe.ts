/** What the runs of an experiment will be called. Pages don't load it: it knows what experiments are. */
import type { Experiment } from '../experiment/schema.ts';
import { createRace } from '../race/race.ts';
import { runLabels } from './runLabels.ts';

/** A CSV file is read when its race begins. Which runs there are doesn't depend on what is in it. */
const unread = { folder: '', shape: { rows: 1_000_000, features: 1, classes: 0 } };

export function labelsToBe(experiment: Experiment): string[] {
  const csv = 'csv' in experiment.problem ? unread : null;
  return runLabels(createRace(experiment, { id: '', startedAt: 0, csv }).runs);
}
