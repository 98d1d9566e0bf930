import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Evaluation } from '../../../core/race/evaluation.ts';
import { beforeStart, buffersOf, type RecordPiece, RunRecord } from '../../../core/race/runRecord.ts';
import { contentOf, pieceOf, quantityNames } from './pieces.ts';

const evaluations: readonly Evaluation[] = [0, 2].map((step) => ({ step, loss: 5 - step, accuracy: 0.5 }));
const whole = pieceOf({
  loss: [5, 4, 3],
  mean: [5, 4.5, 4],
  position: [1, 2, 3, 4, 5, 6],
  evaluations,
  state: { stepsDone: 2, loss: 4, best: 4, reached: 1, stepsPerSecond: 7 },
});

let record: RunRecord;
beforeEach(() => {
  record = new RunRecord();
});

test('is empty before its start', () => {
  expect(record.state).toEqual(beforeStart);
  expect([record.length, record.get('loss'), record.evaluations.length]).toEqual([0, undefined, 0]);
  expect(record.pieceFrom()).toEqual({ firstPoint: 0, points: {}, evaluations: [], state: beforeStart });
});

test('holds what a piece brings, and says where it stands', () => {
  expect(record.append(whole)).toBe(true);
  expect(record.length).toBe(3);
  expect(record.state).toEqual(whole.state);
  expect(record.evaluations).toEqual(evaluations);
  expect(record.extent).toEqual({ points: 3, evaluations: 2 });
  expect(record.get('step')).toBeUndefined();
  expect(contentOf(record).points).toEqual({
    loss: [5, 4, 3],
    mean: [5, 4.5, 4],
    position: [1, 2, 3, 4, 5, 6],
  });
});

test('copies the numbers of a piece, unless nobody else will change them', () => {
  const loss = Float64Array.from({ length: 5000 }, (_, step) => step);
  const piece: RecordPiece = { ...whole, points: { loss } };
  record.append(piece);
  const kept = new RunRecord();
  kept.append(piece, 'kept');
  const isShared = (of: RunRecord) => of.get('loss')?.stretch(0, 5000).buffer === loss.buffer;
  expect([record, kept].map(isShared)).toEqual([false, true]);
  expect(kept.pieceFrom().points).toEqual({ loss });
});

test('knows after how many steps a point was measured', () => {
  record.append(whole);
  expect([0, 2].map((index) => record.stepOf(index))).toEqual([0, 2]);
  const thinned = new RunRecord();
  thinned.append(pieceOf({ step: [0, 7, 90], loss: [3, 2, 1] }));
  expect([0, 1, 2].map((index) => thinned.stepOf(index))).toEqual([0, 7, 90]);
});

test('keeps nothing of the memory that it was given', () => {
  record.append(whole);
  const copy = structuredClone(whole);
  const other = new RunRecord();
  other.append(copy);
  copy.points.loss?.fill(-1);
  expect(contentOf(other)).toEqual(contentOf(record));
});

describe('a piece that comes again', () => {
  test('changes nothing', () => {
    record.append(whole);
    const before = contentOf(record);
    expect(record.append(structuredClone(whole))).toBe(true);
    expect(contentOf(record)).toEqual(before);
  });

  test('adds what is new in it', () => {
    record.append(whole);
    record.append(
      pieceOf({
        firstPoint: 1,
        loss: [4, 3, 2],
        mean: [4.5, 4, 3.5],
        position: [3, 4, 5, 6, 7, 8],
        evaluations: [...evaluations, { step: 3, loss: 2 }],
        state: { stepsDone: 3, loss: 3.5 },
      }),
    );
    expect(contentOf(record)).toMatchObject({
      points: { loss: [5, 4, 3, 2], mean: [5, 4.5, 4, 3.5], position: [1, 2, 3, 4, 5, 6, 7, 8] },
      evaluations: [...evaluations, { step: 3, loss: 2 }],
      state: { stepsDone: 3, loss: 3.5 },
    });
  });

  test('of a run that is computed again from its start takes nothing back', () => {
    record.append(whole);
    const before = contentOf(record);
    const state = { stepsDone: 1, loss: 4.5, best: 4.5, reached: null, stepsPerSecond: 1 };
    expect(record.append(pieceOf({ loss: [5, 4], mean: [5, 4.5], position: [1, 2, 3, 4], state }))).toBe(
      true,
    );
    expect(contentOf(record)).toEqual(before);
  });

  test('can tell that the run has ended all the same', () => {
    record.append(whole);
    const status = { kind: 'failed', message: 'out of memory' } as const;
    record.append({ firstPoint: 0, points: {}, evaluations: [], state: { ...beforeStart, status } });
    expect(record.state).toEqual({ ...whole.state, status });
  });
});

test('a piece without points tells how the run stands now', () => {
  record.append(whole);
  const state = { ...whole.state, status: { kind: 'finished' }, stepsPerSecond: 8 } as const;
  record.append(pieceOf({ firstPoint: 3, loss: [], state }));
  expect(record.state).toEqual(state);
});

test('refuses a piece after a gap, and changes nothing', () => {
  record.append(whole);
  const before = contentOf(record);
  const late = pieceOf({
    firstPoint: 4,
    loss: [1],
    mean: [1],
    position: [0, 0],
    evaluations: [{ step: 4, loss: 1 }],
  });
  expect(record.append(late)).toBe(false);
  expect(contentOf(record)).toEqual(before);
  expect(new RunRecord().append(late)).toBe(false);
});

