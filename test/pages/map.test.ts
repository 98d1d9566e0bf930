/** The page of the map: what it shows, by pointer, wheel and keys, at every width and in every theme. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seriousViolations } from './axe.ts';
import { MapPage } from './mapPage.ts';
import { themeNames } from './pageThemes.ts';

const valley = {
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 200, target: 1 },
  map: { x: 'lr', y: 'momentum' },
};

let shown: MapPage;

beforeAll(async () => {
  shown = await MapPage.open(1288, 860);
});

beforeEach(() => shown.show(valley));

afterAll(async () => {
  await shown.panel.close();
  // The policy of the page, too, would be among them.
  expect(shown.panel.faults).toEqual([]);
});

const find = (selector: string) => shown.panel.page.locator(selector);
const surface = () => shown.panel.page.getByRole('application', { name: 'Runs of the map' });
const textOf = async (selector: string) =>
  ((await find(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
const facts = () => textOf('.side .facts');
const said = () => textOf('header [role=status]');
const lastShow = async () => (await shown.told('show')).at(-1) ?? expect.fail('nothing was asked for');
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await shown.panel.page.keyboard.press(key);
  await shown.panel.settle();
};
/** A place on the plane: 0, 0 is its lower left. */
async function at(across: number, up: number) {
  const box = (await surface().boundingBox()) ?? expect.fail('no map');
  const [left, top] = [box.x + 64, box.y + 40];
  return { x: left + across * (box.width - 66), y: top + (1 - up) * (box.height - 86) };
}
async function pointTo(across: number, up: number): Promise<void> {
  const { x, y } = await at(across, up);
  await shown.panel.page.mouse.move(x, y);
  await shown.panel.settle();
}

test('says what is best, how many runs there are, and what theory says', async () => {
  expect(await find('h1').textContent()).toBe('Hyperparameter map · Momentum on Ill-conditioned valley');
  expect(await said()).toMatch(
    /^Best: below 1 for good after 17 steps, at learning rate 0\.03\d+ and momentum 0\.\d+\./,
  );
  expect(await find('.counts').textContent()).toBe('65,536 of 65,536 runs');
  expect(await facts()).toMatch(/Largest stable rate\s*0\.03/);
  const table = find('details.table');
  expect(await textOf('details summary')).toMatch(/65,536 runs: 15 % diverged, \d+ % did not reach/);
  await table.locator('summary').click();
  await shown.panel.settle();
  expect(await table.locator('tbody tr').count()).toBe(10);
  expect(await textOf('details tbody tr')).toMatch(/^0\.03\d+\s+0\.\d+\s+17\s/);
  await table.locator('summary').click();
});

test('the pointer tells of a run, a click holds it', async () => {
  await pointTo(170.5 / 256, 85.5 / 256);
  expect(await find('.side h2').first().textContent()).toBe('Run under the pointer');
  expect(await facts()).toMatch(
    /Learning rate\s*0\.0100\s*Momentum\s*0\.900\s*Largest stable rate\s*0\.0380/,
  );
  expect(await facts()).toMatch(/first time\s*step 24.*for good\s*from step 44/);
  expect(await find('.side .own').count()).toBe(1);
  const { x, y } = await at(170.5 / 256, 85.5 / 256);
  await shown.panel.page.mouse.click(x, y);
  await pointTo(0.1, 0.1);
  expect(await find('.side h2').first().textContent()).toBe('Run that is held');
  expect(await facts()).toMatch(/Momentum\s*0\.900/);
  await shown.panel.page.mouse.click(x, y);
  await pointTo(0.97, 0.9);
  expect(await facts()).toMatch(/Diverged\s*step \d+/);
});

test('what is held can be run, compared and copied', async () => {
  await pointTo(170.5 / 256, 85.5 / 256);
  const { x, y } = await at(170.5 / 256, 85.5 / 256);
  await shown.panel.page.mouse.click(x, y);
  for (const name of ['Run in panel', 'Compare', 'Copy the settings'])
    await shown.panel.page.getByRole('button', { name }).click();
  expect((await shown.told('run')).at(-1)).toEqual({ type: 'run', x: 0.01, y: 0.9 });
  expect((await shown.told('compare')).at(-1)).toEqual({ type: 'compare', x: 0.01, y: 0.9 });
  expect((await shown.told('copy')).at(-1)?.text).toBe('{"lr":0.01,"momentum":0.9}');
});

