import { describe, expect, test } from 'vitest';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { namesList, pathName, valueName } from '../../../core/fault.ts';
import { minimize } from '../../../core/minimize.ts';
import { toPyTorch } from '../../../core/optimizers/toPyTorch.ts';
import { SettingError } from '../../../core/rule/check/settings.ts';
import { compile } from '../../../core/rule/compile.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { closest } from '../../../core/rule/syntax/errors.ts';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';
import { faultsOf, onDigits, onValley } from './faults.ts';

const huge = 'a'.repeat(5_000_000);
const fields = (count: number, prefix = 'k') =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, i]));

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

describe('a message is short, whatever it is about:', () => {
  test.each<[string, () => object]>([
    ['a surface with a name of megabytes', () => onValley({ problem: { surface: huge } })],
    ['a formula', () => onValley({ problem: { formula: huge } })],
    ['a data set', () => onDigits({ problem: { data: huge } })],
    ['a file and a column', () => onValley({ problem: { csv: huge, target: huge } })],
    ['optimizers', () => onValley({ optimizers: new Array(64).fill({ optimizer: huge }) })],
    [
      'optimizers of medium length',
      () => onValley({ optimizers: new Array(64).fill({ optimizer: huge.slice(0, 9000) }) }),
    ],
    ['a schedule', () => onValley({ schedule: { name: huge } })],
    ['a field', () => onValley({ [huge]: 1 })],
    ['a field of the problem', () => onValley({ problem: { surface: 'valley', [huge]: 1 } })],
    [
      'fields of two kinds of problem',
      () => onValley({ problem: { surface: 'valley', data: 'digits', [huge]: 1, ...fields(1000) } }),
    ],
    [
      'a hyperparameter',
      () => onValley({ optimizers: [{ optimizer: 'sgd', hyperparameters: { [huge]: 1 } }] }),
    ],
    ['an option', () => onValley({ optimizers: [{ optimizer: 'adam', hyperparameters: { form: huge } }] })],
    ['an argument', () => onValley({ schedule: { name: 'StepLR', step_size: 2, [huge]: 1 } })],
    [
      'an argument of a part',
      () =>
        onValley({
          schedule: { name: 'SequentialLR', milestones: [], schedulers: [['StepLR', { [huge]: 1 }]] },
        }),
    ],
    [
      'a part',
      () => onValley({ schedule: { name: 'SequentialLR', milestones: [], schedulers: [[huge, {}]] } }),
    ],
    ['a title', () => onValley({ title: huge })],
    ['numbers', () => onValley({ lr: new Array(1_000_000).fill('x') })],
    [
      'more batch sizes than an experiment takes',
      () => onDigits({ batch_size: new Array(100_000).fill('x') }),
    ],
    [
      '100,000 optimizers',
      () => onValley({ optimizers: new Array(100_000).fill({ optimizer: 'adma', x: 1 }) }),
    ],
    [
      '100,000 hyperparameters',
      () => onValley({ optimizers: [{ optimizer: 'sgd', hyperparameters: fields(100_000) }] }),
    ],
    ['100,000 arguments', () => onValley({ schedule: { name: 'StepLR', step_size: 2, ...fields(100_000) } })],
    [
      '100,000 milestones',
      () => onValley({ schedule: { name: 'MultiStepLR', milestones: new Array(100_000).fill(1) } }),
    ],
    [
      '10,000 schedules',
      () =>
        onValley({
          schedule: {
            name: 'SequentialLR',
            milestones: new Array(9999).fill(1),
            schedulers: new Array(10_000).fill(['constant', {}]),
          },
        }),
    ],
    [
      '64 optimizers with 64 wrong fields each',
      () => onValley({ optimizers: new Array(64).fill({ optimizer: 'x', ...fields(64) }) }),
    ],
  ])('%s', (_, value) => {
    const messages = faultsOf(value());
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.length).toBeLessThanOrEqual(21);
    for (const message of messages) expect(message.length).toBeLessThan(700);
  });

  test('of fields that nobody knows the first ten are told, and the others counted', () => {
    const messages = faultsOf(onValley(fields(100_000)));
    expect(messages).toHaveLength(11);
    expect(messages[9]).toMatch(/^k9 = 9 — expected one of the fields /);
    expect(messages[10]).toBe('99,990 more fields of experiment — expected none of them');
    const inProblem = faultsOf(onValley({ problem: { surface: 'valley', ...fields(12) } }));
    expect(inProblem.at(-1)).toBe('2 more fields of problem — expected none of them');
    expect(faultsOf(onValley(fields(10)))).toHaveLength(10);
  });

  test('of faults the first twenty', () => {
    const optimizers = Array.from({ length: 30 }, () => ({ optimizer: 'adma' }));
    const messages = faultsOf(onValley({ optimizers }));
    expect(messages).toHaveLength(21);
    expect(messages[20]).toBe('10 more faults — expected none');
    expect(faultsOf(onValley({ optimizers: optimizers.slice(0, 21) }))).toHaveLength(21);
    expect(new ExperimentError([]).faults).toEqual([]);
  });

  test('in the library, too', () => {
    const parabola = { gradient: (p: Float64Array) => p, start: [1], steps: 1 };
    const rule = parseRule('name "A"\nlr = 1 in [0, 2]\nupdate\n  p -= lr * g', 'a');
    const messageOf = (action: () => unknown) => {
      try {
        action();
      } catch (error) {
        return String(error);
      }
      return '';
    };
    for (const action of [
      () => minimize({ ...parabola, optimizer: huge }),
      () => minimize({ ...parabola, optimizer: 'sgd', hyperparameters: { [huge]: 1 } }),
      () => minimize({ ...parabola, optimizer: 'adam', hyperparameters: { form: huge } }),
      () => createSchedule(huge, { base_lr: 1 }),
      () => createSchedule('StepLR', { base_lr: 1, step_size: 2, [huge]: 1 }),
      () => toPyTorch(huge),
      () => compile(rule, huge as 'latex'),
      () => new SettingError(huge, huge, 'x').message,
    ]) {
      const message = messageOf(action);
      expect(message.length).toBeLessThan(900);
    }
    expect(new SettingError(huge, huge, 'x').message.length).toBeLessThan(200);
    expect(messageOf(() => minimize({ ...parabola, optimizer: huge }))).toContain('optimizer = aaa');
  });
});

