/** Where a person wants to have experiments computed that don't say it themselves. */
import * as z from 'zod';
import { trainsOnData } from './modelProblem.ts';
import type { Experiment } from './schema.ts';

const engineSettingSchema = z.literal(['cpu', 'gpu']);

/**
 * The experiment as the setting has it; what it says itself is never overruled, and the setting never sends surfaces to
 * the GPU. It is to be applied before the experiment is expanded, since where a run is computed is a part of what it is.
 * @param setting As VS Code gives it, which may be anything; what isn't understood is "auto".
 */
export function withEngine(experiment: Experiment, setting: unknown): Experiment {
  const { data: engine } = engineSettingSchema.safeParse(setting);
  if (!engine || experiment.engine !== undefined || !trainsOnData(experiment.problem)) return experiment;
  return { ...experiment, engine };
}

/**
 * Where the runs of a map on a surface may be computed, which are thousands: on a GPU from the first on, on one where the
 * processor takes long, or on the processor alone (null).
 * @param setting As VS Code gives it, which may be anything.
 */
export function gpuOfMap({ engine }: Pick<Experiment, 'engine'>, setting: unknown): 'auto' | 'gpu' | null {
  const chosen = engine ?? engineSettingSchema.safeParse(setting).data ?? 'auto';
  return chosen === 'auto' || chosen === 'gpu' ? chosen : null;
}
