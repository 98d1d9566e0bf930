/** What the browser lays out while a race goes on: numbers that change, and nothing around them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raceOf, runView, updateOf } from '../unit/panel/fixtures.ts';
import { PanelPage } from './panelPage.ts';

const count = 20;
const { facts } = raceOf();
let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(1440, 800);
});

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

/** Runs that keep their order, one after the other by loss. */
async function sendStep(step: number): Promise<void> {
  const runs = Array.from({ length: count }, (_, run) => ({
    ...updateOf(step, [1 + run + 1 / step], [1 / step, 1 / step]),
    run,
  }));
  await panel.send({ type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2, runs });
}

test('a number that changes is laid out by itself, in toolbar and table', async () => {
  const runs = Array.from({ length: count }, (_, run) =>
    runView({
      name: `Run ${run}`,
      steps: 400,
      losses: Float64Array.of(9 + run),
      status: { kind: 'running' },
    }),
  );
  await panel.send({ type: 'snapshot', race: { ...facts, phase: 'running', speed: 1, threads: 2, runs } });
  await sendStep(1);
  const layouts = await panel.layoutsWhile(async () => {
    await sendStep(2);
    await sendStep(3);
  });
  expect(new Set(layouts)).toEqual(new Set(['parts']));
  expect(await panel.page.locator('.counter').textContent()).toMatch(/3 \/ 400$/);
  expect(await panel.page.locator('td.steps').allTextContents()).toEqual(Array(count).fill('3'));
});
