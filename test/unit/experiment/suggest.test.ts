import { describe, expect, test } from 'vitest';
import { isUnknownName, suggest } from '../../../core/experiment/suggest.ts';
import { unknownNames } from '../../../core/experiment/text/unknownNames.ts';

describe('what was probably meant', () => {
  const name = (json: string) => ({ kind: 'name', json: `"${json}"` });
  const value = (json: string) => ({ kind: 'value', json });
  const adam = { optimizer: 'adam', hyperparameters: { bete1: 1 } };
  const hyperparameter = (index: number, field: string) => ({
    ...{ kind: 'place', to: ['optimizers', index, 'hyperparameters', field] },
  });
  const betas = (optimizer: string, given: unknown): [object, (string | number)[]] => [
    { optimizers: [{ optimizer, hyperparameters: { betas: given } }] },
    ['optimizers', 0, 'hyperparameters', 'betas'],
  ];

  test.each<[object, (string | number)[], object | null]>([
    // Names of fields.
    [{ stesp: 5 }, ['stesp'], name('steps')],
    [{ something: 5 }, ['something'], null],
    [{ problem: { data: 'digits', hiden: [] } }, ['problem', 'hiden'], name('hidden')],
    [{ optimizers: [adam] }, ['optimizers', 0, 'hyperparameters', 'bete1'], name('beta1')],
    [{ optimizers: [{ ...adam, optimizer: 'none' }] }, ['optimizers', 0, 'hyperparameters', 'bete1'], null],
    [{ optimizers: [{ ...adam, optimizer: 5 }] }, ['optimizers', 0, 'hyperparameters', 'bete1'], null],
    [{ schedule: { name: 'StepLR', gama: 1 } }, ['schedule', 'gama'], name('gamma')],
    [{ schedule: { name: 'StepLR', perr: 'step' } }, ['schedule', 'perr'], name('per')],
    [{ schedule: { name: 'none', gama: 1 } }, ['schedule', 'gama'], null],
    // None that is there already, and none is missing where another is misnamed.
    [{ learning_rate: 1 }, ['learning_rate'], name('lr')],
    [{ learning_rate: 1, lr: [1] }, ['learning_rate'], null],
    [{ optimizers: [{ name: 'sgd' }] }, ['optimizers', 0, 'name'], name('optimizer')],
    [{ optimizers: [{ name: 'sgd' }] }, ['optimizers', 0, 'optimizer'], null],
    [{ optimizers: [{}] }, ['optimizers', 0, 'optimizer'], value('"sgd"')],
    [{ optimizers: [{ lr: [1] }] }, ['optimizers', 0, 'optimizer'], value('"sgd"')],
    [{}, ['lr'], value('[0.01]')],
    // Hyperparameters beside the optimizers, where it is clear whose they are.
    [{ optimizers: [{ optimizer: 'sgd' }], momentum: 0.9 }, ['momentum'], hyperparameter(0, 'momentum')],
    [
      { optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }], beta1: 0.9 },
      ['beta1'],
      hyperparameter(1, 'beta1'),
    ],
    [
      { optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }], weight_decay: 0.9 },
      ['weight_decay'],
      null,
    ],
    [{ optimizers: 'sgd', momentum: 0.9 }, ['momentum'], null],
    // Betas, as PyTorch has them.
    [...betas('adam', [0.9, 0.99]), { kind: 'fields', json: '"beta1": 0.9, "beta2": 0.99' }],
    [...betas('adam', [0.9]), name('beta1')],
    [...betas('adam', [0.9, 'x']), name('beta1')],
    [...betas('sgd', [0.9, 0.99]), null],
    // Lists, also of what is no entry of one.
    [{ lr: 0.1 }, ['lr'], value('[0.1]')],
    [{ lr: 'x' }, ['lr'], null],
    [{ lr: ' 1e-3' }, ['lr'], value('[0.001]')],
    [{ lr: '0x10' }, ['lr'], null],
    [{ lr: '' }, ['lr'], null],
    [{ lr: true }, ['lr'], null],
    [{ lr: [0] }, ['lr', 0], null],
    [{ batch_size: 'full' }, ['batch_size'], value('["full"]')],
    [{ problem: { data: 'digits', hidden: 8 } }, ['problem', 'hidden'], value('[8]')],
    // What an object names.
    [{ optimizers: ['sgd'] }, ['optimizers', 0], value('{ "optimizer": "sgd" }')],
    [{ problem: 'rosenbrock' }, ['problem'], value('{ "surface": "rosenbrock" }')],
    [{ problem: 'digits' }, ['problem'], value('{ "data": "digits" }')],
    [{ schedule: 'StepLR' }, ['schedule'], value('{ "name": "StepLR" }')],
    [{ problem: 'nothing at all' }, ['problem'], null],
    // Words.
    [{ record: 'thined' }, ['record'], value('"thinned"')],
    [{ record: 'thinned' }, ['record'], null],
    [{ record: 5 }, ['record'], null],
    [{ optimizers: [{ optimizer: 'adm' }] }, ['optimizers', 0, 'optimizer'], value('"adam"')],
    [{ schedule: { name: 'cosine' } }, ['schedule', 'name'], value('"CosineAnnealingLR"')],
    [{ schedule: { name: 'plateau' } }, ['schedule', 'name'], value('"ReduceLROnPlateau"')],
    [{ schedule: { name: 'cos' } }, ['schedule', 'name'], null],
    [{ title: 'thined' }, ['title'], null],
  ])('%j at %j', (experiment, path, expected) => {
    expect(suggest(experiment, path)).toEqual(expected);
  });
});