test('names as long as texts are no misspellings', () => {
  expect(closest('a'.repeat(500), [`${'a'.repeat(499)}b`])).toBeNull();
  expect(closest('valey', [`valley${' '.repeat(200)}`, 'valley'])).toBe('valley');
  // Each of these alone takes seconds if all letters are compared with all.
  const long = Array.from({ length: 2000 }, (_, i) => `${'h'.repeat(90_000)}${i}`);
  expect(closest('h'.repeat(90_000), long)).toBeNull();
});

describe('"__proto__" is a field like any that nobody knows', () => {
  test.each([
    ['{"__proto__": 5}', '__proto__ = 5 — expected no field of this name'],
    ['{"__proto__": {"steps": 5}}', '__proto__ = {"steps":5} — expected no field of this name'],
    [
      '{"problem": {"surface": "valley", "__proto__": 5}}',
      'problem.__proto__ = 5 — expected no field of this name',
    ],
    [
      '{"optimizers": [{"optimizer": "sgd", "hyperparameters": {"__proto__": 1}}]}',
      'optimizers[0].hyperparameters.__proto__ = 1 — expected no field of this name',
    ],
    [
      '{"schedule": {"name": "StepLR", "step_size": 2, "__proto__": []}}',
      'schedule.__proto__ = [] — expected no field of this name',
    ],
    [
      '{"schedule": {"name": "StepLR", "step_size": 2, "warmup": {"steps": 1, "__proto__": 1}}}',
      'schedule.warmup.__proto__ = 1 — expected no field of this name',
    ],
    ['{"stop": {"__proto__": 1}}', 'stop.__proto__ = 1 — expected no field of this name'],
  ])('%s', (text, message) => {
    expect(faultsOf({ ...onValley(), ...parsedFields(text) })).toEqual([message]);
  });

  /** The fields of a text; a spread would take `__proto__` for the prototype. */
  function parsedFields(text: string): object {
    const all = onValley();
    const given: unknown = JSON.parse(text);
    for (const key of Object.keys(given as object))
      Object.defineProperty(all, key, { value: Reflect.get(given as object, key), enumerable: true });
    return all;
  }

  test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])('%s, too', (name) => {
    expect(faultsOf(onValley({ [name]: 1 }))[0]).toMatch(`${name} = 1 — expected one of the fields`);
    const hyperparameters = { [name]: 1 };
    expect(faultsOf(onValley({ optimizers: [{ optimizer: 'sgd', hyperparameters }] }))).toHaveLength(1);
    expect(faultsOf(onValley({ optimizers: [{ optimizer: name }] }))).toHaveLength(1);
    expect(faultsOf(onValley({ problem: { surface: name } }))).toHaveLength(1);
    expect(faultsOf(onDigits({ problem: { data: name } }))).toHaveLength(1);
    expect(faultsOf(onValley({ schedule: { name } }))).toHaveLength(1);
    expect(faultsOf(onDigits({ problem: { data: 'digits', activation: name } }))).toHaveLength(1);
  });
});

