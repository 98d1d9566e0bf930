/** What "Run Experiment…" asks only who wants to choose more, and what its titles say of runs and time. */
import { describe, expect, test, vi } from 'vitest';
import { screen } from './fake/screen.ts';
import type { FakePick } from './fake/widgets.ts';
import {
  answer,
  ask,
  files,
  labels,
  memory,
  openBeforeEach,
  own,
  question,
  reading,
  row,
  shape,
} from './runExperimentQuestions.ts';

openBeforeEach();

interface Button {
  readonly tooltip: string;
  readonly iconPath: { readonly id: string };
}

const pressMore = (pick: FakePick) => {
  const place = pick.buttons.findIndex((button) => (button as Button).iconPath?.id === 'settings');
  expect(place).toBeGreaterThan(0);
  pick.press(place);
};

/** The last question, on Iris. */
async function rates() {
  await answer('Iris, 4-16-3 network');
  await answer('Adam');
  await answer('32');
  return question();
}

/** The list of what can be chosen, on Iris. */
async function list() {
  pressMore(await rates());
  return question();
}

const rows = (pick: FakePick) => pick.items.map(({ label, description }) => [label, description]);

/** Chooses one thing of the list, by what is typed. */
async function choose(pick: FakePick, label: string, text: string): Promise<FakePick> {
  pick.accept(row(pick, label));
  const field = await question();
  field.type(text);
  field.accept(...field.items.slice(0, 1));
  return question();
}

