/** Experiments with schedules, as files have them. */
import { schedules } from '../../../core/schedules/index.ts';
import { examples } from '../schedules/examples.ts';
import { onValley } from './faults.ts';

export const scheduled = (schedule: object, changes: object = {}) =>
  onValley({ steps: 8, schedule, ...changes });

/** As a file can have it: what functions say is no part of JSON, and the rate is the optimizer's. */
function inFile(name: string): Record<string, unknown> | null {
  const { base_lr, ...given } = examples[name] ?? {};
  if (name === 'LambdaLR') return null;
  return { name, ...given, ...(name === 'CyclicLR' && { base_lr }) };
}
/** One of each schedule that a file can have. */
export const inFiles = schedules.flatMap(({ name }) => {
  const given = inFile(name);
  return given ? [given] : [];
});
