/** The table of schedules: one file and one line each. */
import { constant } from './constant.ts';
import { constantLR } from './constantLR.ts';
import { cosineAnnealingLR } from './cosineAnnealingLR.ts';
import { cosineAnnealingWarmRestarts } from './cosineAnnealingWarmRestarts.ts';
import { cyclicLR } from './cyclicLR.ts';
import { exponentialLR } from './exponentialLR.ts';
import { lambdaLR } from './lambdaLR.ts';
import { linearLR } from './linearLR.ts';
import { multiStepLR } from './multiStepLR.ts';
import { oneCycleLR } from './oneCycleLR.ts';
import { polynomialLR } from './polynomialLR.ts';
import { reduceLROnPlateau } from './reduceLROnPlateau.ts';
import type { ScheduleKind } from './scheduleKind.ts';
import { sequentialLR } from './sequentialLR.ts';
import { stepLR } from './stepLR.ts';
import { warmupCosine } from './warmupCosine.ts';

/** All schedules, in the order in which they are offered. */
export const schedules: readonly ScheduleKind[] = [
  constant,
  stepLR,
  multiStepLR,
  exponentialLR,
  linearLR,
  polynomialLR,
  cosineAnnealingLR,
  cosineAnnealingWarmRestarts,
  warmupCosine,
  oneCycleLR,
  cyclicLR,
  reduceLROnPlateau,
  constantLR,
  lambdaLR,
  sequentialLR,
];

/** The schedule with this name; undefined where none has it. */
export function findSchedule(name: string): ScheduleKind | undefined {
  return schedules.find((kind) => kind.name === name || kind.aliases?.includes(name));
}
