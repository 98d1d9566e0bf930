import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RaceView } from '../../core/protocol/panel.ts';
import { type RunChange, raceOf, runView, updateOf } from '../unit/panel/fixtures.ts';
import { seriousViolations } from './axe.ts';
import { PanelPage } from './panelPage.ts';

const caption = { question: 'Momentum wins. Why?', answer: 'It adds up what agrees.', next: null };
const diverged = {
  kind: 'diverged',
  step: 52,
  reason: 'loss rose to 1.009e+6',
  hint: 'try a learning rate below 0.02',
} as const;

function viewOf(runs: readonly RunChange[], change: Partial<RaceView> = {}): RaceView {
  const views = runs.map((each, i) => runView({ color: i % 12, variant: Math.floor(i / 12), ...each }));
  const { facts, threads } = raceOf();
  return { ...facts, phase: 'ended', speed: 1, threads, runs: views, ...change };
}

const named = (count: number): RunChange[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `Schedule-free AdamW ${i}`,
    losses: Float64Array.of(9, 1 + i),
  }));
const model: RunChange = {
  path: null,
  steps: 112_400,
  stepsPerEpoch: 1124,
  stepsPerSecond: 1234,
  losses: new Float64Array(1141).fill(1),
  evaluations: [{ step: 1124, loss: 1, accuracy: 0.5 }],
  status: { kind: 'running' },
};

const races: Readonly<Record<string, RaceView>> = {
  'four runs': viewOf([{ name: 'SGD' }, { name: 'Momentum' }, { name: 'RMSProp' }, { name: 'Adam' }], {
    title: 'Ill-conditioned valley · start (1, 10) · lr 0.01',
    caption,
  }),
  'a run that diverged': viewOf([{ name: 'SGD', status: diverged, lr: 0.0210000001 }, { name: 'Adam' }]),
  'twelve runs with long names': viewOf(named(12)),
  'sixty-four runs': viewOf(named(64)),
  'five seeds each': viewOf(
    ['SGD', 'Momentum', 'RMSProp', 'Adam'].flatMap((name) =>
      [0, 1, 2, 3, 4].map((seed) => ({
        ...{ ...model, name, optimizer: name, seed, batchSize: 32 },
        losses: Float64Array.from({ length: 1141 }, (_, i) => (1 + seed / 10) / (1 + i / 99)),
        status: seed === 4 ? diverged : { kind: 'finished' },
      })),
    ),
    { problem: { data: 'digits', hidden: [], validation: 0.2 }, target: null },
  ),
  'a long training': viewOf(
    [
      { ...model, name: 'SGD' },
      { ...model, name: 'Adam' },
    ],
    { problem: { data: 'digits', hidden: [], validation: 0.2 }, target: null, phase: 'running' },
  ),
};
const widths = [320, 360, 541, 720, 1000, 1440];

let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(541, 798);
});

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

describe.each(Object.keys(races))('%s', (name) => {
  test.each(widths)('fit into %d px, whole', async (width) => {
    await panel.resize(width, 798);
    await panel.send({ type: 'snapshot', race: races[name] ?? null });
    const { scrollWidth, clientWidth } = await panel.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth, 'nothing scrolls sideways').toBeLessThanOrEqual(clientWidth);
    expect(await panel.cutOff()).toEqual([]);
    const toolbar = await panel.page.locator('.toolbar').boundingBox();
    expect(toolbar?.height, 'the toolbar is one line').toBe(36);
  });
});

test.each([
  [541, 798],
  [320, 798],
  [1000, 800],
  [1440, 900],
])('the chart comes first and has about two thirds of %d × %d', async (width, height) => {
  await panel.resize(width, height);
  for (const name of ['four runs', 'twelve runs with long names', 'a long training']) {
    await panel.send({ type: 'snapshot', race: races[name] ?? null });
    const chart = await panel.page.locator('.figure.loss').boundingBox();
    const table = await panel.page.locator('.runs').boundingBox();
    expect((chart?.height ?? 0) / height, name).toBeGreaterThan(0.58);
    expect((chart?.height ?? 0) / height, name).toBeLessThan(0.8);
    expect((table?.y ?? 0) - (chart?.y ?? 0)).toBeGreaterThan(0);
  }
});

test.each([320, 459, 700])('in a low view of %d px the table is below the chart', async (width) => {
  await panel.resize(width, 400);
  for (const name of ['four runs', 'twelve runs with long names', 'a long training']) {
    await panel.send({ type: 'snapshot', race: races[name] ?? null });
    const chart = await panel.page.locator('.figure.loss').boundingBox();
    const table = await panel.page.locator('.runs').boundingBox();
    expect(table?.y ?? 0, name).toBeGreaterThanOrEqual((chart?.y ?? 0) + (chart?.height ?? 0));
  }
});

test('beside a file, four runs are on the screen with all of their rows', async () => {
  await panel.resize(541, 798);
  await panel.send({ type: 'snapshot', race: races['four runs'] ?? null });
  const rows = await panel.page.locator('tbody tr').all();
  expect(rows).toHaveLength(4);
  for (const row of rows) {
    const box = await row.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(798);
  }
});

