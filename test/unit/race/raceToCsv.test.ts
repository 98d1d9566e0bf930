import { expect, test } from 'vitest';
import { raceToCsv } from '../../../core/race/raceToCsv.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from './pieces.ts';

test('on a surface, each line has the point; numbers keep every digit', () => {
  const race = raceOf(onValley({ lr: [0.1, 0.2] }));
  recordOf(race, 0).append(pieceOf({ loss: [100, 0.1 + 0.2], position: [1, 10, 1 / 3, -9.9] }));
  recordOf(race, 1).append(pieceOf({ loss: [Number.NaN], position: [1, 10] }));
  expect(raceToCsv(race)).toBe(
    [
      'run,optimizer,lr,batch_size,seed,step,loss,x,y',
      '0,sgd,0.1,,,0,100,1,10',
      '0,sgd,0.1,,,1,0.30000000000000004,0.3333333333333333,-9.9',
      '1,sgd,0.2,,,0,NaN,1,10',
      '',
    ].join('\n'),
  );
});

test('on data, each line has batch size and seed', () => {
  const race = raceOf(onDigits({ batch_size: [32, 'full'], seed: [7] }));
  for (const { record } of race.runs) record.append(pieceOf({ loss: [2.5] }));
  expect(raceToCsv(race).split('\n')).toEqual([
    'run,optimizer,lr,batch_size,seed,step,loss',
    '0,sgd,0.01,32,7,0,2.5',
    '1,sgd,0.01,full,7,0,2.5',
    '',
  ]);
});

test('of a thinned curve, there is a line for each step that was kept', () => {
  const race = raceOf(onDigits());
  recordOf(race).append(pieceOf({ step: [0, 1, 40], loss: [3, 2, 1], mean: [3, 2.5, 2] }));
  expect(raceToCsv(race).split('\n').slice(1)).toEqual([
    '0,sgd,0.01,32,0,0,3',
    '0,sgd,0.01,32,0,1,2',
    '0,sgd,0.01,32,0,40,1',
    '',
  ]);
});
