import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createRace } from '../../../core/race/race.ts';
import { raceToCsv } from '../../../core/race/raceToCsv.ts';
import { onDigits, onValley } from '../experiment/faults.ts';

test('on a surface, each line has the point; numbers keep every digit', () => {
  const race = createRace('r', parseExperiment(onValley({ lr: [0.1, 0.2] })), null);
  race.runs[0]?.losses.append(Float64Array.of(100, 0.1 + 0.2));
  race.runs[0]?.path?.append(Float64Array.of(1, 10, 1 / 3, -9.9));
  race.runs[1]?.losses.append(Float64Array.of(Number.NaN));
  race.runs[1]?.path?.append(Float64Array.of(1, 10));
  expect(raceToCsv(race)).toBe(
    [
      'run,optimizer,lr,batch_size,seed,step,loss,x,y',
      'run-0,sgd,0.1,,,0,100,1,10',
      'run-0,sgd,0.1,,,1,0.30000000000000004,0.3333333333333333,-9.9',
      'run-1,sgd,0.2,,,0,NaN,1,10',
      '',
    ].join('\n'),
  );
});

test('on data, each line has batch size and seed', () => {
  const race = createRace('r', parseExperiment(onDigits({ batch_size: [32, 'full'], seed: [7] })), null);
  for (const { losses } of race.runs) losses.append(Float64Array.of(2.5));
  expect(raceToCsv(race).split('\n')).toEqual([
    'run,optimizer,lr,batch_size,seed,step,loss',
    'run-0,sgd,0.01,32,7,0,2.5',
    'run-1,sgd,0.01,full,7,0,2.5',
    '',
  ]);
});
