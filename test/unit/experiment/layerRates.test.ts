/** Learning rates by layer, as experiments have them. */
import { describe, expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { experimentOfRun } from '../../../core/experiment/experimentOfRun.ts';
import { experimentOfRuns } from '../../../core/experiment/experimentOfRuns.ts';
import { mapSettings, withSetting } from '../../../core/experiment/map/mapSettings.ts';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createRace } from '../../../core/race/race.ts';
import { settingsOf } from '../../../core/race/runSettings.ts';
import { faultsOf, onValley } from './faults.ts';

const onSpirals = (choice: object, changes: object = {}) => ({
  problem: { data: 'spirals', hidden: [8, 4] },
  optimizers: [{ optimizer: 'sgd', ...choice }],
  ...{ lr: [0.1], batch_size: [50], epochs: 2, ...changes },
});
const ratesOf = (experiment: object) =>
  expandExperiment(parseExperiment(experiment)).map(({ layerRates = null }) => layerRates);

describe('layers that are not named have lr', () => {
  test.each([
    [{ first: 1, layer2: 2, last: 3 }, [1, 2, 3]],
    [{ last: 3 }, [0.1, 0.1, 3]],
    [{ layer2: 0.5 }, [0.1, 0.5, 0.1]],
    [{ first: 0.1 }, null],
    [{}, null],
  ])('%j', (layer_lr, rates) => {
    expect(ratesOf(onSpirals({ layer_lr }))).toEqual([rates]);
  });

  test('with each of several rates', () => {
    const layer_lr = { last: 0.2 };
    expect(ratesOf(onSpirals({ layer_lr }, { lr: [0.1, 0.2] }))).toEqual([[0.1, 0.1, 0.2], null]);
  });
});

test('rates by layer follow the batch size as lr does', () => {
  const scale_lr = { base_batch_size: 50 };
  const experiment = onSpirals({ layer_lr: { last: 0.2 } }, { scale_lr, batch_size: [50, 100] });
  expect(ratesOf(experiment)).toEqual([
    [0.1, 0.1, 0.2],
    [0.2, 0.2, 0.4],
  ]);
  const huge = { ...experiment, optimizers: [{ optimizer: 'sgd', layer_lr: { last: 1e308 } }] };
  expect(faultsOf({ ...huge, batch_size: [400] })[0]).toContain('leaves rates finite');
});

describe('what can not be is refused', () => {
  const at = 'optimizers[0].layer_lr';
  test.each([
    [
      'on a surface',
      onValley({ optimizers: [{ optimizer: 'sgd', layer_lr: { last: 1 } }], steps: 9 }),
      'none: a surface has no layers',
    ],
    [
      'a layer that is not there',
      onSpirals({ layer_lr: { layer4: 1 } }),
      `${at}.layer4 = 1 — expected one of the layers of the network: first, layer2, last`,
    ],
    [
      'a layer by two names',
      onSpirals({ layer_lr: { last: 1, layer3: 1 } }),
      `${at}.last = 1 — expected none beside layer3: both are layer 3 of 3`,
    ],
    [
      'the only layer by two names',
      onSpirals({ layer_lr: { first: 1, last: 2 } }, { problem: { data: 'spirals' } }),
      'none beside first: both are the only layer',
    ],
    ['a rate of 0', onSpirals({ layer_lr: { first: 0 } }), `${at}.first = 0 — expected`],
    ['a name of no layer', onSpirals({ layer_lr: { frist: 1 } }), 'first'],
    [
      'a schedule with rates of its own',
      onSpirals({ layer_lr: { last: 1 }, schedule: { name: 'OneCycleLR', max_lr: 1 } }),
      'none: OneCycleLR has rates of its own, the same for all layers',
    ],
    [
      'a rule with a sum of its rates',
      onSpirals({ optimizer: 'schedulefree', layer_lr: { last: 1 } }),
      'none: Schedule-Free AdamW keeps weight_sum, which follows from one lr',
    ],
  ])('%s', (_, experiment, expected) => {
    const faults = faultsOf(experiment);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
  });
});

test('where every layer has a rate, lr is said to be of no use', () => {
  const notes = (layer_lr: object) => notesOf(parseExperiment(onSpirals({ layer_lr })));
  expect(notes({ first: 0.5, layer2: 0.2, last: 0.3 })).toEqual([
    'lr = [0.1]: no run has it, since each optimizer, or each of its layers, has learning rates of its own.',
  ]);
  expect(notes({ first: 0.5, last: 0.3 })).toEqual([]);
});

test('the experiment of a run, and of runs, has its rates', () => {
  const experiment = parseExperiment(onSpirals({ layer_lr: { first: 1, last: 3 } }, { lr: [0.1, 0.2] }));
  const runs = expandExperiment(experiment);
  for (const run of runs) {
    const { id } = expandExperiment(experimentOfRun(experiment, run))[0] ?? {};
    expect(id).toBe(run.id);
  }
  const again = experimentOfRuns(experiment, runs);
  expect(again && expandExperiment(again).map(({ id }) => id)).toEqual(runs.map(({ id }) => id));
});

test('runs are compared by the rates of their layers', () => {
  const optimizers = [{ optimizer: 'sgd' }, { optimizer: 'sgd', layer_lr: { last: 0.5 } }];
  const { runs } = createRace(parseExperiment(onSpirals({}, { optimizers })), { id: 'race', startedAt: 0 });
  const named = runs.map(({ spec, name }) => ({ ...spec, name }));
  const ofLayers = settingsOf(named).filter(({ id }) => id.startsWith('layer_lr'));
  expect(ofLayers.map(({ name, of }) => [name, ...named.map(of)])).toEqual([
    ['rate of layer 1', 0.1, 0.1],
    ['rate of layer 2', 0.1, 0.1],
    ['rate of layer 3', 0.1, 0.5],
  ]);
  expect(settingsOf(named.slice(0, 1)).some(({ id }) => id.startsWith('layer_lr'))).toBe(false);
});

describe('a map', () => {
  const [run] = expandExperiment(parseExperiment(onSpirals({ layer_lr: { last: 0.5 } })));
  if (!run) throw new RangeError('expected a run');
  const named = (each: typeof run, name: string) =>
    mapSettings(each).find((setting) => setting.name === name);

  test('has the rates of the first and the last layer as axes', () => {
    expect(named(run, 'lr_first')).toMatchObject({ label: 'Rate of the first layer', value: 0.1 });
    expect(named(run, 'lr_last')).toMatchObject({ value: 0.5, axis: { scale: 'log', from: 0.005, to: 5 } });
    const cell = withSetting(withSetting(run, 'lr_first', 2), 'lr_last', 3);
    expect(cell.layerRates).toEqual([2, 0.1, 3]);
  });

  test('has none of a network with one layer, and of rules that have one rate alone', () => {
    const { problem } = run;
    if (!('data' in problem)) throw new RangeError('expected data');
    expect(named({ ...run, problem: { ...problem, hidden: [] } }, 'lr_first')).toBeUndefined();
    expect(named({ ...run, optimizer: 'rprop', hyperparameters: { lr: 0.1 } }, 'lr_first')).toBeUndefined();
    expect(named({ ...run, schedule: { name: 'OneCycleLR', max_lr: 1 } }, 'lr_first')).toBeUndefined();
  });
});
