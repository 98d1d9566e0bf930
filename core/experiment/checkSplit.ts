/** What is wrong with the shares of rows that are held out, and with the rows that evaluations are on. */
import { type Fault, faultAt } from '../fault.ts';
import { type SplitCounts, splitCounts } from '../problems/data/preparation/splitDataset.ts';
import type { DataShape } from './dataShape.ts';
import { mostHeldOut } from './limits.ts';
import { dataName, type ModelProblem } from './modelProblem.ts';
import { splitOf } from './splitOf.ts';

/** Sums of decimals have an error. */
const rounding = 1e-9;

/** What is known without the data. */
export function checkSplit({ validation = 0, test = 0, evaluate_on }: ModelProblem): Fault[] {
  const most = Number((mostHeldOut - validation).toPrecision(6));
  const left = 'so that a tenth of the rows is left to train on';
  const lower = most > 0 ? `at most ${most} beside` : 'none beside';
  return [
    ...(validation + test > mostHeldOut + rounding
      ? [faultAt(['problem', 'test'], test, `${lower} validation = ${validation}, ${left}`)]
      : []),
    ...(evaluate_on === 'test' && test === 0
      ? [
          faultAt(
            ['problem', 'evaluate_on'],
            evaluate_on,
            '"validation", or test rows beside it, such as "test": 0.2',
          ),
        ]
      : []),
  ];
}

/** Whether there are rows enough for each part that is asked for. */
export function checkSplitOfData(problem: ModelProblem, { rows }: DataShape): Fault[] {
  const { test = 0, validation = 0 } = splitOf(problem);
  if (test === 0) return [];
  const counts: SplitCounts = splitCounts(rows, { validation, test });
  if (counts.test > 0 && (validation === 0 || counts.validation > 0)) return [];
  const parts = validation > 0 ? 'train on, to validate on and to test on' : 'train on and to test on';
  const are = rows === 1 ? '1 row' : `${rows} rows`;
  const expected = `none: ${dataName(problem)} has ${are}, too few for one each to ${parts}`;
  return [faultAt(['problem', 'test'], test, expected)];
}
