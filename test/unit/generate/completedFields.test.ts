/** Every field that the editor offers in an experiment inserts a value that can stay as it is. */
import { describe, expect, test } from 'vitest';
import { experimentSchema, problemSchema } from '../../../core/experiment/schema.ts';
import { settingsOf } from '../../../core/experiment/settingWords.ts';
import { checkText } from '../../../core/experiment/text/checkText.ts';
import { valueAt } from '../../../core/fault.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { surfaces } from '../../../core/problems/surfaces/index.ts';
import { schedules } from '../../../core/schedules/index.ts';
import { experimentJsonSchema } from '../../../scripts/generate/experimentJsonSchema.ts';
import { completed, fieldsAt, inserted, schemasAt } from './completion.ts';

type Value = Record<string, unknown>;

const schema = Object(experimentJsonSchema());
const rest = { optimizers: [{ optimizer: 'sgd' }], lr: [0.1] };
const problems: readonly Value[] = [
  { surface: 'valley' },
  { formula: 'x**2 + y**2' },
  { data: 'digits' },
  { csv: 'data/houses.csv', target: 'price' },
];
const fields = (value: unknown, path: readonly (string | number)[]) => fieldsAt(schema, value, path);

/** The experiment with a field at `path` completed. */
function withField(experiment: Value, path: readonly (string | number)[], name: string): Value {
  const field = fields(experiment, path).get(name) ?? {};
  const text = completed(field);
  expect(text, name).not.toBe('');
  const copy = structuredClone(experiment);
  Object.assign(Object(valueAt(copy, path)), { [name]: JSON.parse(text) });
  return copy;
}

const faultsOf = (experiment: unknown) =>
  checkText(JSON.stringify(experiment)).faults.map(({ message }) => message);

describe('a field of the experiment', () => {
  test.each(Object.keys(experimentSchema.shape))('%s', (name) => {
    const tried = problems.map((problem) => faultsOf(withField({ problem, ...rest }, [], name)));
    // Some belong to surfaces alone, others to data.
    expect(tried).toContainEqual([]);
  });

  test.each([
    ['lr', { from: 0.0001, to: 1, count: 3 }, ['from', 'to', 'count', 'scale']],
    ['seed', { count: 3 }, ['from', 'count']],
  ])('a range of %s', (owner, value, names) => {
    const experiment = { problem: { data: 'digits' }, ...rest, [owner]: value };
    const alternatives: readonly Value[] = Object(schema.properties[owner].anyOf);
    const range = alternatives.find(({ properties }) => properties !== undefined);
    expect(Object.keys(Object(range?.['properties']))).toEqual(names);
    for (const [name, field] of Object.entries(Object(range?.['properties']))) {
      const made = { ...experiment, [owner]: { ...value, [name]: JSON.parse(completed(Object(field))) } };
      expect(faultsOf(made), name).toEqual([]);
    }
    const [snippet] = Object(range?.['defaultSnippets']);
    expect(faultsOf({ ...experiment, [owner]: JSON.parse(inserted(snippet.body)) })).toEqual([]);
  });

  test.each([
    ['scale_lr', { base_batch_size: 16 }],
    ['stop', {}],
  ])('inside of %s', (owner, value) => {
    const experiment = { problem: { data: 'digits' }, ...rest, [owner]: value };
    const names = [...fields(experiment, [owner]).keys()];
    expect(names).not.toEqual([]);
    for (const name of names) expect(faultsOf(withField(experiment, [owner], name)), name).toEqual([]);
  });
});

describe('an axis of a map', () => {
  const named = (experiment: Value, path: readonly string[]) =>
    schemasAt(schema, experiment, path).flatMap(({ anyOf = [] }) =>
      Object(anyOf).flatMap(({ enum: names = [] }: { enum?: readonly string[] }) => names),
    );

  test.each([
    [
      'adam',
      { surface: 'valley' },
      ['lr', 'beta1', 'beta2', 'eps', 'weight_decay', 'start_x', 'start_y', 'condition'],
    ],
    ['momentum', { formula: 'x**2 + y**2' }, ['lr', 'momentum', 'start_x', 'start_y']],
    ['sgd', { data: 'digits' }, ['lr', 'momentum', 'dampening', 'weight_decay', 'batch_size', 'seed']],
    [
      'sgd',
      { data: 'digits', hidden: [8] },
      ['lr', 'momentum', 'dampening', 'weight_decay', 'batch_size', 'seed', 'lr_first', 'lr_last'],
    ],
  ])('of %s is completed with what it has', (optimizer, problem, names) => {
    const experiment = {
      problem,
      optimizers: [{ optimizer }, { optimizer: 'lion' }],
      lr: [0.1],
      map: { x: 'lr' },
    };
    for (const axis of ['x', 'y']) expect(named(experiment, ['map', axis])).toEqual(names);
    for (const name of names.slice(1))
      expect(faultsOf({ ...experiment, map: { x: 'lr', y: name } })).toEqual([]);
  });
});

