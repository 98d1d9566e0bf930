/** Runs of logs as the panel draws them. */
import { describe, expect, test } from 'vitest';
import { LogFile } from '../../../core/log/logFormat.ts';
import { mostEvaluations } from '../../../core/log/logLimits.ts';
import { LogRun } from '../../../core/log/logRun.ts';
import { type LoggedRun, TrainingLog } from '../../../core/log/trainingLog.ts';
import { recordPieceSchema } from '../../../core/race/recordSchema.ts';
import { bytesOf, drawn, Follower, readLogOf } from './logTools.ts';

/** A log that grows. */
function growing(header: string) {
  const log = new TrainingLog();
  const file = new LogFile(log, { folder: '', name: 'log.csv' });
  const add = (text: string) => file.add(bytesOf(text));
  add(`${header}\n`);
  add('0,4,\n');
  const follower = new Follower(new LogRun(log, log.runs.get('') ?? expect.fail('no run')));
  return { add, follower };
}

const onlyRun = (log: TrainingLog): LoggedRun => [...log.runs.values()][0] ?? expect.fail('no run');

describe('a run that grows', () => {
  test('has pieces of what has come, as our own runs have them', () => {
    const { add, follower } = growing('step,loss,val_loss');
    expect(follower.run.takePiece({ kind: 'running' })).toEqual({
      isAnew: false,
      hasMore: false,
      piece: {
        firstPoint: 0,
        points: { step: Float64Array.of(0), loss: Float64Array.of(4) },
        evaluations: [],
        state: {
          ...{ status: { kind: 'running' }, engine: null, stepsDone: 0, loss: 4, best: 4, reached: null },
          stepsPerSecond: 0,
        },
      },
    });
    add('1,2,3\n2,2.5,');
    const { piece } = follower.run.takePiece({ kind: 'running' });
    expect(piece).toMatchObject({ firstPoint: 1, evaluations: [{ step: 1, loss: 3 }] });
    expect(piece.state).toMatchObject({ stepsDone: 1, loss: 2, best: 2 });
    expect(recordPieceSchema.safeParse(piece).success).toBe(true);
    expect(follower.run.takePiece({ kind: 'running' }).piece.points).toEqual({});
  });

  test('begins anew where the steps go back behind what was handed on', () => {
    const { add, follower } = growing('step,loss,val_loss');
    add('1,3,\n2,2,5\n');
    follower.take();
    add('3,1,\n');
    follower.take();
    expect(follower.begun).toBe(0);
    add('2,1.5,4\n');
    follower.take();
    expect(follower.begun).toBe(1);
    expect(follower.drawn).toMatchObject({
      steps: [0, 1, 2],
      losses: [4, 3, 1.5],
      evaluations: [{ step: 2, loss: 4 }],
      state: { loss: 1.5, best: 1.5, stepsDone: 2 },
    });
  });

  test('goes on where the steps go back to what was not yet handed on', () => {
    const { add, follower } = growing('step,loss,val_loss');
    follower.take();
    add('1,3,\n2,2,\n1,2.5,\n');
    follower.take();
    expect(follower.begun).toBe(0);
    expect(follower.drawn).toMatchObject({ steps: [0, 1], losses: [4, 2.5] });
  });

  test('begins anew where another column turns out to be the loss', () => {
    const log = new TrainingLog();
    const file = new LogFile(log, { folder: '', name: '' });
    file.add(bytesOf('{"step": 0, "nll": 4}\n'));
    const follower = new Follower(new LogRun(log, onlyRun(log)));
    follower.take();
    expect(follower.drawn.losses).toEqual([4]);
    file.add(bytesOf('{"step": 1, "loss": 3, "nll": 2}\n'));
    follower.take();
    expect([follower.begun, follower.drawn.steps, follower.drawn.losses]).toEqual([1, [1], [3]]);
  });

  test('waits with the newest evaluation for its other half', () => {
    const { add, follower } = growing('step,val_loss,val_acc');
    follower.take();
    expect(follower.drawn.evaluations).toEqual([{ step: 0, loss: 4 }]);
    add('1,3,\n1,,0.5\n2,2,\n');
    follower.take();
    expect(follower.drawn.evaluations).toEqual([
      { step: 0, loss: 4 },
      { step: 1, loss: 3, accuracy: 0.5 },
    ]);
    follower.take('finished');
    expect(follower.drawn.evaluations.at(-1)).toEqual({ step: 2, loss: 2 });
    expect(follower.drawn.state.status).toEqual({ kind: 'finished' });
  });
});

