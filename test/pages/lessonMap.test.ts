/** A map below the cell of a lesson: drawn while it is computed, read by pointer and keys, in every theme and at every width. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { float64Engine } from '../../core/engine/cpu/float64Engine.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { lessonMapOf } from '../../core/lesson/lessonMap.ts';
import { axisCells, type MapOutput } from '../../core/lesson/mapOutput.ts';
import { MapRecord } from '../../core/lesson/mapRecord.ts';
import { cellOrder } from '../../core/map/cellOrder.ts';
import { numbersOfCell, writeScore } from '../../core/map/mapGrid.ts';
import { theoryOf } from '../../core/map/mapTheory.ts';
import { createScorer } from '../../core/map/scorer.ts';
import { openedMap } from '../../extension/map/openedMap.ts';
import { seriousViolations } from './axe.ts';
import { themeNames } from './pageThemes.ts';
import { PanelPage } from './panelPage.ts';

const experiment = parseExperiment({
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 200, target: 1 },
  map: { x: 'lr', y: 'momentum' },
});
const map = lessonMapOf(experiment, undefined);
const { columns, rows } = map;
/** All cells, in the order in which they are computed. */
const record = new MapRecord(columns.values.length, rows.values.length);

let page: PanelPage;

beforeAll(async () => {
  const score = createScorer(map.spec, { engines: [float64Engine], data: null, isGivenUp: () => false });
  const { grid } = record;
  const order = cellOrder(grid.columns, grid.rows, { column: 64, row: 64 });
  const numbers = new Float64Array(numbersOfCell * order.length);
  for (const [place, cell] of order.entries()) {
    const known = await score(
      columns.values[cell % grid.columns] ?? Number.NaN,
      rows.values[Math.floor(cell / grid.columns)] ?? Number.NaN,
    );
    if (known) writeScore(known, numbers, place);
  }
  record.take({ cells: Uint32Array.from(order), numbers });
  page = await PanelPage.open(720, 760, [], 'lesson');
  // As the page that VS Code has around it.
  await page.page.evaluate(() => {
    document.body.style.background = 'var(--vscode-editor-background)';
  });
  // As text: what is run here would change its import.
  await page.page.evaluate(`import('/lesson.js').then(({ activate }) => {
    const onDidReceiveMessage = (listen) => { window.tell = listen; };
    window.renderer = activate({ postMessage: (message) => posted.push(message), onDidReceiveMessage });
  })`);
});

afterAll(async () => {
  await page.close();
  // The policy of the page, too, would be among them.
  expect(page.faults).toEqual([]);
});

/** @param first How many cells are known, @param last how many there are then. */
function outputOf(first: number, last: number, change: Partial<MapOutput> = {}): MapOutput {
  const { spec } = map;
  const place = { experiment, csvFolder: null, x: spec.x, y: spec.y };
  const { type: _, place: __, ...facts } = openedMap(spec, place, undefined);
  const piece = record.pieceFrom(first);
  const upTo = <T>(all: readonly T[]) => all.slice(0, last - first);
  return {
    ...{ type: 'map', map: 'map-1', facts, phase: last === record.length ? 'done' : 'running' },
    ...{ columns: axisCells(columns), rows: axisCells(rows), theory: theoryOf(spec, columns, rows) },
    piece: {
      ...{ first, cells: upTo(piece.cells), final: upTo(piece.final), best: upTo(piece.best) },
      ...{ reached: upTo(piece.reached), forGood: upTo(piece.forGood), divergedAt: upTo(piece.divergedAt) },
    },
    ...change,
  };
}

/** Puts it out, in the same element as the one before with this id. */
async function put(output: MapOutput, id = 'item'): Promise<void> {
  await page.page.evaluate(
    async ([json, id]) => {
      const app = document.getElementById('app');
      const known = document.getElementById(id);
      const element = known ?? Object.assign(document.createElement('div'), { id });
      if (!known) app?.replaceChildren(element);
      await Reflect.get(window, 'renderer').renderOutputItem({ id, json: () => JSON.parse(json) }, element);
    },
    [JSON.stringify(output), id] as const,
  );
  await page.settle();
}
async function tell(output: MapOutput): Promise<void> {
  await page.page.evaluate((json) => Reflect.get(window, 'tell')(JSON.parse(json)), JSON.stringify(output));
  await page.settle();
}