describe('keys', () => {
  test('go from run to run and run one', async () => {
    await pointTo(170.5 / 256, 85.5 / 256);
    await surface().focus();
    await press('ArrowRight', 'ArrowUp', 'Shift+ArrowLeft');
    expect(await facts()).toMatch(/Learning rate\s*0\.00784\s*Momentum\s*0\.903/);
    // Within a frame, before any of them is drawn.
    await surface().evaluate((element) => {
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp'])
        element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
    await shown.panel.settle();
    expect(await facts()).toMatch(/Learning rate\s*0\.00784\s*Momentum\s*0\.900/);
    await press('End', 'Home', 'Enter');
    expect((await shown.told('run')).at(-1)).toMatchObject({ x: 1e-4 });
    await press('Escape');
    expect(await find('.side h2').first().textContent()).toBe('The best run');
  });

  test('zoom around the run that is looked at, and back', async () => {
    await surface().focus();
    await press('ArrowRight');
    const before = await facts();
    await press('+', '+');
    const { x, y } = await lastShow();
    expect(Math.log10(x.to / x.from)).toBeCloseTo(0.75, 6);
    expect(y.to - y.from).toBeLessThan(0.999);
    // It is the same run, but for rounding to the nearest cell.
    expect((await facts()).slice(0, 17)).toBe(before.slice(0, 17));
    await press('-', '0');
    expect(await lastShow()).toMatchObject({ x: { from: 1e-4, to: 0.1 }, y: { from: 0, to: 0.999 } });
  });
});

test('the wheel zooms around the pointer, also far', async () => {
  await pointTo(0.5, 0.5);
  for (let i = 0; i < 12; i++) await shown.panel.page.mouse.wheel(0, -500);
  await shown.panel.settle();
  const { x, y } = await lastShow();
  expect(Math.log10(x.to / x.from)).toBeLessThan(3e-3);
  expect(x.from).toBeLessThan(10 ** -2.5);
  expect(x.to).toBeGreaterThan(10 ** -2.5);
  expect(y.to - y.from).toBeLessThan(1e-2);
  await shown.panel.page.mouse.wheel(0, 500);
  await shown.panel.settle();
  const wider = await lastShow();
  expect(wider.x.to / wider.x.from).toBeGreaterThan(x.to / x.from);
});

test('a drag shows what it went over, a double click all', async () => {
  const { mouse } = shown.panel.page;
  const [from, to] = [await at(0.25, 0.25), await at(0.75, 0.5)];
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: 4 });
  await mouse.up();
  await shown.panel.settle();
  const { x, y } = await lastShow();
  expect([Math.log10(x.from), Math.log10(x.to)].map((each) => each.toFixed(1))).toEqual(['-3.3', '-1.7']);
  expect([y.from.toFixed(1), y.to.toFixed(2)]).toEqual(['0.8', '0.97']);
  await mouse.dblclick(to.x, to.y);
  await shown.panel.settle();
  expect(await lastShow()).toMatchObject({ x: { from: 1e-4, to: 0.1 }, y: { from: 0, to: 0.999 } });
  await shown.panel.page.keyboard.down('Shift');
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, from.y, { steps: 4 });
  await mouse.up();
  await shown.panel.page.keyboard.up('Shift');
  await shown.panel.settle();
  const moved = await lastShow();
  expect([moved.x.from, moved.x.to].map((each) => Math.log10(each).toFixed(1))).toEqual(['-5.5', '-2.5']);
});

test('colours by another measure, and other settings are asked for', async () => {
  await shown.panel.page.getByLabel('Colour').selectOption('Steps to loss ≤ 1, first time');
  await shown.panel.settle();
  expect(await said()).toMatch(
    /^8 steps at .* are luck: the loss rises again and stays below 1 only from step \d+\./,
  );
  await shown.panel.page.getByRole('button', { name: 'Colour by steps for good' }).click();
  await shown.panel.settle();
  expect(await said()).toMatch(/^Best: below 1 for good/);
  await shown.panel.page.getByLabel('y axis').selectOption('Condition');
  expect((await shown.told('choose')).at(-1)).toEqual({ type: 'choose', x: 'lr', y: 'condition' });
});