test('at 320 px every one of twelve names can be reached', async () => {
  await panel.resize(320, 798);
  await panel.send({ type: 'snapshot', race: races['twelve runs with long names'] ?? null });
  for (const place of ['.legend li button', '.runs .name .text']) {
    const names = panel.page.locator(place);
    expect(await names.count()).toBe(12);
    for (const name of await names.all()) {
      await name.scrollIntoViewIfNeeded();
      const box = await name.boundingBox();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 320).toBe(true);
    }
  }
});

test.each(widths)('nothing moves while numbers grow, at %d px', async (width) => {
  await panel.resize(width, 798);
  const places = () =>
    panel.page.evaluate(() =>
      [...document.querySelectorAll('.toolbar > *, .toolbar .counter, thead th')].map((each) => {
        const { left, right } = each.getBoundingClientRect();
        return [each.className, Math.round(left), Math.round(right)];
      }),
    );
  const runs = ['SGD', 'Adam'].map((name) => ({
    name,
    steps: 12_000,
    losses: Float64Array.of(4),
    path: Float64Array.of(1, 2),
    status: { kind: 'running' } as const,
  }));
  await panel.send({ type: 'snapshot', race: viewOf(runs, { phase: 'running' }) });
  const before = await places();
  for (const steps of [9, 120, 11_000]) {
    const done = steps - 1;
    const losses = Array.from({ length: done }, (_, i) => (i % 2 === 0 ? 1.2345e-100 : -1.5e300));
    const path = Array.from({ length: 2 * done }, () => -1234.5678);
    const update = { type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2 } as const;
    await panel.send({ type: 'snapshot', race: viewOf(runs, { phase: 'running' }) });
    await panel.send({ ...update, runs: [{ ...updateOf(1, losses, path), run: 0 }] });
    expect(await places(), `after ${steps} steps`).toEqual(before);
  }
});

test.each([320, 541])('positions of twelve runs fit into %d px', async (width) => {
  await panel.reload();
  await panel.resize(width, 798);
  const runs = named(12).map((run) => ({ ...run, path: Float64Array.of(-123.456, 9876.54, -1e5, 1e7) }));
  await panel.send({ type: 'snapshot', race: viewOf(runs) });
  await panel.page.getByRole('tab', { name: 'Positions' }).click();
  await panel.settle();
  expect(await panel.page.locator('.position-table tbody').count()).toBe(12);
  expect(await panel.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  expect(await panel.cutOff()).toEqual([]);
});

test('24 quick presses of an arrow key move 24 steps, also while the race goes on', async () => {
  await panel.resize(1000, 800);
  const losses = Float64Array.from({ length: 200 }, (_, i) => 200 - i);
  const run = { losses, steps: 400, status: { kind: 'running' } as const };
  await panel.send({ type: 'snapshot', race: viewOf([run], { phase: 'running' }) });
  const slider = panel.page.getByRole('slider');
  await slider.focus();
  await panel.page.keyboard.press('Home');
  for (let i = 0; i < 24; i++) {
    await panel.page.keyboard.press('ArrowRight');
    if (i % 8 === 0) {
      const runs = [updateOf(200 + i / 8, [1], [0, 0])];
      await panel.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      void panel.send({ type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2, runs });
    }
  }
  await panel.settle();
  expect(await slider.getAttribute('aria-valuetext')).toBe('Step 24');
});

test.each([280, 360])('the menu is whole at %d px', async (width) => {
  await panel.reload();
  await panel.resize(width, 798);
  await panel.send({ type: 'snapshot', race: races['four runs'] ?? null });
  await panel.page.getByRole('button', { name: 'More' }).click();
  await panel.settle();
  const cut = await panel.page.locator('#more-menu, #more-menu *').evaluateAll((parts) =>
    parts.flatMap((part) => {
      const { left, right } = part.getBoundingClientRect();
      const { scrollWidth, clientWidth } = part;
      const isCut = scrollWidth > clientWidth + 1 && getComputedStyle(part).display !== 'inline';
      return isCut || left < -1 || right > window.innerWidth + 1 ? [part.textContent ?? ''] : [];
    }),
  );
  expect(cut).toEqual([]);
});

test('a table that scrolls breaks no word of a name', async () => {
  await panel.reload();
  const runs = [0.1, 0.2, 0.3, 0.4].flatMap((lr) =>
    ['Momentum', 'Adam'].map((name, i) => ({
      ...{
        name,
        optimizer: name.toLowerCase(),
        lr,
        variant: i,
        seed: i,
        schedule: lr < 0.3 ? 'cosine' : null,
      },
      experiment: i,
      hyperparameters: {
        weight_decay: lr / 8,
        ...(i === 0 ? { momentum: lr, nesterov: lr > 0.2 } : { beta2: 0.99 }),
      },
    })),
  );
  const experiments = ['Ill-conditioned valley, lr 0.01', 'Valley, momentum and beta2 and a long name'];
  await panel.send({ type: 'snapshot', race: viewOf(runs, { isWhole: false, experiments }) });
  for (let width = 1120; width <= 1480; width += 40) {
    await panel.resize(width, 798);
    const { scrolls, heights } = await panel.page.evaluate(() => {
      const table = document.querySelector('.table-scroll');
      const names = [...document.querySelectorAll('.runs .name .text')];
      return {
        scrolls: (table?.scrollHeight ?? 0) > (table?.clientHeight ?? 0),
        heights: names.flatMap((name) =>
          name.textContent?.includes(' ') ? [] : [name.getBoundingClientRect().height],
        ),
      };
    });
    expect(scrolls, `at ${width} px`).toBe(true);
    expect(heights.length, `at ${width} px`).toBeGreaterThan(0);
    expect(Math.max(...heights), `at ${width} px`).toBeLessThanOrEqual(20);
  }
});

test('takes few tab stops, and rows by their keys', async () => {
  await panel.reload();
  await panel.resize(1000, 800);
  await panel.send({ type: 'snapshot', race: races['twelve runs with long names'] ?? null });
  const { page } = panel;
  const stops: string[] = [];
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => document.activeElement?.tagName ?? 'BODY');
    if (stop === 'BODY') break;
    stops.push(stop);
  }
  // Toolbar, zoom, legend, chart, tabs, head, rows, zoom of the landscape and landscape.
  expect(stops).toEqual(['BUTTON', 'BUTTON', 'BUTTON', 'CANVAS', 'BUTTON', 'BUTTON', 'TR', 'BUTTON', 'DIV']);
  await page.locator('tbody tr').first().focus();
  await page.keyboard.press('ArrowDown');
  await panel.settle();
  expect(await page.locator('tr.highlighted').count()).toBe(1);
  expect(await page.locator('tbody tr').nth(1).getAttribute('class')).toContain('highlighted');
});