describe('deep nesting is refused, wherever it is', () => {
  test.each<[string, (deep: unknown) => object]>([
    ['the problem', (problem) => onValley({ problem })],
    ['a start', (start) => onValley({ problem: { surface: 'valley', start } })],
    ['an unknown field', (deep) => onValley({ deep })],
    ['an argument', (step_size) => onValley({ schedule: { name: 'StepLR', step_size } })],
    [
      'an argument of a part',
      (base_lr) =>
        onValley({
          schedule: { name: 'SequentialLR', milestones: [], schedulers: [['constant', { base_lr }]] },
        }),
    ],
  ])('in %s', (_, place) => {
    for (const depth of [20, 20_000])
      expect(faultsOf(place(nested(depth)))).toEqual([
        expect.stringMatching(/ — expected nesting of at most 16$/),
      ]);
  });

  test('and what a real experiment needs is allowed', () => {
    const schedulers = [['StepLR', { step_size: 2, warmup: { steps: 2 } }]];
    expect(faultsOf(onValley({ schedule: { name: 'SequentialLR', schedulers, milestones: [] } }))).toEqual(
      [],
    );
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(faultsOf(onValley({ title: cyclic }))).toHaveLength(1);
  });
});

describe('what stands in a message', () => {
  test('is the value as JSON writes it, as far as there is room', () => {
    for (const value of [5, 'a"b', true, null, [], {}, [1, [2, { a: 'b' }]], { a: [1], 'b c': null }])
      expect(valueName(value)).toBe(JSON.stringify(value));
    expect(valueName(undefined)).toBe('missing');
    expect(valueName(['x'.repeat(100)])).toBe(`["${'x'.repeat(53)}…"]`);
    expect(valueName(Array.from({ length: 1e6 }, (_, i) => i))).toBe(
      '[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,…]',
    );
    expect(valueName(nested(100_000))).toBe(`${'['.repeat(15)}…${']'.repeat(15)}`);
    expect(valueName(fields(100_000)).length).toBeLessThanOrEqual(60);
    expect(valueName(Float64Array.of(1, 2))).toBe('[1,2]');
    expect(valueName([Number.NaN])).toBe('[NaN]');
  });

  test.each([
    ['a text', 'A rather long title, which is to say what this experiment compares'],
    ['many quotes', '"'.repeat(100)],
    ['many backslashes', '\\'.repeat(100)],
    ['control characters', '\u0001'.repeat(100)],
    ['pairs of surrogates', '\u{1f600}'.repeat(100)],
    ['odd characters before pairs', `a${'\u{1f600}'.repeat(100)}`],
    ['a list of texts', ['one', 'x'.repeat(30), 'y'.repeat(30)]],
    ['numbers', [123456789, 123456789, 123456789, 123456789, 123456789, 123456789, 123456789]],
    ['a long name', { ['n'.repeat(100)]: 1 }],
    ['a name of quotes', { ['"'.repeat(100)]: ['x'.repeat(100)] }],
    ['fields', { name: 'x'.repeat(40), other: 'y'.repeat(40) }],
    ['lists in fields', { list: [1, 2, { text: 'z'.repeat(90) }] }],
  ])('closes what it opens where there is no room: %s', (_, value) => {
    const shown = valueName(value);
    expect(shown.length).toBeLessThanOrEqual(60);
    expect(shown).toContain('…');
    // What is left out stands in a text, for an entry, or for a field's value.
    const whole = shown.replace(/(^|[[{,:])…/g, (_all, before) => `${before}${before === ':' ? 0 : ''}`);
    expect(() => JSON.parse(whole.replace(/,(?=[\]}])/g, ''))).not.toThrow();
    expect(shown).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  });

  test('is a place with short names', () => {
    expect(pathName(['a', 0, 'b'])).toBe('a[0].b');
    expect(pathName([])).toBe('experiment');
    expect(pathName([huge, 1]).length).toBeLessThan(70);
  });

  test('are a few of many names', () => {
    expect(namesList(['a', 'b'])).toBe('a, b');
    expect(namesList(Object.keys(fields(1234)))).toMatch(/^k0, k1, .*, k9 and 1,224 more$/);
    expect(namesList([huge]).length).toBeLessThan(70);
  });
});

test('notes are short, too', () => {
  const schedule = { name: 'MultiStepLR', milestones: Array.from({ length: 1000 }, (_, i) => 1000 + i) };
  const notes = notesOf(
    parseExperiment(onValley({ steps: 5, lr: Array.from({ length: 16 }, (_, i) => i + 1), schedule })),
  );
  expect(notes.join(' ').length).toBeLessThan(1000);
});