describe('more', () => {
  test('is a button of the last question, which is answered with it; Enter passes it over', async () => {
    const asked = ask();
    const pick = await rates();
    expect((pick.buttons.at(-1) as Button).tooltip).toBe('More: hidden layers, epochs, validation, seeds…');
    pick.accept();
    expect((await asked)?.experiment).not.toHaveProperty('epochs');
    expect(screen.picks).toHaveLength(4);
  });

  test('is a list that says how it is, Run first', async () => {
    const asked = ask();
    const pick = await list();
    expect([pick.step, pick.totalSteps, pick.title]).toEqual([
      5,
      5,
      'Iris, 4-16-3 network · Adam · batch 32',
    ]);
    expect(rows(pick)).toEqual([
      ['$(play) Run', undefined],
      ['Hidden layers', '16'],
      ['Epochs', '30 epochs'],
      ['Validation', 'none'],
      ['Seeds', '1 seed'],
    ]);
    expect(pick.activeItems).toEqual(pick.items.slice(0, 1));
    pick.accept();
    expect((await asked)?.experiment).toEqual({
      problem: { data: 'iris', hidden: [16] },
      optimizers: [{ optimizer: 'adam' }],
      ...{ lr: [0.01], batch_size: [32], seed: [0] },
    });
    expect(memory.kept.get('runExperiment.lastChoices')).not.toHaveProperty('more');
  });

  test('each can be chosen, is told by the title, runs and is remembered', async () => {
    const asked = ask();
    let pick = await list();
    pick = await choose(pick, 'Hidden layers', '64, 64');
    expect(labels(pick.activeItems)).toEqual(['Hidden layers']);
    pick = await choose(pick, 'Epochs', '1,500');
    pick = await choose(pick, 'Validation', '15 %');
    pick = await choose(pick, 'Seeds', '5');
    const title = 'Iris, 4-64-64-3 network · Adam · batch 32 · 1,500 epochs · 15 % validation · 5 seeds';
    expect(pick.title).toMatch(new RegExp(`^${title} · 5 runs`));
    pick.accept(row(pick, '$(play) Run'));
    const wanted = {
      problem: { data: 'iris', hidden: [64, 64], validation: 0.15 },
      ...{ epochs: 1500, seed: [0, 1, 2, 3, 4] },
    };
    expect((await asked)?.experiment).toMatchObject(wanted);

    const again = ask();
    const last = await rates();
    expect(last.title).toMatch(new RegExp(`^${title}`));
    last.accept();
    expect((await again)?.experiment).toMatchObject(wanted);

    const other = ask();
    await answer('Two spirals, 2-32-2 network');
    for (let step = 0; step < 3; step++) expect((await answer()).title).not.toContain('seeds');
    expect((await other)?.experiment).not.toHaveProperty('epochs');
  });

  test('by default is forgotten again', async () => {
    memory.kept.set('runExperiment.lastChoices', {
      problem: { data: 'iris', hidden: [16] },
      more: { seeds: 3, hidden: [8] },
    });
    const asked = ask();
    let pick = await list();
    pick = await choose(pick, 'Seeds', '1');
    pick.accept(row(pick, 'Hidden layers'));
    const field = await question();
    expect(field.items.map(({ label, description }) => [label, description]).slice(0, 4)).toEqual([
      ['none', ''],
      ['8', ''],
      ['16', 'default'],
      ['32', ''],
    ]);
    expect(labels(field.activeItems)).toEqual(['8']);
    field.accept(row(field, '16'));
    (await question()).accept(row(screen.picks.at(-1) as FakePick, '$(play) Run'));
    expect((await asked)?.experiment).toMatchObject({ problem: { data: 'iris', hidden: [16] }, seed: [0] });
  });

  test.each([
    ['Hidden layers', '64, 0', 'up to 8 widths from 1 to 4096, such as 64, 32, or none'],
    ['Hidden layers', '1 2 3 4 5 6 7 8 9', 'up to 8 widths from 1 to 4096, such as 64, 32, or none'],
    ['Epochs', '0', 'a whole number from 1 to 100,000'],
    ['Epochs', '1.5', 'a whole number from 1 to 100,000'],
    ['Validation', '95 %', 'a share from 0 to 0.9, such as 0.2 or 20 %'],
    ['Validation', '-1', 'a share from 0 to 0.9, such as 0.2 or 20 %'],
    ['Seeds', '65', 'a whole number from 1 to 64'],
    ['Seeds', 'many', 'a whole number from 1 to 64'],
  ])('%s %s is no such value, which is said in its place', async (label, text, expected) => {
    void ask();
    const pick = await list();
    pick.accept(row(pick, label));
    const field = await question();
    field.type(text);
    expect(field.items[0]?.label).toBe(`$(error) ${text} — expected ${expected}`);
    field.accept(...field.items.slice(0, 1));
    expect(field.busy).toBe(false);
  });

  test.each([
    ['Hidden layers', 'none', { problem: { data: 'iris', hidden: [] } }],
    ['Hidden layers', '8', { problem: { data: 'iris', hidden: [8] } }],
    ['Validation', '0.25', { problem: { validation: 0.25 } }],
    ['Validation', '.5', { problem: { validation: 0.5 } }],
    ['Epochs', '100000', { epochs: 100_000 }],
    ['Seeds', '64', { seed: Array.from({ length: 64 }, (_, seed) => seed) }],
  ])('%s %s runs', async (label, text, wanted) => {
    const asked = ask();
    const pick = await choose(await list(), label, text);
    pick.accept(row(pick, '$(play) Run'));
    expect((await asked)?.experiment).toMatchObject(wanted);
  });

  test('goes back: from a question to the list, from there to the rates with all that was chosen', async () => {
    const asked = ask();
    let pick = await choose(await list(), 'Seeds', '3');
    pick.accept(row(pick, 'Epochs'));
    (await question()).back();
    pick = await question();
    expect(rows(pick)).toContainEqual(['Seeds', '3 seeds']);
    pick.back();
    const last = await question();
    expect([last.step, last.title]).toEqual([4, 'Iris, 4-16-3 network · Adam · batch 32 · 3 seeds · 3 runs']);
    last.accept();
    expect((await asked)?.experiment.seed).toEqual([0, 1, 2]);
  });

  test('leaving the list or one of its questions ends it', async () => {
    let asked = ask();
    (await list()).hide();
    expect(await asked).toBeUndefined();
    asked = ask();
    const pick = await list();
    pick.accept(row(pick, 'Seeds'));
    (await question()).hide();
    expect(await asked).toBeUndefined();
  });

  test('what can’t run is told in the list, where it can be changed', async () => {
    const check = vi.fn((given: { experiment: { seed: number[] } }) =>
      given.experiment.seed.length > 2 ? '3 seeds — expected fewer' : null,
    );
    const asked = ask(check as never);
    let pick = await choose(await list(), 'Seeds', '3');
    pick.accept(row(pick, '$(play) Run'));
    expect(pick.items[0]?.label).toBe('$(error) 3 seeds — expected fewer');
    pick = await choose(pick, 'Seeds', '2');
    pick.accept(row(pick, '$(play) Run'));
    expect((await asked)?.experiment.seed).toEqual([0, 1]);
  });

  test('with more validation a batch of all other rows is too large', async () => {
    void ask();
    await answer('Iris, 4-16-3 network');
    await answer('Adam');
    const sizes = await question();
    sizes.type('150');
    sizes.accept();
    pressMore(await question());
    const pick = await choose(await question(), 'Validation', '0.2');
    pick.accept(row(pick, '$(play) Run'));
    expect(pick.items[0]?.label).toContain(
      'batch_size[0] = 150 — expected 1 to 120 (the training rows of iris)',
    );
  });

  test('is steps alone on a surface', async () => {
    const asked = ask();
    await answer('Ill-conditioned valley');
    await answer('SGD');
    const last = await question();
    expect((last.buttons.at(-1) as Button).tooltip).toBe('More: steps…');
    pressMore(last);
    const pick = await question();
    expect(rows(pick)).toEqual([
      ['$(play) Run', undefined],
      ['Steps', '200 steps'],
    ]);
    const chosen = await choose(pick, 'Steps', '1000');
    expect(chosen.title).toBe('Ill-conditioned valley · SGD · 1,000 steps');
    chosen.accept(row(chosen, '$(play) Run'));
    expect((await asked)?.experiment.steps).toBe(1000);
  });

  test('a CSV file is read again where another validation was chosen: its rows are split as they are read', async () => {
    files('/project/a.csv');
    const asked = ask();
    await answer(own);
    await answer('a.csv');
    await answer();
    await answer('Adam');
    await answer();
    pressMore(await question());
    const pick = await choose(await question(), 'Validation', '0.25');
    pick.accept(row(pick, '$(play) Run'));
    expect(await asked).toMatchObject({ experiment: { problem: { validation: 0.25 } }, csv: { shape } });
    expect(reading.read).toHaveBeenCalledTimes(2);
    expect(reading.read.mock.calls[1]?.[0]).toMatchObject({ csv: 'a.csv', validation: 0.25 });
  });
});