test.each([320, 1000])(
  'has no serious accessibility fault with all that a page can have, at %d px',
  async (width) => {
    await panel.reload();
    await panel.resize(width, 798);
    await panel.send({ type: 'snapshot', race: null });
    expect(await seriousViolations(panel.page)).toEqual([]);
    await panel.send({ type: 'snapshot', race: races['sixty-four runs'] ?? null });
    await panel.page.locator('tbody tr').nth(1).click();
    await panel.page.locator('tbody tr').nth(2).getByRole('button').click();
    await panel.page.getByRole('button', { name: 'More' }).click();
    await expect.poll(() => panel.page.locator('.picked, .hidden-run').count()).toBe(2);
    expect(await seriousViolations(panel.page)).toEqual([]);
    await panel.page.keyboard.press('Escape');
  },
);

test('five seeds are one row, which unfolds by keys, without a serious accessibility fault', async () => {
  await panel.reload();
  await panel.resize(1440, 900);
  await panel.send({ type: 'snapshot', race: races['five seeds each'] ?? null });
  const { page } = panel;
  expect(await page.locator('tbody tr').count()).toBe(4);
  expect(await page.locator('.loss .caption').textContent()).toContain('median and middle half of 5 seeds');
  await page.locator('tbody tr').nth(1).focus();
  await page.keyboard.press('ArrowRight');
  await panel.settle();
  expect(await page.locator('tbody tr').count()).toBe(9);
  expect(
    await page.locator('tr[aria-expanded="true"]').evaluate((row) => row === document.activeElement),
  ).toBe(true);
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await panel.settle();
  expect(await page.locator('tr.part-row.picked').count()).toBe(1);
  await page.getByRole('button', { name: 'Single runs: show their median' }).click();
  await panel.settle();
  expect(await page.locator('tbody tr').count()).toBe(4);
});

test('in the debugger a step’s place on curve and landscape is in view, above the table', async () => {
  const race = races['a run that diverged'] ?? null;
  const at = { run: 0, step: 3, line: 12, loss: 8, position: [0.9, 9.9] as [number, number], branch: null };
  const ends = () =>
    panel.page.evaluate(() =>
      ['.figure.loss canvas', '.figure.land canvas', '.runs'].map((each) => {
        const { top = 0, bottom = 0 } = document.querySelector(each)?.getBoundingClientRect() ?? {};
        return { top: Math.round(top), bottom: Math.round(bottom) };
      }),
    );
  // The panel beside a rule, with the debug console below both.
  await panel.resize(541, 500);
  await panel.send({ type: 'snapshot', race });
  const [, before, table] = await ends();
  expect(before?.top).toBeGreaterThan(table?.top ?? 0);
  await panel.send({ type: 'debugged', race: race?.id ?? '', at });
  const [chart, landscape, below] = await ends();
  expect(landscape?.top).toBeGreaterThan(chart?.bottom ?? 0);
  expect(below?.top).toBeGreaterThan(landscape?.bottom ?? 0);
  expect((chart?.bottom ?? 0) - (chart?.top ?? 0)).toBeGreaterThan(120);
  expect((landscape?.bottom ?? 0) - (landscape?.top ?? 0)).toBeGreaterThan(120);
  expect(landscape?.bottom).toBeLessThanOrEqual(500);
  await panel.send({ type: 'debugged', race: race?.id ?? '', at: null });
  expect(await ends()).toEqual([expect.anything(), before, table]);
});
