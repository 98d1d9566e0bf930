import { expect, test } from 'vitest';
import { Replay } from '../../../core/debug/replay.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { followRun, type WeightPath } from '../../../core/networkPictures/followRun.ts';
import { dataOf, specOf } from '../engine/runs.ts';

const experiment = {
  problem: { data: 'moons', hidden: [3] },
  optimizers: [{ optimizer: 'sgd' }],
  ...{ lr: [0.1], batch_size: [40], epochs: 1 },
};
const replayOf = () => new Replay(specOf(experiment), dataOf(parseExperiment(experiment)));

function followed(most: number, stepsDone = 10): { path: WeightPath; told: number[] } {
  const told: number[] = [];
  const following = followRun(replayOf(), stepsDone, most);
  for (let next = following.next(); ; next = following.next()) {
    if (next.done) return { path: next.value, told };
    told.push(next.value);
  }
}

test('keeps as many points as asked for, the first and the last among them', () => {
  const steps = (most: number) => [...followed(most).path.steps];
  expect(steps(400)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(steps(4)).toEqual([0, 4, 8, 10]);
  expect(steps(2)).toEqual([0, 10]);
});

test('each is where the run is after so many steps, whatever it tells in between', () => {
  const { path, told } = followed(4);
  expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const replay = replayOf();
  for (const [place, step] of path.steps.entries()) {
    replay.goTo(step);
    expect(path.points[place]).toEqual(replay.parameters);
  }
});

test('of a run that has gone a part of its way that part is gone through', () => {
  expect([...followed(400, 3).path.steps]).toEqual([0, 1, 2, 3]);
});
