import { expect, test } from 'vitest';
import { withEngine } from '../../../core/experiment/engineSetting.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onDigits, onValley } from './faults.ts';

const enginesOf = (experiment: object, setting: unknown) => [
  ...new Set(expandExperiment(withEngine(parseExperiment(experiment), setting)).map(({ engine }) => engine)),
];

test.each([
  ['cpu', 'cpu'],
  ['gpu', 'gpu'],
  ['auto', 'auto'],
  ['float64', 'auto'],
  ['', 'auto'],
  [undefined, 'auto'],
  [7, 'auto'],
])('the setting %j makes it %j where a network’s experiment says nothing', (setting, engine) => {
  expect(enginesOf(onDigits({ lr: [0.1, 0.2] }), setting)).toEqual([engine]);
});

test.each(['auto', 'cpu', 'gpu', 'float64'])('no setting overrules "engine": "%s"', (engine) => {
  for (const setting of ['auto', 'cpu', 'gpu'])
    expect(enginesOf(onDigits({ engine }), setting)).toEqual([engine]);
});

test('surfaces are the processor’s in any case', () => {
  for (const setting of ['cpu', 'gpu']) expect(enginesOf(onValley(), setting)).toEqual(['auto']);
});

test('what is computed elsewhere is another run', () => {
  const idOf = (setting: string) => expandExperiment(withEngine(parseExperiment(onDigits()), setting))[0]?.id;
  expect(new Set(['auto', 'cpu', 'gpu'].map(idOf)).size).toBe(3);
});