test.each<[object, (string | number)[], boolean]>([
  [{ stesp: 5 }, ['stesp'], true],
  [{ steps: 5 }, ['steps'], false],
  [{ lr: [1] }, ['lr', 0], false],
  [{}, [], false],
  [{ title: { x: 1 } }, ['title', 'x'], false],
  [{ schedule: { name: 'StepLR', gamma: 1 } }, ['schedule', 'gamma'], false],
  [{ schedule: { name: 'StepLR', T_max: 1 } }, ['schedule', 'T_max'], true],
])('whether a name is unknown, in %j at %j', (value, path, expected) => {
  expect(isUnknownName(value, path)).toBe(expected);
});

describe('names that stand for nothing', () => {
  const messages = (value: unknown) =>
    unknownNames(value).map(
      ({ path, message }) => `${path.join('.')}: ${message.replace(/one of .*?(;|$)/, 'one of …$1')}`,
    );

  test('are told, wherever they stand, with the likely one', () => {
    expect(
      messages({
        problem: { surface: 'vally' },
        optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adm', schedule: { name: 'StepRL' } }],
        schedule: { name: 'none' },
        title: 'adm',
        lr: [null, 'adm', 5],
      }),
    ).toEqual([
      'problem.surface: problem.surface = "vally" — expected one of …; did you mean \'valley\'?',
      'optimizers.1.optimizer: optimizers[1].optimizer = "adm" — expected one of …; did you mean \'adam\'?',
      'optimizers.1.schedule.name: optimizers[1].schedule.name = "StepRL" — expected one of …; did you mean \'StepLR\'?',
      'schedule.name: schedule.name = "none" — expected one of …',
    ]);
  });

  test.each([null, undefined, 5, 'adm', [], {}, { problem: null }, [null], { optimizers: null }])(
    'are none in %j',
    (value) => expect(unknownNames(value)).toEqual([]),
  );

  test('are looked for in the first of many', () => {
    const optimizers = Array.from({ length: 100 }, (_, i) => ({ optimizer: `none${i}` }));
    expect(messages({ optimizers })).toHaveLength(20);
    expect(messages({ optimizers: [...new Array(20).fill({ optimizer: 'sgd' }), ...optimizers] })).toEqual(
      [],
    );
    const fields = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, 1]));
    expect(messages({ ...fields, problem: { surface: 'none' } })).toEqual([]);
  });

  test('are compared with none that is known where they are long', () => {
    const [message = ''] = messages({ problem: { surface: `valley${'y'.repeat(60)}` } });
    expect(message).toMatch(/— expected one of …$/);
  });
});