describe('a field of the problem', () => {
  const cases = problems.flatMap((problem) => {
    const [own = ''] = Object.keys(problem);
    return [...fields({ problem }, ['problem']).keys()]
      .filter((name) => name === own || !problems.some((other) => Object.keys(other)[0] === name))
      .map((name) => [own, name, problem] as const);
  });

  test('of each kind is offered', () => {
    const all = problemSchema.options.flatMap(({ shape }) => {
      const names = Object.keys(shape);
      return names.map((name) => `${names[0]}: ${name}`);
    });
    expect(cases.map(([own, name]) => `${own}: ${name}`).sort()).toEqual(all.sort());
  });

  test.each(cases)('%s: %s', (_, name, problem) => {
    expect(faultsOf(withField({ problem, ...rest }, ['problem'], name))).toEqual([]);
  });

  test.each(surfaces.map(({ id, start }) => [id, start] as const))(
    'the start of %s is its own',
    (id, start) => {
      const made = withField({ problem: { surface: id }, ...rest }, ['problem'], 'start');
      expect(valueAt(made, ['problem', 'start'])).toEqual(start);
      expect(faultsOf(made)).toEqual([]);
    },
  );

  test.each(['window', 'start_range'])('the axes of %s', (field) => {
    const problem = { formula: 'x', [field]: { x: [0, 1], y: [0, 1] } };
    for (const axis of ['x', 'y'])
      expect(faultsOf(withField({ problem, ...rest }, ['problem', field], axis))).toEqual([]);
  });
});

describe('a field of an optimizer', () => {
  test.each(['optimizer', 'lr', 'hyperparameters', 'schedule'])('%s', (name) => {
    const experiment = { problem: { surface: 'valley' }, ...rest };
    expect([...fields(experiment, ['optimizers', 0]).keys()]).toContain(name);
    expect(faultsOf(withField(experiment, ['optimizers', 0], name))).toEqual([]);
  });

  test.each(optimizers.map(({ id }) => id))(
    'every setting of %s, with its default, range and words',
    (optimizer) => {
      const rule = optimizers.find(({ id }) => id === optimizer)?.rule;
      const path = ['optimizers', 0, 'hyperparameters'] as const;
      const experiment = {
        ...rest,
        problem: { surface: 'valley' },
        optimizers: [{ optimizer, hyperparameters: {} }],
      };
      const known = rule ? settingsOf(rule) : [];
      const offered = fields(experiment, path);
      expect([...offered.keys()]).toEqual(known.map(({ name }) => name));
      for (const { name, title, about, default: byDefault } of known) {
        const made = withField(experiment, path, name);
        expect(valueAt(made, [...path, name])).toEqual(byDefault);
        expect(faultsOf(made)).toEqual([]);
        expect(offered.get(name)).toMatchObject({ description: `${title}\n${about}` });
      }
    },
  );

  test('the range of a setting, with what its fields are', () => {
    const hyperparameters = { momentum: {} };
    const experiment = {
      problem: { surface: 'valley' },
      ...rest,
      optimizers: [{ optimizer: 'momentum', hyperparameters }],
    };
    const path = ['optimizers', 0, 'hyperparameters', 'momentum'] as const;
    const offered = fields(experiment, path);
    expect([...offered.keys()]).toEqual(['from', 'to', 'count', 'scale']);
    for (const { description } of offered.values()) expect(description).toMatch(/\w/);
    let made: Value = experiment;
    for (const name of ['to', 'from', 'count', 'scale']) made = withField(made, path, name);
    // The momentum of this rule is below 1.
    Object.assign(Object(valueAt(made, path)), { to: 0.9 });
    expect(faultsOf(made)).toEqual([]);
  });

  test('says what a setting is', () => {
    const experiment = { optimizers: [{ optimizer: 'adam', hyperparameters: {} }] };
    const offered = fields(experiment, ['optimizers', 0, 'hyperparameters']);
    expect(offered.get('beta1')).toEqual({
      description:
        'beta1 = 0.9 in Adam\nshare of the mean of gradients that is kept each step\n0 <= beta1 < 1',
      default: 0.9,
      allOf: [{ $ref: '#/definitions/settingRange' }],
    });
    expect(offered.get('form')).toMatchObject({ anyOf: [{ enum: ['pytorch', 'keras'] }, {}] });
    expect(offered.get('amsgrad')).toMatchObject({ type: 'boolean', default: false });
  });
});