test('has the rates of the layers of a network as its axes', async () => {
  shown.share = 1 / 256;
  await shown.show({
    problem: { data: 'noise', hidden: [4] },
    ...{ optimizers: [{ optimizer: 'sgd' }], lr: [0.1], batch_size: ['full'], epochs: 20, engine: 'float64' },
    map: { x: 'lr_first', y: 'lr_last' },
  });
  expect(await find('h1').textContent()).toBe('Hyperparameter map · SGD on Random numbers, 8-4-1 network');
  expect(await said()).toMatch(/at rate of the first layer 0\.\d+ and rate of the last layer 0\.\d+/);
  expect(await facts()).toMatch(/Rate of the first layer/);
  expect(await find('.counts').textContent()).toMatch(/^2\d\d of /);
  shown.share = 1;
});

test('can be paused, stopped and computed again while it is not done', async () => {
  shown.share = 0.3;
  await shown.show(valley);
  expect(await find('.counts').textContent()).toBe('19,660 of 65,536 runs');
  expect(await said()).toMatch(/^Best so far/);
  for (const name of ['Pause', 'Stop'])
    await shown.panel.page.getByRole('button', { name, exact: true }).click();
  expect([(await shown.told('pause')).length, (await shown.told('stop')).length]).toEqual([1, 1]);
  const { view } = await lastShow();
  shown.share = 1;
  await shown.panel.page.getByRole('button', { name: 'Compute again' }).click();
  await shown.panel.settle();
  expect((await lastShow()).view).toBe(view + 1);
  expect(await find('.counts').textContent()).toBe('65,536 of 65,536 runs');
});

test('another optimizer and the lesson about it are asked for', async () => {
  await shown.panel.page.getByLabel('Optimizer').selectOption('Momentum');
  expect((await shown.told('optimizer')).at(-1)).toEqual({ type: 'optimizer', name: 'momentum' });
  await shown.panel.page.getByRole('button', { name: 'Lesson 2: How fast may it go?' }).click();
  expect((await shown.told('openLesson')).at(-1)).toEqual({ type: 'openLesson', topic: 'stability' });
});

test('a range with the best at its edge becomes wider, once or twice, and says so', async () => {
  await shown.show({ ...valley, optimizers: [{ optimizer: 'adam' }], map: { x: 'lr', y: 'beta2' } });
  await shown.panel.settle();
  expect(await lastShow()).toMatchObject({ isWhole: true, x: { from: 1e-4, to: 10 }, y: { from: 0 } });
  // What is chosen is what is shown, though the settings are others than those of the map before.
  const chosen = (name: string) =>
    shown.panel.page
      .getByLabel(name, { exact: true })
      .evaluate((element) =>
        element instanceof HTMLSelectElement ? element.selectedOptions[0]?.label : undefined,
      );
  expect([await chosen('Optimizer'), await chosen('x axis'), await chosen('y axis')]).toEqual([
    ...['Adam', 'Learning rate', 'beta2'],
  ]);
  expect(await textOf('.note')).toBe('Widened: the best was at the edge.');
  expect(await said()).toMatch(/^Best: below 1 for good after 2\d steps/);
  // What is wider is the whole map now.
  await surface().focus();
  await press('+', '0');
  expect(await lastShow()).toMatchObject({ isWhole: false, x: { from: 1e-4, to: 10 } });
});

test('the map stays where it is, whatever is said and known, and the wheel never scrolls the page', async () => {
  for (const width of [541, 1288]) {
    await shown.panel.resize(width, 500);
    await shown.show(valley);
    await find('details.table summary').click();
    await shown.panel.settle();
    const where = () =>
      shown.panel.page.evaluate(() => ({
        top: (document.querySelector('.sweep')?.getBoundingClientRect().top ?? 0) + window.scrollY,
        height: document.documentElement.scrollHeight,
      }));
    const before = await where();
    await shown.send({ type: 'note', note: { kind: 'problem', text: 'A long word. '.repeat(40) } });
    expect(await where()).toEqual(before);
    await pointTo(0.97, 0.9);
    expect(await where()).toEqual(before);
    shown.share = 0;
    await shown.show(valley);
    expect(await said()).toBe('The first runs are computed.');
    expect(await where()).toEqual(before);
    await surface().hover({ position: { x: 200, y: 100 } });
    const scrolled = () => shown.panel.page.evaluate(() => window.scrollY);
    const at = await scrolled();
    await shown.panel.page.mouse.wheel(0, 300);
    await shown.panel.settle();
    expect(await scrolled()).toBe(at);
    shown.share = 1;
    await find('details.table summary').click();
  }
  await shown.panel.resize(1288, 860);
});

