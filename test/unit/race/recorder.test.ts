import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../core/experiment/recording.ts';
import type { Evaluation } from '../../../core/race/evaluation.ts';
import { Recorder } from '../../../core/race/recorder.ts';
import { RunningMean } from '../../../core/race/runningMean.ts';
import { RunRecord, type RunState } from '../../../core/race/runRecord.ts';
import { createRandom } from '../../../core/random.ts';
import { contentOf, quantityNames } from './pieces.ts';

const keeps = ['steps', 'thinned', 'evaluations', 'score'] as const;
const engine = { precision: 'float64', threads: 1, description: 'by hand' } as const;

/** What a run measures. */
interface Course {
  readonly steps: number;
  readonly stepsPerEpoch: number;
  readonly losses: readonly number[];
  readonly path: readonly number[] | null;
  /** Each made after its step. */
  readonly evaluations: readonly Evaluation[];
}

/**
 * The record of a course.
 * @param cuts Indices of losses after which a piece is taken. Default: none; all is taken at the end.
 */
function recordOf(course: Course, recording: Partial<Recording>, cuts: readonly number[] = []): RunRecord {
  const { losses, path, evaluations } = course;
  const recorder = new Recorder(course, { keep: 'steps', points: 50, target: null, ...recording });
  const record = new RunRecord();
  const takePiece = (kind: 'running' | 'finished') =>
    expect(record.append(recorder.takePiece({ kind }, engine, 7))).toBe(true);
  const made = [...evaluations];
  const ends = [...new Set([...cuts, ...evaluations.map(({ step }) => step), losses.length - 1])];
  let begin = 0;
  for (const end of ends.toSorted((a, b) => a - b)) {
    const points = path && Float64Array.from(path.slice(2 * begin, 2 * end + 2));
    recorder.take({
      loss: Float64Array.from(losses.slice(begin, end + 1)),
      ...(points && { position: points }),
    });
    begin = end + 1;
    while (made[0] && made[0].step <= end) recorder.takeEvaluation(made.shift() as Evaluation);
    if (cuts.includes(end)) takePiece('running');
  }
  recorder.finish();
  takePiece('finished');
  return record;
}

/** Of a record of this kind, what the whole course holds at the steps that are kept. */
function expectPoints(record: RunRecord, { losses, path, stepsPerEpoch }: Course): void {
  const means = new RunningMean(stepsPerEpoch).next(losses);
  const kept = Array.from({ length: record.length }, (_, index) => record.stepOf(index));
  const at = (numbers: ArrayLike<number>) => kept.map((step) => numbers[step] ?? Number.NaN);
  expect([...(record.get('loss')?.slice() ?? [])]).toEqual(at(losses));
  if (stepsPerEpoch > 1) expect([...(record.get('mean')?.slice() ?? [])]).toEqual(at(means));
  else expect(record.get('mean')).toBeUndefined();
  if (path)
    expect([...(record.get('position')?.slice() ?? [])]).toEqual(
      kept.flatMap((step) => [path[2 * step], path[2 * step + 1]]),
    );
  else expect(record.get('position')).toBeUndefined();
}

/** As it follows from all losses. */
function stateOf({ losses, stepsPerEpoch }: Course, target: number | null): RunState {
  const means = [...new RunningMean(stepsPerEpoch).next(losses)];
  const reached = target === null ? -1 : means.findIndex((mean) => mean <= target);
  return {
    status: { kind: 'finished' },
    engine,
    stepsDone: losses.length - 1,
    loss: means.at(-1) ?? Number.NaN,
    best: Math.min(...means.filter((mean) => !Number.isNaN(mean)), Number.POSITIVE_INFINITY),
    reached: reached < 0 ? null : reached,
    stepsPerSecond: 7,
  };
}

