import type { RunSpec } from '../../experiment/runSpec.ts';
import { createRunSchedule } from '../runSchedule.ts';

/** Why no GPU computes such a run, though it be asked for or chosen, as a clause; null where one may. */
export function obstacleTo(spec: RunSpec): string | null {
  if (spec.layerRates) return 'its layers have learning rates of their own, and a GPU has one for all';
  if (!createRunSchedule(spec)?.readsLosses) return null;
  return 'its schedule needs each loss before the next step, and a GPU takes many steps at once';
}