test('starts on a surface with several minima are coloured by the one that is reached', async () => {
  await shown.show({
    ...{ problem: { surface: 'himmelblau' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], steps: 60 },
    map: { x: 'start_x', y: 'start_y' },
  });
  expect(await said()).toMatch(/^The runs that did not diverge ended \d+ % at minimum 1, .* at minimum 4\.$/);
  const entries = (await find('.legend li').allTextContents()).map((each) =>
    each.replaceAll(/\s+/g, ' ').trim(),
  );
  expect(entries[1]).toMatch(/^Minimum 2 at \(−2\.81, 3\.13\) \d+ %$/);
  expect(await find('.legend rect').first().getAttribute('fill')).toBe('#0072b2');
  await pointTo((3 + 5.5) / 11, (2 + 5.5) / 11);
  expect(await facts()).toMatch(/Minimum\s*1 at \(3, 2\)/);
});

test('says what it waits for, and what went wrong', async () => {
  await shown.send({ type: 'opening', title: 'Adam on <b>a</b>' });
  expect(await shown.panel.page.getByRole('status').textContent()).toBe(
    'Opening the map of Adam on <b>a</b>',
  );
  await shown.send({ type: 'failed', message: 'the file <b>a</b> is gone' });
  expect(await shown.panel.page.getByRole('alert').textContent()).toBe('the file <b>a</b> is gone');
  expect(await find('b').count()).toBe(0);
});

test('nothing is cut off, however narrow it is', async () => {
  for (const width of [320, 360, 540, 860, 1440]) {
    await shown.panel.resize(width, 900);
    const found = await shown.panel.page.evaluate(() => {
      const view = document.documentElement.clientWidth;
      const all = [...document.querySelectorAll<HTMLElement>('main *:not(.sr-only, svg *)')];
      const isCut = (each: HTMLElement) => each.matches('h1') && each.scrollWidth > each.clientWidth;
      const out = all.filter((each) => isCut(each) || each.getBoundingClientRect().right > view + 1);
      return {
        out: out.map((each) => each.outerHTML.slice(0, 80)),
        wide: document.documentElement.scrollWidth > view,
      };
    });
    expect({ width, ...found }).toEqual({ width, out: [], wide: false });
    expect((await surface().boundingBox())?.height).toBeGreaterThan(280);
  }
});

test('says where the runs are computed and why, until another part is shown', async () => {
  expect(await textOf('.computed')).toBe('');
  shown.engine = { kind: 'gpu', device: 'NVIDIA H200', reason: null };
  await shown.show(valley);
  expect(await textOf('.computed')).toBe(
    'Computed on the GPU (NVIDIA H200), in single precision. Curves are in double precision.',
  );
  expect(await textOf('.toolbar')).toContain('GPU, float32');
  shown.engine = { kind: 'cpu', device: null, precision: 'float32', reason: null };
  await shown.show({ ...valley, map: { ...valley.map, precision: 'float32' } });
  expect(await textOf('.computed')).toBe(
    'Computed in single precision as the experiment says. Curves are in double precision.',
  );
  expect(await textOf('.toolbar')).toContain('CPU, float32');
  shown.engine = null;
  await shown.show(valley);
  await surface().focus();
  await press('+');
  expect(await textOf('.computed')).toBe('');
  expect(await textOf('.toolbar')).toContain('CPU, float64');
});

test.each(themeNames)('can be read in the theme %s, and by who can’t see it', async (theme) => {
  await shown.panel.setTheme(theme);
  await shown.panel.resize(1288, 860);
  expect(await seriousViolations(shown.panel.page)).toEqual([]);
});