const find = (selector: string) => page.page.locator(selector);
const textOf = async (selector: string) =>
  ((await find(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
const surface = () => page.page.getByRole('application', { name: 'Runs of the map' });
const posted = () => page.page.evaluate(() => (Reflect.get(window, 'posted') as object[]).splice(0));
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await page.page.keyboard.press(key);
  await page.settle();
};
/** The middle of a cell of the page. */
async function at(column: number, row: number) {
  const box = (await surface().boundingBox()) ?? expect.fail('no map');
  return {
    x: box.x + 64 + ((column + 0.5) / columns.values.length) * (box.width - 66),
    y: box.y + 40 + (1 - (row + 0.5) / rows.values.length) * (box.height - 86),
  };
}

let made = 0;
beforeEach(async () => {
  await put(outputOf(0, record.length), `item-${++made}`);
  await posted();
});

test('has the best run with its numbers, and the limit as a line with its equation', async () => {
  expect(await textOf('.caption')).toBe(
    'Momentum on Ill-conditioned valley Every cell is a training run from (1, 10).',
  );
  expect(await textOf('.said')).toBe(
    'Best: below 1 for good after 17 steps, at learning rate 0.0316 and momentum 0.701. 4 runs are as fast; this one ends lowest.',
  );
  expect(await textOf('.told')).toMatch(
    /^The best run: learning rate 0\.0316, momentum 0\.701\. Loss ≤ 1, for good: from step 17\. Loss at the end: \S+\. Largest stable rate: 0\.0340\.$/,
  );
  expect(await textOf('.map-view > .quiet')).toBe(
    'White line: limit in theory, lr · 100 = 2 + 2 · momentum.',
  );
  expect(await find('.map-view canvas[role=img]').getAttribute('aria-label')).toContain(
    'Best: below 1 for good',
  );
});

test('is drawn while it is computed, and asks for what it has missed', async () => {
  await put(outputOf(0, 0), 'live');
  expect(await posted()).toEqual([{ type: 'map', map: 'map-1', action: 'ready' }]);
  expect(await textOf('.said')).toBe('The first runs are computed. 0 of 16,129 runs');
  await tell(outputOf(0, 64));
  expect(await textOf('.said')).toMatch(/^Best so far: .* 64 of 16,129 runs$/);
  // A message was lost.
  await tell(outputOf(200, 300));
  expect(await textOf('.said')).toMatch(/ 64 of 16,129 runs$/);
  expect(await posted()).toEqual([{ type: 'map', map: 'map-1', action: 'ready' }]);
  await tell(outputOf(0, 300));
  expect(await textOf('.said')).toMatch(/ 300 of 16,129 runs$/);
  await tell({ ...outputOf(300, 400), map: 'another' });
  expect(await textOf('.said')).toMatch(/ 300 of 16,129 runs$/);
  await put(outputOf(0, 500, { phase: 'stopped' }), 'live');
  expect(await textOf('.said')).toMatch(/Interrupted: the rest is not computed\./);
});

test('keys go from run to run, hold it, run it and go back', async () => {
  await surface().focus();
  await press('ArrowLeft', 'ArrowRight', 'ArrowUp', 'Shift+ArrowLeft');
  expect(await textOf('.told')).toMatch(/^Run that is held: learning rate 0\.0193, momentum 0\.7\d+\./);
  const told = await posted();
  expect(told.at(-1)).toMatchObject({ type: 'map', map: 'map-1', action: 'hold' });
  await press('Enter');
  expect(await posted()).toEqual([{ ...Object(told.at(-1)), action: 'run' }]);
  await press('+', 'Escape');
  expect(await textOf('.told')).toMatch(/^The best run/);
});

test('the pointer tells of a run, a click holds it, and the wheel is left to the lesson', async () => {
  const { mouse } = page.page;
  const usual = await at(84, 42);
  await mouse.move(usual.x, usual.y);
  await page.settle();
  expect(await textOf('.told')).toMatch(
    /^Run under the pointer: learning rate 0\.0100, momentum 0\.900\. Loss ≤ 1, for good: from step 44\./,
  );
  await mouse.click(usual.x, usual.y);
  const far = await at(120, 10);
  await mouse.move(far.x, far.y);
  await page.settle();
  expect(await textOf('.told')).toMatch(/^Run that is held: learning rate 0\.0100/);
  expect(await posted()).toEqual([{ type: 'map', map: 'map-1', action: 'hold', cell: 42 * 127 + 84 }]);
  await mouse.click(usual.x, usual.y);
  await mouse.move(far.x, far.y);
  await page.settle();
  expect(await textOf('.told')).toMatch(/Diverged: step \d+\. Largest stable rate/);
  const isTaken = await surface().evaluate((canvas) => {
    const event = new WheelEvent('wheel', { deltaY: 100, bubbles: true, cancelable: true });
    canvas.dispatchEvent(event);
    return event.defaultPrevented;
  });
  expect(isTaken).toBe(false);
});

test('buttons run what is told of, and open the page of the map', async () => {
  await page.page.getByRole('button', { name: 'Run in Panel' }).click();
  await page.page.getByRole('button', { name: 'Open as Map' }).press('Enter');
  const best = record.grid.forGood.indexOf(17);
  expect(await posted()).toEqual([
    expect.objectContaining({ action: 'run', cell: best }),
    expect.objectContaining({ action: 'open' }),
  ]);
});

test('a double click runs the run under it', async () => {
  const { x, y } = await at(84, 42);
  await page.page.mouse.dblclick(x, y);
  await page.settle();
  expect((await posted()).at(-1)).toMatchObject({ action: 'run', cell: 42 * 127 + 84 });
});

test('is a table, too', async () => {
  await find('details.table summary').click();
  await page.settle();
  expect(await find('details.table tbody tr').count()).toBe(10);
  expect(await textOf('details.table tbody tr')).toMatch(/^0\.0316\s*0\.701\s*17\s/);
  expect(await textOf('details.table summary')).toMatch(/16,129 runs: 15 % diverged/);
});

test('is drawn again in the same place, with the run that is held', async () => {
  await surface().focus();
  await press('ArrowRight');
  const before = await surface().elementHandle();
  await put(outputOf(0, record.length), `item-${made}`);
  expect(await page.page.evaluate((canvas) => canvas?.isConnected, before)).toBe(true);
  expect(await textOf('.told')).toMatch(/^Run that is held/);
});

test.each(themeNames)('can be read in the theme %s, at every width', async (theme) => {
  await page.setTheme(theme);
  for (const width of [320, 480, 900]) {
    await page.resize(width, 760);
    const box = (await surface().boundingBox()) ?? expect.fail('no map');
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.height).toBeGreaterThan(250);
  }
  expect(await seriousViolations(page.page.mainFrame())).toEqual([]);
  await page.resize(720, 760);
  await page.setTheme('light');
});
