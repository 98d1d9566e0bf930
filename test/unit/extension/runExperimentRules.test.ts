/** Rules of the workspace among the optimizers that "Run Experiment…" offers. */
import { beforeEach, describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { half } from '../experiment/ownRules.ts';
import { screen } from './fake/screen.ts';
import {
  answer,
  ask,
  files,
  labels,
  memory,
  openBeforeEach,
  question,
  row,
} from './runExperimentQuestions.ts';

openBeforeEach();

const write = (name: string, text: string) => {
  screen.files[`/project/${name}`] = Buffer.from(text);
};

beforeEach(() => {
  files();
  write('lab/half.optimizer', half);
});

async function askedForOptimizers() {
  const asked = ask();
  await answer('Rosenbrock');
  return { asked, pick: await question() };
}

describe('a rule of the workspace', () => {
  test('is offered before those that ship, with its file and what it says of itself', async () => {
    const { pick } = await askedForOptimizers();
    expect(labels(pick.items)).toEqual(['Half', ...optimizers.map(({ rule }) => rule.name)]);
    expect(row(pick, 'Half')).toMatchObject({
      description: './lab/half.optimizer',
      detail: 'Half of a step of gradient descent.',
    });
  });

  test('runs with its text, and is marked the next time', async () => {
    const { asked, pick } = await askedForOptimizers();
    pick.accept(row(pick, 'Half'), row(pick, 'Adam'));
    const rates = await question();
    expect(rates.title).toBe('Rosenbrock · Half, Adam · 2 runs');
    rates.accept(row(rates, '0.1'));
    expect((await asked)?.experiment.optimizers).toEqual([
      {
        optimizer: './lab/half.optimizer',
        rule: expect.objectContaining({ place: 'file:///project/lab/half.optimizer', text: half }),
      },
      { optimizer: 'adam' },
    ]);
    expect(memory.kept.get('runExperiment.lastChoices')).toMatchObject({
      optimizers: ['./lab/half.optimizer', 'adam'],
    });
    const { pick: next } = await askedForOptimizers();
    expect(labels(next.selectedItems)).toEqual(['Half', 'Adam']);
  });

  test('that is gone the next time is not marked', async () => {
    const { asked, pick } = await askedForOptimizers();
    pick.accept(row(pick, 'Half'), row(pick, 'Adam'));
    await answer('0.1');
    await asked;
    delete screen.files['/project/lab/half.optimizer'];
    const { pick: next } = await askedForOptimizers();
    expect(labels(next.selectedItems)).toEqual(['Adam']);
  });

  test('whose rates have a range is refused others while they can be changed', async () => {
    const { pick } = await askedForOptimizers();
    pick.accept(row(pick, 'Half'));
    const rates = await question();
    rates.type('2');
    rates.accept();
    expect(labels(rates.items)).toContainEqual(expect.stringContaining('lr[0] = 2 — expected 0 < lr <= 1'));
  });
});

describe('a rule that does not compile', () => {
  const label = '$(error) ./broken.optimizer';

  beforeEach(() => write('broken.optimizer', half.replace('share * lr', 'shae * lr')));

  test('says why, and can’t be marked', async () => {
    const { pick } = await askedForOptimizers();
    expect(row(pick, label).detail).toMatch(
      /^It is no rule yet — expected a rule that compiles: broken\.optimizer:12:8/,
    );
    pick.selectedItems = [...pick.selectedItems, row(pick, label)];
    expect(labels(pick.selectedItems)).not.toContain(label);
    expect(pick.selectedItems.length).toBeGreaterThan(0);
  });

  test('keeps nobody from going on', async () => {
    const { pick } = await askedForOptimizers();
    pick.accept(row(pick, 'SGD'));
    expect((await question()).title).toBe('Rosenbrock · SGD');
  });

  test('stays there, unmarked, while something is typed', async () => {
    const { pick } = await askedForOptimizers();
    pick.type('torch.optim.SGD(params, lr=0.5)');
    expect(labels(pick.items)).toContain(label);
    pick.accept();
    expect((await question()).title).not.toContain('broken');
  });
});
