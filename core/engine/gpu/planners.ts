/** What says how a GPU computes a run: loaded with the first that is to. */
import type { Planners } from './gpuEngine.ts';
import { planNetwork } from './networkPlan.ts';
import { planSurface } from './surfacePlan.ts';

export const planners: Planners = { planNetwork, planSurface };