/** A course of random length that may end early, or in something that is no number. */
const anyCourse: fc.Arbitrary<Course> = fc
  .record({
    steps: fc.nat(2000),
    stepsPerEpoch: fc.constantFrom(1, 1, 2, 7, 100),
    share: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    isSurface: fc.boolean(),
    seed: fc.nat(10_000),
    end: fc.constantFrom(undefined, Number.NaN, Number.POSITIVE_INFINITY),
    evaluatedAt: fc.uniqueArray(fc.nat(2000), { maxLength: 8 }),
  })
  .map(({ steps, stepsPerEpoch, share, isSurface, seed, end, evaluatedAt }) => {
    const random = createRandom(seed);
    const losses = Array.from({ length: Math.floor(share * steps) + 1 }, () => 10 * random.uniform());
    if (end !== undefined) losses[losses.length - 1] = end;
    const path = isSurface ? losses.flatMap((_, step) => [random.uniform(), step]) : null;
    const evaluations = evaluatedAt
      .filter((step) => step < losses.length)
      .toSorted((a, b) => a - b)
      .map((step) => ({ step, loss: random.uniform() }));
    return { steps, stepsPerEpoch: isSurface ? 1 : stepsPerEpoch, losses, path, evaluations };
  });

const anyCuts = fc.array(fc.nat(2000), { maxLength: 20 });

describe.each(keeps)('where %s are kept', (keep) => {
  test('how the run stands is what follows from all of its losses', () => {
    fc.assert(
      fc.property(anyCourse, fc.option(fc.double({ min: 0, max: 10, noNaN: true })), (course, target) => {
        expect(recordOf(course, { keep, target }).state).toEqual(stateOf(course, target));
      }),
    );
  });

  test('what is kept of a step is what was measured there, and the last one is kept', () => {
    fc.assert(
      fc.property(anyCourse, (course) => {
        const record = recordOf(course, { keep });
        expectPoints(record, course);
        expect(record.stepOf(record.length - 1)).toBe(course.losses.length - 1);
      }),
    );
  });

  test('taken in pieces at any moment, the record is the same, bit for bit', () => {
    fc.assert(
      fc.property(anyCourse, anyCuts, (course, cuts) => {
        const inPieces = recordOf(
          course,
          { keep },
          cuts.filter((cut) => cut < course.losses.length),
        );
        const inOneGo = recordOf(course, { keep });
        expect(contentOf(inPieces)).toEqual(contentOf(inOneGo));
        expect(bitsOf(inPieces)).toEqual(bitsOf(inOneGo));
      }),
    );
  });
});

/** Which `toEqual` can't tell apart: NaN from NaN. */
function bitsOf(record: RunRecord): string[] {
  return quantityNames.map((quantity) => {
    const { buffer } = record.get(quantity)?.slice() ?? new Float64Array();
    return Buffer.from(buffer).toString('hex');
  });
}

const course: Course = {
  steps: 199,
  stepsPerEpoch: 4,
  losses: Array.from({ length: 200 }, (_, step) => 200 - step),
  path: null,
  evaluations: [0, 100, 150].map((step) => ({ step, loss: step, accuracy: 0.5 })),
};

test('all steps are the steps 0, 1, 2, …, and need no numbers', () => {
  const record = recordOf(course, { keep: 'steps' });
  expect([record.length, record.get('step')]).toEqual([200, undefined]);
  expect(record.evaluations).toEqual(course.evaluations);
});

test('a thinned curve has as many points as there may be, and all evaluations', () => {
  fc.assert(
    fc.property(anyCourse, fc.integer({ min: 4, max: 500 }), anyCuts, (any, points, cuts) => {
      const record = recordOf(any, { keep: 'thinned', points }, cuts);
      expect(record.length).toBeLessThanOrEqual(points);
      expect(record.length).toBeGreaterThanOrEqual(Math.min(any.losses.length, 3));
      expect(record.stepOf(0)).toBe(0);
      expect(record.evaluations).toEqual(any.evaluations);
    }),
  );
});

