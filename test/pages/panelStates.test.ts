/** The panel's page by itself, with runs of all kinds and in all of its views: nobody is kept from reading it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RaceView, RunView } from '../../core/protocol/panel.ts';
import { chosenView } from '../unit/panel/chosen.ts';
import { type RunChange, raceOf, runView } from '../unit/panel/fixtures.ts';
import { sweepView } from '../unit/panel/sweepRace.ts';
import { seriousViolations } from './axe.ts';
import { themeNames } from './pageThemes.ts';
import { PanelPage } from './panelPage.ts';

const losses = Float64Array.from({ length: 60 }, (_, i) => 4 / (1 + i / 9));

/** A run of somebody's own, of which a log says no more than this. */
function logged(file: string, change: RunChange): RunView {
  return {
    ...runView({ name: file, path: null, engine: null, steps: 59, losses, ...change }),
    spec: {
      ...{ id: `log/${file}`, problem: { log: file }, optimizer: `own/${file}`, hyperparameters: {} },
      ...{ schedule: null, batchSize: null, seed: null, steps: 59, stepsPerEpoch: 20, evaluateEvery: 1 },
      ...{ stop: {}, engine: 'cpu' },
    },
  };
}

const ours = runView({
  name: 'Adam',
  optimizer: 'adam',
  color: 3,
  path: null,
  steps: 59,
  losses,
  experiment: 2,
});
const logs = [
  logged('train.csv', {
    status: { kind: 'running' },
    evaluations: [{ step: 20, loss: 2, accuracy: 0.5 }],
  }),
  logged('events.out.tfevents.1', { color: 1, experiment: 1 }),
];
const { facts } = raceOf();
const ended = { ...facts, phase: 'ended', speed: 1, threads: 2 } as const;
const small = sweepView(['Momentum', 'Adam'], 4);

const races = {
  nothing: null,
  'a log that grows': {
    ...{
      ...ended,
      phase: 'running',
      problem: null,
      target: null,
      title: 'train.csv',
      runs: logs.slice(0, 1),
    },
    notes: ['No column is called a step: rows are counted.'],
  },
  'logs beside a race': {
    ...{ ...ended, isWhole: false, problem: null, target: null, title: '3 runs from 3 experiments' },
    experiments: ['train.csv', 'events.out.tfevents.1', 'Valley'],
    ...{ phases: ['running', 'ended', 'ended'], phase: 'running', runs: [...logs, ours] },
  },
  'runs of two experiments': chosenView(),
  'several seeds': {
    ...{ ...ended, problem: { data: 'digits', hidden: [], validation: 0.2 }, target: null },
    runs: ['SGD', 'Adam'].flatMap((name, color) =>
      [0, 1, 2].map((seed) =>
        runView({
          ...{ name, optimizer: name, color, seed, batchSize: 32, path: null, steps: 59, losses },
          status:
            seed === 2
              ? { kind: 'diverged', step: 59, reason: 'loss rose', hint: 'try less' }
              : { kind: 'finished' },
        }),
      ),
    ),
  },
  sweep: small,
} satisfies Readonly<Record<string, RaceView | null>>;

let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(360, 800);
});

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

/** Themes change nothing but colours. */
async function expectNoFault(what: string): Promise<void> {
  expect(await seriousViolations(panel.page), what).toEqual([]);
  for (const theme of themeNames.filter((each) => each !== 'light')) {
    await panel.setTheme(theme);
    expect(await seriousViolations(panel.page, { rules: ['color-contrast'] }), `${what}, ${theme}`).toEqual(
      [],
    );
  }
  await panel.setTheme('light');
}

test.each(['nothing', 'a log that grows', 'logs beside a race', 'several seeds'] as const)(
  '%s has no serious accessibility fault at 360 px, and is whole',
  async (name) => {
    await panel.resize(360, 800);
    await panel.send({ type: 'snapshot', race: races[name] });
    if (name === 'several seeds') await panel.page.locator('tbody tr').first().press('ArrowRight');
    await panel.settle();
    expect(await panel.cutOff()).toEqual([]);
    await expectNoFault(name);
  },
);

test('logs and chosen runs have no serious accessibility fault in a view of 280 px', async () => {
  await panel.resize(280, 700);
  await panel.page.evaluate(() => {
    const app = document.getElementById('app');
    if (app) app.dataset['place'] = 'view';
  });
  for (const name of ['runs of two experiments', 'logs beside a race'] as const) {
    await panel.send({ type: 'snapshot', race: races[name] });
    expect(await panel.cutOff(), name).toEqual([]);
    await expectNoFault(name);
  }
  await panel.reload();
});

test('a sweep that is searched has no serious accessibility fault in any view', async () => {
  await panel.resize(1440, 800);
  await panel.send({ type: 'snapshot', race: races.sweep });
  const { page } = panel;
  for (const [view, search, theme] of [
    ['tuning', 'state:finished', 'light'],
    ['heatMap', 'no such run', 'hcLight'],
    ['parallel', 'lr<<1', 'dark'],
    ['curves', 'adam', 'hcDark'],
  ] as const) {
    await page.getByRole('combobox', { name: 'View' }).selectOption(view);
    await page.getByRole('searchbox', { name: 'Find runs' }).fill(search);
    await panel.setTheme(theme);
    expect(await panel.cutOff(), view).toEqual([]);
    expect(await seriousViolations(page), `${view} in ${theme}`).toEqual([]);
  }
});