describe('steps', () => {
  test('that begin again in each epoch are counted', () => {
    const { steps, losses, facts } = drawn('epoch,batch,loss\n0,0,4\n0,1,3\n1,0,2\n1,1,1\n');
    expect([steps, losses, facts.stepUnit]).toEqual([[0, 1, 2, 3], [4, 3, 2, 1], 'row']);
    expect(facts.remarks).toEqual(['batch begins again in each epoch: rows are counted as steps.']);
  });

  test('are counted where each epoch has many rows and nothing else says a step', () => {
    const { steps, facts } = drawn('epoch,loss\n0,4\n0,3\n0,2\n1,1\n');
    expect(steps).toEqual([0, 1, 2, 3]);
    expect(facts.remarks).toEqual(['Most points have the same epoch as the one before: they are counted.']);
  });

  test('that are told twice have the later point', () => {
    const { steps, losses, facts } = drawn('step,loss\n0,4\n1,3\n2,2.5\n2,2\n3,1\n');
    expect([steps, losses, facts.remarks]).toEqual([[0, 1, 2, 3], [4, 3, 2, 1], []]);
  });

  test('that are missing in a row are those of the row before', () => {
    expect(drawn('step,loss,lr\n5,,0.1\n,4,\n6,3,\n,2,\n')).toMatchObject({ steps: [5, 6], losses: [4, 2] });
  });

  test('that come later than the loss leave the points before them out', () => {
    expect(drawn('step,loss\n,4\n7,3\n,2.5\n8,2\n')).toMatchObject({ steps: [7, 8], losses: [2.5, 2] });
  });

  test('that are no numbers leave the point out', () => {
    expect(drawn('step,loss\nnan,4\n1,3\ninf,2\n2,1\n')).toMatchObject({ steps: [1, 2], losses: [3, 1] });
  });

  test('may be epochs with a fraction', () => {
    const { steps, state } = drawn('epoch,loss\n0.25,4\n0.5,3\n1.75,2\n');
    expect([steps, state.stepsDone]).toEqual([[0.25, 0.5, 1.75], 1]);
  });

  test('are rows where the person says so', () => {
    const text = 'step,epoch,loss\n10,0,4\n20,0,3\n';
    expect(drawn(text, { step: null })).toMatchObject({ steps: [0, 1], facts: { stepUnit: 'row' } });
    expect(drawn(text, { step: 'epoch' }).facts.remarks).toContain(
      'Most points have the same step as the one before: they are counted.',
    );
  });

  test('a second need a clock that never goes back', () => {
    expect(drawn('step,time,loss\n0,10,4\n50,20,3\n').state.stepsPerSecond).toBe(5);
    expect(drawn('step,time,loss\n0,10,4\n50,9,3\n100,20,3\n').state.stepsPerSecond).toBe(0);
    expect(drawn('step,time,loss\n0,10,4\n50,10,3\n').state.stepsPerSecond).toBe(0);
  });
});

describe('evaluations', () => {
  test('without a held-out loss have that of training', () => {
    const { evaluations } = drawn('step,loss,accuracy\n0,4,0.1\n1,3,\n2,2,0.2\n3,,0.3\n');
    expect(evaluations).toEqual([
      { step: 0, loss: 4, accuracy: 0.1 },
      { step: 2, loss: 2, accuracy: 0.2 },
      { step: 3, loss: Number.NaN, accuracy: 0.3 },
    ]);
  });

  test('may have loss and accuracy at steps of their own', () => {
    const { evaluations } = drawn('step,loss,val_loss,val_acc\n0,4,5,\n1,4,,0.1\n2,4,3,0.2\n');
    expect(evaluations).toEqual([
      { step: 0, loss: 5 },
      { step: 1, loss: Number.NaN, accuracy: 0.1 },
      { step: 2, loss: 3, accuracy: 0.2 },
    ]);
  });

  test('are thinned where there are too many, and never for accuracies of each step', () => {
    const count = 2 * mostEvaluations + 1;
    const rows = Array.from({ length: count }, (_, step) => `${step},1,${step % 1000 === 0 ? 2 : ''},0.5`);
    const { evaluations } = drawn(`step,loss,val_loss,acc\n${rows.join('\n')}\n`);
    expect(evaluations.filter(({ loss }) => loss === 2).map(({ step }) => step)).toEqual(
      Array.from({ length: 21 }, (_, index) => 1000 * index),
    );
    expect(evaluations.length).toBeGreaterThan(mostEvaluations / 2);
    expect(evaluations.length).toBeLessThanOrEqual(mostEvaluations + 21);
    expect(evaluations[2]?.step).toBe(3);
  });
});

test('a run without a loss of training is judged by the held-out one', () => {
  const { add, follower } = growing('step,val_loss,val_acc');
  add('1,3,0.5\n2,5,0.5\n');
  follower.take();
  expect(follower.drawn.state).toMatchObject({ loss: 5, best: 3, stepsDone: 2 });
  add('2,,\n');
  follower.take();
  expect(follower.drawn.state).toMatchObject({ loss: 5, best: 3, stepsDone: 2 });
  expect(drawn('step,val_acc\n0,0.5\n').state).toMatchObject({
    loss: Number.NaN,
    best: Number.POSITIVE_INFINITY,
  });
});

test('a run whose points have no step has no loss', () => {
  const { losses, state } = drawn('step,loss\nnan,4\n');
  expect(losses).toEqual([]);
  expect(state).toMatchObject({ loss: Number.NaN, best: Number.POSITIVE_INFINITY, stepsDone: 0 });
});

test('any column is a series by growing steps', () => {
  const log = readLogOf('step,loss,lr\n0,4,0.1\n1,3,\n2,2,0.2\n1,2,0.3\n');
  const run = new LogRun(log, onlyRun(log));
  expect(run.series('lr')).toEqual({
    steps: Float64Array.of(0, 1),
    values: Float64Array.of(0.1, 0.3),
    times: null,
  });
  expect(run.series('momentum')).toBeUndefined();
});

test('a log without a loss says what there is', () => {
  expect(drawn('step,reward,length\n0,1,2\n').facts.remarks).toEqual([
    'No column is called a loss — there are step, reward, length; choose one of them.',
  ]);
  expect(drawn('step,val_loss,length,width\n0,1,2,3\n').facts.remarks[0]).toBe(
    'No column is called a training loss — there are step, val_loss, length, width; choose one of them.',
  );
  expect(drawn('step,reward\n0,1\n').facts.remarks).toEqual([
    "The loss is reward, though it isn't called one.",
  ]);
  expect(drawn('{"note": "begins"}\n').facts.remarks).toEqual(['No numbers yet.']);
});