describe('an argument of a schedule', () => {
  /** What has to be there for a schedule to be one: arguments without a default. */
  const needed: Readonly<Record<string, readonly string[]>> = {
    OneCycleLR: ['max_lr'],
    CyclicLR: ['base_lr', 'max_lr'],
  };
  // A function, which JSON has no word for.
  const names = schedules.map(({ name }) => name).filter((name) => name !== 'LambdaLR');

  function begun(name: string, at: 'schedule' | 'optimizers') {
    const schedule: Value = { name };
    const path = at === 'schedule' ? ['schedule'] : ['optimizers', 0, 'schedule'];
    const kind = schedules.find((each) => each.name === name);
    let experiment: Value = {
      problem: { data: 'digits' },
      lr: [0.01],
      epochs: 20,
      optimizers: [{ optimizer: 'adam' }],
    };
    if (at === 'schedule') experiment['schedule'] = schedule;
    else experiment['optimizers'] = [{ optimizer: 'adam', schedule }];
    const missing = Object.entries(kind?.arguments ?? {}).filter(([each, { optional }]) => {
      return needed[name]?.includes(each) || (!optional && each !== 'base_lr');
    });
    for (const [each] of missing) experiment = withField(experiment, path, each);
    return { path, experiment };
  }

  test.each(names)('every one of %s', (name) => {
    const { path, experiment } = begun(name, 'schedule');
    expect(faultsOf(experiment)).toEqual([]);
    const offered = [...fields(experiment, path).keys()];
    expect(offered.length).toBeGreaterThan(2);
    for (const each of offered) {
      if (each === 'name') continue;
      let made = withField(experiment, path, each);
      // One says nothing without the other.
      if (each === 'epochs') made = withField(made, path, 'steps_per_epoch');
      if (each === 'steps_per_epoch') made = withField(made, path, 'epochs');
      expect(faultsOf(made), each).toEqual([]);
    }
  });

  test('where an optimizer has a schedule of its own, too', () => {
    const { path, experiment } = begun('StepLR', 'optimizers');
    expect(faultsOf(experiment)).toEqual([]);
    expect([...fields(experiment, path).keys()]).toEqual(['name', 'per', 'step_size', 'gamma', 'warmup']);
  });

  test('of a schedule inside of another', () => {
    const schedule = { name: 'SequentialLR', schedulers: [['StepLR', {}]], milestones: [] };
    const offered = fields({ schedule }, ['schedule', 'schedulers', 0, 1]);
    expect([...offered.keys()]).toEqual(['step_size', 'gamma', 'warmup']);
  });

  test('of the warm-up', () => {
    const { path, experiment } = begun('StepLR', 'schedule');
    const made = withField(experiment, path, 'warmup');
    const offered = [...fields(made, [...path, 'warmup']).keys()];
    expect(offered).toEqual(['steps', 'start_factor']);
    for (const each of offered) expect(faultsOf(withField(made, [...path, 'warmup'], each))).toEqual([]);
  });

  test('says what it is', () => {
    const offered = fields({ schedule: { name: 'StepLR' } }, ['schedule']);
    expect(offered.get('gamma')).toEqual({
      description: 'gamma = 0.1 in StepLR\nWhat the rate is multiplied by.\ngamma >= 0',
      default: 0.1,
    });
    expect(offered.get('step_size')).toMatchObject({
      description: 'step_size in StepLR\nSteps from one change to the next.\na whole number, step_size >= 1',
    });
  });

  test('is none that an experiment can not give', () => {
    const offered = (name: string) => [...fields({ schedule: { name } }, ['schedule']).keys()];
    expect(offered('StepLR')).not.toContain('base_lr');
    expect(offered('CyclicLR')).toContain('base_lr');
    expect(offered('CyclicLR')).not.toContain('scale_fn');
    expect(offered('ReduceLROnPlateau')).not.toContain('metrics');
  });
});
