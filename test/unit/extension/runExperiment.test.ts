/** The questions of "Run Experiment…", answered as a person does. */
import { describe, expect, test, vi } from 'vitest';
import { problems } from '../../../core/experiment/defaults.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { screen } from './fake/screen.ts';
import {
  answer,
  ask,
  labels,
  memory,
  openBeforeEach,
  question,
  reading,
  row,
} from './runExperimentQuestions.ts';

openBeforeEach();

describe('on a surface', () => {
  test('asks for problem, optimizers and rates, and remembers them', async () => {
    const asked = ask();
    const first = await question();
    expect([first.title, first.step, first.totalSteps, first.buttons]).toEqual(['Run Experiment', 1, 4, []]);
    first.accept(row(first, 'Rosenbrock'));
    const second = await question();
    expect([second.title, second.step, second.totalSteps]).toEqual(['Rosenbrock · 4 runs', 2, 3]);
    expect([second.canSelectMany, second.buttons.length]).toEqual([true, 2]);
    expect(labels(second.items)).toEqual(optimizers.map(({ rule }) => rule.name));
    expect(labels(second.selectedItems).sort()).toEqual(['Adam', 'Momentum', 'RMSProp', 'SGD']);
    second.accept(row(second, 'Adam'), row(second, 'SGD'));
    const third = await question();
    expect([third.title, third.step, third.totalSteps]).toEqual(['Rosenbrock · Adam, SGD · 2 runs', 3, 3]);
    expect(labels(third.items).map(Number)).toEqual([0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]);
    expect(labels(third.selectedItems)).toEqual(['0.0001']);
    third.accept(row(third, '0.3'), row(third, '0.01'));
    expect(await asked).toMatchObject({
      experiment: {
        problem: { surface: 'rosenbrock' },
        optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }],
        lr: [0.01, 0.3],
      },
      csv: null,
    });
    expect(memory.kept.get('runExperiment.lastChoices')).toEqual({
      problem: { surface: 'rosenbrock' },
      optimizers: ['adam', 'sgd'],
      batchSizes: [],
      lr: [0.3, 0.01],
    });
    expect(screen.picks.every(({ isShown }) => !isShown)).toBe(true);
  });

  test('offers surfaces, the person’s own data, then that which ships', async () => {
    void ask();
    const pick = await question();
    const own = labels(pick.items).indexOf('A CSV file of your own…');
    expect(own).toBe(problems.filter((problem) => !('data' in problem)).length);
    expect(pick.items).toHaveLength(problems.length + 1);
    expect(row(pick, 'Two spirals, 2-32-2 network').description).toMatch(/^\d+ examples$/);
    expect(row(pick, 'Rosenbrock').description).toContain('(1 − x)²');
    expect(pick.matchOnDescription).toBe(true);
  });

  test('marks what was answered last, for the same problem alone', async () => {
    const last = { problem: { surface: 'valley' }, optimizers: ['adam'], batchSizes: [], lr: [0.07] };
    memory.kept.set('runExperiment.lastChoices', last);
    let asked = ask();
    expect(labels((await question()).activeItems)).toEqual(['Ill-conditioned valley']);
    screen.picks[0]?.accept();
    expect(labels((await answer()).selectedItems)).toEqual(['Adam']);
    const rates = await answer();
    expect(labels(rates.selectedItems)).toEqual(['0.07']);
    expect(labels(rates.items)).toContain('0.07');
    expect((await asked)?.experiment.lr).toEqual([0.07]);

    asked = ask();
    await answer('Rosenbrock');
    expect(labels((await answer()).selectedItems)).toHaveLength(4);
    expect(labels((await answer()).items)).not.toContain('0.07');
    await asked;
  });

  test('takes a typed formula, and says what is wrong with one', async () => {
    const asked = ask();
    const pick = await question();
    pick.type('x**2 +');
    const [fault] = pick.items;
    expect(fault?.label).toMatch(/^\$\(error\) /);
    pick.accept();
    expect(screen.picks).toHaveLength(1);
    pick.type('valley');
    expect(pick.items[0]?.label).not.toMatch(/^\$/);
    pick.type('x**2 + 3*y**2');
    expect(pick.items[0]).toMatchObject({ label: 'x**2 + 3*y**2', description: 'your formula' });
    pick.accept(row(pick, 'x**2 + 3*y**2'));
    expect((await answer()).title).toContain('x**2 + 3*y**2');
    await answer();
    expect((await asked)?.experiment.problem).toEqual({ formula: 'x**2 + 3*y**2' });
  });

  test('typed rates take the place of the marked ones; wrong ones say what was expected', async () => {
    const asked = ask();
    await answer('Ill-conditioned valley');
    await answer('SGD');
    const pick = await question();
    pick.type('0.02, -1');
    expect(pick.items[0]?.label).toBe('$(error) -1 — expected a number above 0');
    pick.accept();
    expect(pick.busy).toBe(false);
    pick.type('0.02, 50');
    expect(pick.items.slice(0, 2)).toMatchObject([
      { label: '0.02', description: '' },
      { label: '50', description: 'above 10, where most optimizers diverge' },
    ]);
    pick.accept();
    expect((await asked)?.experiment.lr).toEqual([0.02, 50]);
  });

  test('more rates than are allowed, and what the experiment can’t be, are told while it can be changed', async () => {
    const check = vi.fn().mockReturnValueOnce('16 GB — expected at most 8 GB').mockReturnValue(null);
    const asked = ask(check);
    await answer('Ill-conditioned valley');
    await answer('SGD');
    const pick = await question();
    pick.type(Array.from({ length: 65 }, (_, i) => i + 1).join(' '));
    pick.accept();
    expect(pick.items[0]?.label).toBe('$(error) 65 learning rates — expected at most 64');
    expect(check).not.toHaveBeenCalled();
    pick.type('0.5');
    pick.accept();
    expect(pick.items[0]?.label).toBe('$(error) 16 GB — expected at most 8 GB');
    expect(check.mock.calls[0]?.[0].experiment.lr).toEqual([0.5]);
    pick.accept();
    expect((await asked)?.experiment.lr).toEqual([0.5]);
  });
});

