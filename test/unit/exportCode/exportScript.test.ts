/** What scripts say of themselves, what there is none of, and that no name of a person's can become code. */
import { describe, expect, test } from 'vitest';
import { exportScript, whyNoScript } from '../../../core/exportCode/exportScript.ts';
import { type FrameworkId, frameworks } from '../../../core/exportCode/frameworks.ts';
import { ownRule } from '../../../core/optimizers/ruleOf.ts';
import { analyze } from '../../../core/rule/analyze.ts';
import { schedules } from '../../../core/schedules/index.ts';
import { noPython, python } from '../rule/runPython.ts';
import { everyOptimizer, everySchedule, special } from './cases.ts';
import { answersOf, compileErrorsOf, deviationOf, ourRuns, scriptsOf, sourcesOf } from './scripts.ts';

const ids = Object.keys(frameworks) as FrameworkId[];
const moons = {
  problem: { data: 'moons', hidden: [4] },
  optimizers: [{ optimizer: 'sgd' }],
  lr: [0.1],
  batch_size: [50],
  epochs: 2,
};
const valley = { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], steps: 20 };
const byLayer = (optimizer: string, hyperparameters = {}) => ({
  ...moons,
  optimizers: [{ optimizer, hyperparameters, layer_lr: { first: 0.3 } }],
});

function only<T>([first]: readonly T[]): T {
  return first ?? expect.fail('expected one');
}

function refusals(experiment: unknown): string[] {
  const source = only(sourcesOf(experiment));
  return ids.filter((id) => whyNoScript(source, id) !== null);
}

test('scripts of every schedule that experiments have are run', () => {
  const named = everySchedule.map(([, experiment]) => JSON.parse(JSON.stringify(experiment)).schedule.name);
  const offered = schedules.map(({ name }) => name).filter((name) => name !== 'LambdaLR');
  expect([...new Set(named)].sort()).toEqual(offered.sort());
});

test('there is a script in each framework, or it is said which has one', () => {
  expect(refusals(moons)).toEqual([]);
  expect(refusals(valley)).toEqual(['keras']);
  expect(refusals(byLayer('adam'))).toEqual([]);
  expect(refusals(byLayer('nesterov', { form: 'tutorial' }))).toEqual(['keras', 'jax']);
  expect(refusals(byLayer('sam'))).toEqual(['keras', 'jax', 'numpy']);
  expect(refusals(byLayer('clipped-sgd'))).toEqual(['keras', 'jax', 'numpy']);
  const source = only(sourcesOf(valley));
  expect(() => exportScript(source, 'keras')).toThrow('PyTorch, JAX with Optax and NumPy have scripts of it');
});

describe('a script says', () => {
  const head = (experiment: unknown, id: FrameworkId) =>
    (only(scriptsOf(experiment, id)) ?? '').split('"""')[1]?.replaceAll('\n', ' ') ?? '';

  test('what it is of, and what it needs', () => {
    expect(head(moons, 'jax')).toMatch(/^Two moons, 2-4-2 network · SGD · lr 0\.1 · batch 50 · seed 0/);
    expect(head(moons, 'jax')).toContain('pip install numpy jax optax');
  });

  test('what of the run it leaves out', () => {
    const stop = { target: 0.1, seconds: 3 };
    expect(head({ ...moons, stop }, 'numpy')).toContain('time limit of 3 s is left out');
    expect(head({ ...moons, stop }, 'numpy')).not.toContain('mean loss of 0.1');
    const batch_size = [{ stages: [{ size: 20, epochs: 1 }, { size: 50 }] }];
    expect(head({ ...moons, stop, batch_size }, 'numpy')).toContain('ends at a mean loss of 0.1');
  });

  test('in which precision the race may have been', () => {
    expect(head(moons, 'torch')).toContain('single precision');
    expect(head({ ...moons, engine: 'float64' }, 'torch')).not.toContain('single precision');
    expect(head(valley, 'torch')).not.toContain('single precision');
  });

  test('where conventions differ', () => {
    const of = (optimizer: string, change = {}) => ({ ...moons, optimizers: [{ optimizer }], ...change });
    expect(head(of('adam'), 'torch')).toContain('torch.optim.Adam computes what');
    expect(head(of('lion'), 'torch')).toContain('written out: torch.optim has no Lion');
    expect(head(of('adam'), 'keras')).toContain('Keras adds epsilon before');
    expect(head(of('momentum'), 'keras')).toContain('learning rate inside the velocity');
    const schedule = { name: 'ExponentialLR', gamma: 0.9 };
    expect(head(of('momentum', { schedule }), 'keras')).toContain('Keras has no optimizer that computes');
    expect(head(of('rmsprop'), 'jax')).toContain('Optax has none that computes the same');
    expect(head(of('adamw'), 'jax')).not.toContain('written out: Optax');
  });
});

const hostile = [
  'Random',
  'Train',
  'np',
  'evaluate',
  'SEED',
  'model',
  "'''); raise SystemExit(1) #",
  '\\N{BULLET} \\',
];

/** A rule of a person's own by this name. */
function ruleNamed(name: string) {
  const about = '# Says """ and \\x of itself, """); raise SystemExit(1)';
  const text = `${about}\nname "${name}"\nlr = 0.1 in [0, inf)\nupdate\n  p -= lr * g\n`;
  const rule = ownRule(analyze(text), text, 'file:///mine.optimizer');
  return rule ?? expect.fail(`${text} is no rule`);
}

describe.skipIf(python === null)(`Python${python === null ? `: ${noPython}` : ''}`, () => {
  test('has nothing against the text of any script', () => {
    // Those in NumPy are run.
    const others = ids.filter((id) => id !== 'numpy');
    const experiments = [everyOptimizer, ...special.map(([, experiment]) => experiment)];
    const sources = others.flatMap((id) =>
      experiments.flatMap((experiment) => scriptsOf(experiment, id).filter((each) => each !== null)),
    );
    expect(sources.length).toBeGreaterThan(100);
    expect(compileErrorsOf(sources).filter((error) => error !== '')).toEqual([]);
  });

  test('runs no name of a rule, and confuses none with the script’s own', async () => {
    const sources = hostile.map((name) => {
      const source = only(sourcesOf(moons));
      return { ...source, spec: { ...source.spec, optimizer: './mine.optimizer', rule: ruleNamed(name) } };
    });
    const [ours = { losses: [], evaluations: [] }] = await ourRuns(moons);
    const answers = answersOf(
      sources.map((source) => exportScript(source, 'numpy')),
      'numpy',
    );
    expect(answers.map((answer) => deviationOf(answer, ours))).toEqual(hostile.map(() => ''));
    const others = ids.flatMap((id) => sources.map((source) => exportScript(source, id)));
    expect(compileErrorsOf(others).filter((error) => error !== '')).toEqual([]);
  });
});