test('a thinned run that ends early keeps the peaks of its last steps', () => {
  const losses = course.losses.slice(0, 180).with(170, 999).with(175, -999);
  const record = recordOf({ ...course, losses, evaluations: [] }, { keep: 'thinned', points: 10 });
  expect(contentOf(record).points['step']).toEqual([0, 1, 2, 3, 4, 5, 102, 170, 175, 179]);
});

test('of evaluations alone, no curve is kept but its last point', () => {
  const record = recordOf(course, { keep: 'evaluations' });
  expect(contentOf(record).points).toEqual({ step: [199], loss: [1], mean: [2.5] });
  expect(record.evaluations).toEqual(course.evaluations);
});

test('of a score, only the last point and the last evaluation are kept', () => {
  const record = recordOf(course, { keep: 'score' }, [10, 120]);
  expect(contentOf(record).points).toEqual({ step: [199], loss: [1], mean: [2.5] });
  expect(record.evaluations).toEqual(course.evaluations.slice(-1));
});

test.each(keeps)('where %s are kept, a run that goes on shows how it stands', (keep) => {
  const recorder = new Recorder(course, { keep, points: 50, target: 3 });
  recorder.take({ loss: Float64Array.of(5, 1) });
  const { state } = recorder.takePiece({ kind: 'running' }, null, 0);
  expect(state).toEqual({
    status: { kind: 'running' },
    engine: null,
    stepsDone: 1,
    loss: 3,
    best: 3,
    reached: 1,
    stepsPerSecond: 0,
  });
});

test('before the start, nothing is known', () => {
  const { points, state } = new Recorder(course, { keep: 'score', points: 50, target: 3 }).takePiece(
    { kind: 'queued' },
    null,
    0,
  );
  expect(points).toEqual({ step: new Float64Array() });
  expect(state).toMatchObject({
    stepsDone: 0,
    loss: Number.NaN,
    best: Number.POSITIVE_INFINITY,
    reached: null,
  });
});

describe.each(keeps)('where %s are kept', (keep) => {
  const recorder = () => new Recorder(course, { keep, points: 50, target: null });
  const running = { kind: 'running' } as const;

  test('taking no step changes nothing', () => {
    const [one, other] = [recorder(), recorder()];
    for (const each of [one, other]) each.take({ loss: Float64Array.of(4, 2) });
    one.take({ loss: new Float64Array() });
    expect(one.loss).toBe(3);
    for (const each of [one, other]) each.finish();
    expect(one.takePiece(running, engine, 1)).toEqual(other.takePiece(running, engine, 1));
  });

  test('nothing is handed over twice, however often the run is finished', () => {
    const each = recorder();
    each.take({ loss: Float64Array.of(4, 2, 3) });
    each.takeEvaluation({ step: 2, loss: 1 });
    each.finish();
    const { points, evaluations, firstPoint } = each.takePiece(running, engine, 1);
    const count = points.loss?.length ?? 0;
    expect([firstPoint, evaluations.length]).toEqual([0, 1]);
    expect(count).toBe(keep === 'steps' || keep === 'thinned' ? 3 : 1);
    each.finish();
    const again = each.takePiece(running, engine, 1);
    expect([again.points.loss?.length, again.evaluations.length, again.firstPoint]).toEqual([0, 0, count]);
  });

  test('pieces say where they go on', () => {
    const each = recorder();
    const begins: number[] = [];
    let handedOver = 0;
    for (let step = 0; step < 5; step++) {
      each.take({ loss: Float64Array.of(step, step + 0.5) });
      const { firstPoint, points } = each.takePiece(running, engine, 1);
      begins.push(firstPoint - handedOver);
      handedOver += points.loss?.length ?? 0;
    }
    expect(begins).toEqual([0, 0, 0, 0, 0]);
    expect(handedOver).toBe({ steps: 10, thinned: 10, evaluations: 0, score: 0 }[keep]);
  });
});