test('what goes wrong in the check is no fault of the answers', async () => {
  void ask(() => {
    throw new RangeError('no memory');
  });
  await answer('Ill-conditioned valley');
  await answer('SGD');
  const pick = await question();
  expect(() => pick.accept()).toThrow(new RangeError('no memory'));
});

describe('on data that ships', () => {
  test('asks for batch sizes too, none larger than the data', async () => {
    const asked = ask();
    await answer('Iris, 4-16-3 network');
    expect((await answer('Adam')).totalSteps).toBe(4);
    const pick = await question();
    expect([pick.title, pick.step, pick.totalSteps]).toEqual(['Iris, 4-16-3 network · Adam', 3, 4]);
    expect(labels(pick.items)).toEqual(['1', '8', '32', '128', 'full']);
    expect(pick.items[0]?.description).toBe('stochastic gradient descent');
    expect(pick.items[1]?.description).toBe('');
    expect(pick.items.at(-1)?.description).toBe('batch gradient descent, 150 examples a step');
    expect(labels(pick.selectedItems)).toEqual(['32']);
    pick.type('151');
    expect(pick.items[0]?.label).toBe('$(error) 151 — expected a whole number, 1 to 150, or full');
    pick.type('16 full');
    expect(labels(pick.selectedItems)).toEqual(['16', 'full']);
    pick.accept();
    const rates = await question();
    expect(rates.title).toBe('Iris, 4-16-3 network · Adam · batch 16, full · 2 runs');
    rates.accept();
    expect((await asked)?.experiment.batch_size).toEqual([16, 'full']);
  });

  test('marks full where the sizes of last time are too large for it', async () => {
    const problem = { data: 'iris', hidden: [16] };
    const last = { problem, optimizers: ['adam'], batchSizes: [512], lr: [0.1] };
    memory.kept.set('runExperiment.lastChoices', last);
    void ask();
    await answer();
    await answer();
    const pick = await question();
    expect(labels(pick.items)).not.toContain('512');
    expect(labels(pick.selectedItems)).toEqual(['full']);
  });
});

describe('leaving and going back', () => {
  test('Escape ends it, and nothing is remembered', async () => {
    const asked = ask();
    await answer('Ill-conditioned valley');
    (await question()).hide();
    expect(await asked).toBeUndefined();
    expect(memory.kept.size).toBe(0);
    expect(reading.cancel).not.toHaveBeenCalled();
  });

  test('the way back passes over what was not asked, and keeps the answers', async () => {
    const asked = ask();
    await answer('Ill-conditioned valley');
    await answer('Adam');
    (await question()).back();
    const again = await question();
    expect([again.step, labels(again.selectedItems)]).toEqual([2, ['Adam']]);
    again.back();
    const problem = await question();
    expect([problem.step, labels(problem.activeItems)]).toEqual([1, ['Ill-conditioned valley']]);
    problem.accept();
    expect(labels((await answer()).selectedItems)).toEqual(['Adam']);
    await answer();
    expect((await asked)?.experiment.optimizers).toEqual([{ optimizer: 'adam' }]);
  });

  test('an answered question stays, busy, until the next one is there', async () => {
    void ask();
    const pick = await answer('Ill-conditioned valley');
    expect([pick.busy, pick.enabled]).toEqual([true, false]);
    await question();
    expect(pick.isShown).toBe(false);
  });
});