describe('titles', () => {
  test('say how many runs there are of what is marked', async () => {
    void ask();
    await answer('Iris, 4-16-3 network');
    const pick = await question();
    const titles = [pick.title];
    for (const count of [1, 2, 27]) {
      pick.selectedItems = pick.items.slice(0, count);
      titles.push(pick.title);
    }
    expect(titles).toEqual([
      'Iris, 4-16-3 network · 3 runs',
      'Iris, 4-16-3 network',
      'Iris, 4-16-3 network · 2 runs',
      'Iris, 4-16-3 network · 27 runs',
    ]);
    pick.selectedItems = pick.items.slice(0, 2);
    pick.accept();
    const sizes = await question();
    sizes.selectedItems = sizes.items.slice(0, 3);
    expect(sizes.title).toBe('Iris, 4-16-3 network · SGD, Momentum · 6 runs');
  });

  test('of the last question say how long it takes, too, and nothing of what can’t run', async () => {
    void ask();
    await answer('Handwritten digits, 64-32-10 network');
    await answer('Adam', 'SGD');
    await answer('1', '8');
    const pick = await question();
    pick.type(Array.from({ length: 60 }, (_, index) => (1 + index) / 1000).join(' '));
    expect(pick.title).toMatch(/ · batch 1, 8 · 240 runs, about \d+ (s|min)$/);
    pick.selectedItems = [];
    expect(pick.title).toMatch(/ · batch 1, 8 · 4 runs$/);
  });
});
