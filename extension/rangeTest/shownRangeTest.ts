/** What the page is told of a range test as it stands. */
import type { CsvData } from '../../core/experiment/csvData.ts';
import { problemName } from '../../core/experiment/describe.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { clipped } from '../../core/format.ts';
import { ruleOf } from '../../core/optimizers/ruleOf.ts';
import type { ToRangeTest } from '../../core/protocol/rangeTest.ts';
import type { Race } from '../../core/race/race.ts';
import { rampOf } from '../../core/rangeTest/rampExperiment.ts';
import { rangeCurve } from '../../core/rangeTest/rangeCurve.ts';
import { suggestionsOf } from '../../core/rangeTest/suggestions.ts';

/** What a test is made of. */
export interface TestedExperiment {
  readonly experiment: Experiment;
  readonly csv: CsvData | null;
  /** The place of its optimizer there. */
  readonly optimizer: number;
}

/** A formula may be of any length. */
const longestProblem = 60;

export function shownRangeTest({ experiment, csv, optimizer }: TestedExperiment, race: Race): ToRangeTest {
  const [run] = race.runs;
  const ramp = run && rampOf(run.spec);
  if (!run || !ramp) return { type: 'failed', message: 'This experiment is no range test.' };
  const { spec, record } = run;
  const { status } = record.state;
  if (status.kind === 'failed') return { type: 'failed', message: status.message };
  const losses = record.get('loss')?.slice() ?? new Float64Array();
  const isNoisy = spec.batchSize !== null && spec.batchSize !== 'full';
  const curve = rangeCurve(losses, ramp, isNoisy);
  return {
    type: 'test',
    place: { experiment, optimizer, csvFolder: csv?.folder ?? null, race: race.id },
    optimizer: ruleOf(spec)?.name ?? spec.optimizer,
    problem: clipped(problemName(spec.problem, csv?.shape), longestProblem),
    color: run.home,
    steps: spec.steps,
    stepsDone: record.state.stepsDone,
    isRunning: race.phase !== 'ended',
    range: [ramp.first, ramp.first * ramp.factor ** (spec.steps - 1)],
    isNoisy,
    // A run that ends by itself has lost its last loss, which was no number.
    curve: curve.end === null && status.kind === 'diverged' ? { ...curve, end: 'not finite' } : curve,
    suggestions: suggestionsOf(curve),
  };
}