test('gets an evaluation that was made after a piece was taken, at the same step', () => {
  record.append(pieceOf({ loss: [5, 4], state: { stepsDone: 1 } }));
  const made = { step: 1, loss: 4 };
  record.append(pieceOf({ firstPoint: 2, loss: [], evaluations: [made], state: { stepsDone: 1 } }));
  record.append(pieceOf({ firstPoint: 2, loss: [], evaluations: [made], state: { stepsDone: 1 } }));
  expect(record.evaluations).toEqual([made]);
});

test('can be given an end that its engine knows nothing of', () => {
  record.append(whole);
  record.end({ kind: 'stopped' });
  expect(record.state).toEqual({ ...whole.state, status: { kind: 'stopped' } });
});

test('gives what somebody lacks', () => {
  record.append(whole);
  expect(record.pieceFrom()).toEqual(whole);
  expect(record.pieceFrom({ points: 2, evaluations: 1 })).toEqual({
    ...pieceOf({ firstPoint: 2, loss: [3], mean: [4], position: [5, 6], evaluations: evaluations.slice(1) }),
    state: whole.state,
  });
  expect(record.pieceFrom(record.extent)).toMatchObject({ firstPoint: 3, evaluations: [] });
});

test('a piece has memory of its own, which can be handed to another thread', () => {
  record.append(whole);
  const piece = record.pieceFrom();
  expect(buffersOf(piece).map(({ byteLength }) => byteLength)).toEqual([24, 24, 48]);
  structuredClone(piece, { transfer: buffersOf(piece) });
  expect(contentOf(record).points).toMatchObject({ loss: [5, 4, 3] });
});

/** Any piece: which quantities there are, their numbers, and evaluations at some of the steps. */
const anyPiece: fc.Arbitrary<RecordPiece> = fc
  .record({
    length: fc.nat(40),
    hasStep: fc.boolean(),
    hasMean: fc.boolean(),
    hasPosition: fc.boolean(),
    seed: fc.double(),
    evaluatedAt: fc.uniqueArray(fc.nat(40), { maxLength: 12 }),
  })
  .map(({ length, hasStep, hasMean, hasPosition, seed, evaluatedAt }) => {
    const numbers = (scale: number) => Array.from({ length }, (_, index) => seed + scale * index);
    return pieceOf({
      loss: numbers(1),
      ...(hasStep && { step: numbers(3) }),
      ...(hasMean && { mean: numbers(0.5) }),
      ...(hasPosition && { position: numbers(2).flatMap((x) => [x, -x]) }),
      evaluations: evaluatedAt.toSorted((a, b) => a - b).map((step) => ({ step, loss: step })),
      state: { stepsDone: length },
    });
  });

/** From a begin to an end, each as a share. */
function cut({ points, evaluations, state }: RecordPiece, begin: number, end: number): RecordPiece {
  const length = points.loss?.length ?? 0;
  const first = Math.floor(begin * length);
  const last = Math.floor(end * length);
  const piece = pieceOf({ firstPoint: first, evaluations: evaluations.filter(({ step }) => step < last) });
  for (const quantity of quantityNames) {
    const numbers = points[quantity];
    const size = (numbers?.length ?? 0) / Math.max(1, length);
    if (numbers) piece.points[quantity] = numbers.slice(size * first, size * last);
  }
  return { ...piece, state: { ...state, stepsDone: last } };
}

test('appended in pieces that overlap at random, it is what it is in one go', () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
  fc.assert(
    fc.property(anyPiece, shares, fc.double({ min: 0, max: 1, noNaN: true }), (piece, ends, overlap) => {
      const inOneGo = new RunRecord();
      inOneGo.append(piece);
      const inPieces = new RunRecord();
      let known = 0;
      for (const end of ends.toSorted((a, b) => a - b)) {
        expect(inPieces.append(structuredClone(cut(piece, overlap * known, end)))).toBe(true);
        known = end;
      }
      inPieces.append(structuredClone(piece));
      expect(contentOf(inPieces)).toEqual(contentOf(inOneGo));
      expect(inPieces.pieceFrom()).toEqual(inOneGo.pieceFrom());
    }),
  );
});

test('whoever appends what they lack, whenever they ask, has the same record', () => {
  fc.assert(
    fc.property(anyPiece, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (piece, moments) => {
      const source = new RunRecord();
      const copy = new RunRecord();
      for (const moment of [...moments.toSorted((a, b) => a - b), 1]) {
        source.append(cut(piece, 0, moment));
        expect(copy.append(structuredClone(source.pieceFrom(copy.extent)))).toBe(true);
        expect(contentOf(copy)).toEqual(contentOf(source));
      }
    }),
  );
});

test('is cut back to what was there, with the state of then, and goes on from there', () => {
  record.append(whole);
  expect([record.has({ points: 3, evaluations: 2 }), record.has({ points: 4, evaluations: 2 })]).toEqual([
    true,
    false,
  ]);
  expect(record.has({ points: 3, evaluations: 3 })).toBe(false);
  const state = { ...whole.state, stepsDone: 1, status: { kind: 'queued' } as const };
  record.truncate({ points: 2, evaluations: 1 }, state);
  expect(contentOf(record)).toEqual({
    points: { loss: [5, 4], mean: [5, 4.5], position: [1, 2, 3, 4] },
    evaluations: evaluations.slice(0, 1),
    state,
  });
  const next = {
    firstPoint: 2,
    loss: [9],
    mean: [8],
    position: [7, 7],
    evaluations,
    state: { stepsDone: 2 },
  };
  expect(record.append(pieceOf(next))).toBe(true);
  expect(contentOf(record)).toMatchObject({ points: { loss: [5, 4, 9] }, evaluations });
});
