/** The table of data sets: one file and one line each. */
import { blobs } from './blobs.ts';
import { breastCancer } from './breastCancer.ts';
import { circles } from './circles.ts';
import type { DatasetEntry } from './dataset.ts';
import { diabetes } from './diabetes.ts';
import { digits } from './digits.ts';
import { iris } from './iris.ts';
import { linear } from './linear.ts';
import { moons } from './moons.ts';
import { noise } from './noise.ts';
import { polynomial } from './polynomial.ts';
import { sparse } from './sparse.ts';
import { spirals } from './spirals.ts';
import { teacher } from './teacher.ts';
import { wine } from './wine.ts';
import { xor } from './xor.ts';

/** All data sets, in the order in which they are offered. */
export const datasets: readonly DatasetEntry[] = [
  spirals,
  digits,
  blobs,
  moons,
  circles,
  xor,
  sparse,
  iris,
  wine,
  breastCancer,
  linear,
  polynomial,
  teacher,
  noise,
  diabetes,
];

/** The data set with this id; undefined where none has it. */
export function findDataset(id: string): DatasetEntry | undefined {
  return datasets.find((dataset) => dataset.id === id);
}
