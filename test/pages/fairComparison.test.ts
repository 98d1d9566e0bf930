/** The page of a fair comparison: what it shows, by pointer and keys, at every width and in every theme. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FromComparison, fromComparisonSchema } from '../../core/protocol/fairComparison.ts';
import { seriousViolations } from './axe.ts';
import {
  comparisonOf,
  sheetDone,
  sheetJudging,
  sheetOfMany,
  sheetOfTwo,
  sheetStopped,
  sheetToTarget,
  sheetTuning,
} from './comparisonSheets.ts';
import { themeNames } from './pageThemes.ts';
import { PanelPage } from './panelPage.ts';

let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(1440, 860, [], 'fairComparison');
});

afterEach(async () => {
  await panel.page.mouse.move(2, 2);
});

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

/** Each by another name, lest what was looked at before is kept. */
let made = 0;
const show = (sheet = sheetDone()) => panel.send(comparisonOf(sheet, `race ${++made}`));
const find = (selector: string) => panel.page.locator(selector);
const textOf = async (selector: string) =>
  ((await find(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
const told = async () => {
  const posted = await panel.page.evaluate(() => Reflect.get(window, 'posted') as FromComparison[]);
  return posted.filter(({ type }) => type !== 'ready');
};
const lastTold = async () => (await told()).filter(({ type }) => type !== 'failed').at(-1);
const rows = async () =>
  (await find('.verdicts tbody tr').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
const heads = async () =>
  (await find('.verdicts thead th:not(.rank):visible').allInnerTexts()).map(
    (text) => text.trim().split('\n')[0],
  );

describe('where all is done', () => {
  test('says at which budget what came out, and offers the seeds that would tell', async () => {
    await show();
    expect(await textOf('h1')).toBe(
      'Fair comparison · 64-32-10 on Digits · 6 epochs · 7 trials each on 3 seeds · judged on 10 fresh seeds',
    );
    expect(await textOf('.finding')).toMatch(/^Tuned alike, Adam and RMSProp come first;/);
    await button('12 more seeds').click();
    expect(await lastTold()).toEqual({ type: 'moreSeeds', count: 12 });
  });

  test('has the best first in the table, with rates, scores, intervals and verdicts', async () => {
    await show();
    expect(await heads()).toEqual([
      ...['Optimizer', 'Best learning rate', 'Final test loss', 'Middle half', 'Steps to 0.13'],
      ...['Behind the best', '98.3 % interval', 'Interval, drawn; 0 is the best', 'p', 'Verdict'],
    ]);
    expect(await rows()).toEqual([
      '1 Adam 0.0316 0.1002 0.0952 to 0.1082 140 – Best of the four',
      '2 RMSProp 0.01 0.1070 0.1016 to 0.1156 150 +0.0128 -0.0040 to 0.0297 0.24 Not established; 12 more seeds would tell at this spread',
      '3 Momentum 0.1 0.1123 0.1067 to 0.1213 175 +0.0185 0.0016 to 0.0318 0.031 Worse',
      '4 SGD edge → 1 0.1206 0.1146 to 0.1302 185 +0.0268 0.0105 to 0.0437 0.0019 Worse; at the edge of its rates, may improve',
    ]);
    const [zero, bars] = await panel.page.evaluate(() => {
      const boxes = (selector: string) =>
        [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
      return [boxes('.zero').map(({ left }) => left), boxes('.bar').map(({ left, right }) => [left, right])];
    });
    // One line of 0 for all rows; the interval of RMSProp crosses it, that of SGD does not.
    expect(new Set(zero?.map(Math.round)).size).toBe(1);
    const at = zero?.[0] ?? 0;
    expect([bars?.[0]?.[0] ?? 0, at, bars?.[0]?.[1] ?? 0]).toEqual(
      [bars?.[0]?.[0] ?? 0, at, bars?.[0]?.[1] ?? 0].toSorted((a, b) => a - b),
    );
    expect(bars?.[2]?.[0]).toBeGreaterThan(at);
  });

  test('is sorted by its heads, the other way round by a second press', async () => {
    await show();
    const names = () => find('.verdicts tbody th').allInnerTexts();
    await button('Best learning rate').click();
    await panel.settle();
    expect(await names()).toEqual(['RMSProp', 'Adam', 'Momentum', 'SGD']);
    await button('Best learning rate').click();
    await panel.settle();
    expect(await names()).toEqual(['SGD', 'Momentum', 'Adam', 'RMSProp']);
    expect(await find('th.rate').getAttribute('aria-sort')).toBe('descending');
    await button('Final test loss').click();
    await panel.settle();
    expect(await names()).toEqual(['Adam', 'RMSProp', 'Momentum', 'SGD']);
  });

  test('puts runs into the panel: all, those of a row, and those of a trial', async () => {
    await show();
    await button('Runs in the panel').click();
    expect(await lastTold()).toEqual({ type: 'showRuns', problem: 0, entrant: null, trial: null });
    await button('Runs of Momentum in the panel').click();
    expect(await lastTold()).toEqual({ type: 'showRuns', problem: 0, entrant: 1, trial: null });
    const box = (await find('.tuning canvas').boundingBox()) ?? expect.fail('no tuning curves');
    // The first rate of the second panel.
    await panel.page.mouse.click(box.x + box.width / 2 + 20, box.y + 100);
    expect(await lastTold()).toEqual({ type: 'showRuns', problem: 0, entrant: 1, trial: 0 });
    await panel.page.mouse.move(box.x + box.width / 2 + 20, box.y + 101);
    await panel.settle();
    expect(await textOf('.tuning .hovercard')).toContain('Momentum, rate 0.001');
  });

  test('all trials are in a table, by keys, with their runs', async () => {
    await show();
    await find('summary').focus();
    await panel.page.keyboard.press('Enter');
    await panel.settle();
    expect(await find('.all-trials tbody tr').count()).toBe(28);
    expect(await textOf('.all-trials tbody tr:nth-child(7)')).toBe(
      'SGD 1 0.1210 0.1137 to 0.1307 3 of 3 used',
    );
    await button('Runs of Adam at 0.0316 in the panel').click();
    expect(await lastTold()).toEqual({ type: 'showRuns', problem: 0, entrant: 3, trial: 3 });
    await find('summary').press('Enter');
    await panel.settle();
    expect(await find('.all-trials tbody tr').count()).toBe(0);
  });

  test('a row that is pointed at has its line stand out', async () => {
    await show();
    await find('.verdicts tbody tr').nth(1).hover();
    await panel.settle();
    expect(await find('.verdicts tr.highlighted').textContent()).toContain('RMSProp');
    await panel.page.mouse.move(2, 2);
    await panel.settle();
    expect(await find('.verdicts tr.highlighted').count()).toBe(0);
  });

  test('charts are read by keys, and the axis may be linear', async () => {
    await show();
    const chart = panel.page.getByRole('slider', { name: 'Test loss chart, crosshair' });
    await chart.focus();
    await panel.page.keyboard.press('Home');
    await panel.settle();
    expect(await textOf('.curves .hovercard')).toMatch(/^Step 0: median and middle half/);
    await panel.page.keyboard.press('Escape');
    const trials = panel.page.getByRole('slider', { name: 'Best so far chart, crosshair' });
    await trials.focus();
    await panel.page.keyboard.press('Home');
    await panel.settle();
    expect(await textOf('.more .hovercard')).toMatch(/^1 trial: median and middle half/);
    expect(await textOf('.curves .caption')).toContain('log scale');
    await button('Log y').click();
    await panel.settle();
    expect(await textOf('.curves .caption')).not.toContain('log scale');
    await button('Log y').click();
    await panel.settle();
  });

  test('toolbar and rows have one tab stop each for their like', async () => {
    await show();
    const stops = await panel.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.show-runs')].map(({ tabIndex }) => tabIndex),
    );
    expect(stops.filter((stop) => stop === 0)).toHaveLength(1);
    await find('.show-runs').first().focus();
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('Enter');
    expect(await lastTold()).toEqual({ type: 'showRuns', problem: 0, entrant: 2, trial: null });
  });

  test('the report has each chart as a picture, light, with all names and nothing of the page', async () => {
    await panel.setTheme('dark');
    await show(sheetOfTwo());
    await button('Report…').click();
    const report = await lastTold();
    const pictures = report?.type === 'report' ? report.pictures : expect.fail('no report');
    expect(pictures.map(({ name }) => name)).toEqual([
      'profile',
      ...['curves-1', 'tuning-1', 'best-so-far-1'],
      ...['curves-2', 'tuning-2', 'best-so-far-2'],
    ]);
    expect(fromComparisonSchema.parse(report)).toEqual(report);
    for (const { svg } of pictures) {
      expect(svg).toMatch(/^<svg [^>]*role="img">\n<title>/);
      for (const name of ['SGD', 'Momentum', 'RMSProp', 'Adam']) expect(svg).toContain(`>${name}</text>`);
      expect(svg).toContain('fill="#ffffff"');
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
    await show();
    await button('Report…').click();
    const single = await lastTold();
    expect(single?.type === 'report' && single.pictures.map(({ name }) => name)).toEqual([
      ...['curves', 'tuning', 'best-so-far'],
    ]);
    await panel.setTheme('light');
  });
});

describe('on the way', () => {
  // Rows are in the order of the experiment where nobody has chosen another.
  beforeAll(() => panel.reload());

  test('tuning says how far it is, and what the best so far is where the curves come later', async () => {
    await show(sheetTuning(10));
    expect(await textOf('.counts')).toBe('10 of 124 runs · about 2 min left');
    expect(await textOf('.waiting')).toMatch(/^Each optimizer tries its rates on the same seeds\./);
    expect(await heads()).toEqual([
      ...['Optimizer', 'Best learning rate', 'Final validation loss', 'Middle half', 'Trials', 'Verdict'],
    ]);
    expect(await rows()).toEqual([
      'SGD 0.0316 0.8600 0.8084 to 0.9288 3 of 7 Being tuned',
      'Momentum – – – 0 of 7 Waits',
      'RMSProp – – – 0 of 7 Waits',
      'Adam – – – 0 of 7 Waits',
    ]);
    // The best of a row that has none can't be shown.
    expect(await find('.show-runs').count()).toBe(1);
    await find('.show-runs').click();
    expect(await lastTold()).toEqual({ type: 'showRuns', problem: 0, entrant: 0, trial: 3 });
    // Scores that are not known are no numbers, and no words for them.
    await find('summary').click();
    await panel.settle();
    expect(await textOf('.all-trials tbody tr:nth-child(5)')).toBe('SGD 0.1 – – 0 of 3');
    await find('summary').click();
    await panel.send(comparisonOf(sheetTuning(41), `race ${made}`));
    expect(await textOf('.curves .caption')).toMatch(/^Best so far/);
    await button('Stop').click();
    expect(await lastTold()).toEqual({ type: 'stop' });
  });

  test('judging shows the curves as they come', async () => {
    await show(sheetJudging());
    expect(await textOf('.curves .caption')).toMatch(/^Test loss .* 3 fresh seeds/);
    expect(await heads()).not.toContain('Behind the best');
    expect((await rows())[0]).toMatch(/^4 SGD .* Being judged$/);
    expect(await find('.offer').count()).toBe(0);
  });

  test('stopped says so, and goes on or begins anew', async () => {
    await show(sheetStopped());
    expect(await textOf('header')).toContain('Stopped after 30 of 124 runs.');
    await button('Continue').click();
    expect(await lastTold()).toEqual({ type: 'continue' });
    await button('Run again').click();
    expect(await lastTold()).toEqual({ type: 'again' });
    expect(await button('Stop').getAttribute('aria-disabled')).toBe('true');
  });

  test('sheets that come leave focus, scroll and what is looked at alone', async () => {
    await panel.resize(1440, 500);
    await show(sheetTuning(30));
    const stop = button('Stop');
    await stop.focus();
    await panel.page.evaluate(() => window.scrollTo(0, 80));
    const kept = await find('.verdicts tbody tr').first().elementHandle();
    for (let done = 31; done < 50; done++) await panel.send(comparisonOf(sheetTuning(done), `race ${made}`));
    expect(await stop.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await panel.page.evaluate(() => window.scrollY)).toBe(80);
    expect(await kept?.evaluate((each) => each.isConnected)).toBe(true);
    await panel.resize(1440, 860);
  });

  test('screen readers are told what came out when a phase ends, not with every number', async () => {
    await show(sheetTuning(30));
    const said = () => textOf('header [role=status]');
    const before = await said();
    expect(before).toMatch(/^Each of the four tries 7 learning rates/);
    const other = sheetTuning(31);
    const [problem] = other.problems;
    const changed = { ...other, problems: [{ ...problem, headline: 'Something else.' }] as never };
    await panel.send(comparisonOf(changed, `race ${made}`));
    expect(await said()).toBe(before);
    expect(await textOf('.finding')).toBe('Something else.');
    await panel.send(comparisonOf(sheetDone(), `race ${made}`));
    expect(await said()).toMatch(/^Tuned alike/);
  });

  test('opening and failing are said, with no markup of a message', async () => {
    await panel.send({ type: 'opening', title: 'fair comparison of four' });
    expect(await textOf('.notice')).toBe('Starting the fair comparison of four');
    await panel.send({ type: 'failed', message: 'no <b>memory</b>' });
    expect(await textOf('[role=alert]')).toBe('no <b>memory</b>');
    await show();
    expect(await find('.notice').count()).toBe(0);
  });
});

describe('other comparisons', () => {
  test('by steps to a target count what is missed and lost, and compare signs where they must', async () => {
    await show(sheetToTarget());
    await panel.resize(1900, 860);
    expect(await heads()).toEqual(
      expect.arrayContaining(['Steps to 0.2 on test rows', 'Diverged', 'Missed']),
    );
    expect(await rows()).toEqual([
      '1 Adam 0.0316 40 35 to 45 1 of 10 0 – Best of the four',
      '2 Momentum 0.1 75 70 to 80 0 0 +35 +22 to +48 0.031 Worse',
      '3 SGD 3.16 85 80 to missed 0 3 of 10 by sign 0.0019 Worse; at the edge of its rates, may improve',
      'RMSProp – missed – 8 of 10 10 of 10 – Not judged; all of its runs diverged or missed the target',
    ]);
    expect(await find('.bar').count()).toBe(1);
    await panel.resize(1440, 860);
  });

  test('on two problems have a chooser and a profile, and keep the problem while sheets come', async () => {
    await show(sheetOfTwo());
    expect(await textOf('.more section:last-child .caption')).toMatch(
      /^Performance profile on how many of the 2/,
    );
    await panel.page.getByLabel('Problem').selectOption('16-8-3 on Wine');
    await panel.settle();
    expect(await textOf('.finding')).toContain('nobody is worse than SGD');
    await panel.send(comparisonOf(sheetOfTwo(), `race ${made}`));
    expect(await textOf('.finding')).toContain('nobody is worse than SGD');
    await button('Runs in the panel').click();
    expect(await lastTold()).toMatchObject({ type: 'showRuns', problem: 1 });
    await panel.page.getByLabel('Problem').selectOption('64-32-10 on Digits');
    await panel.settle();
  });

  test('of many have a row each, and names are never markup', async () => {
    await show(sheetOfMany());
    expect(await rows()).toHaveLength(27);
    expect((await rows()).some((row) => row.includes('<img src=x onerror=alert(1)>'))).toBe(true);
    expect(await textOf('.finding')).toMatch(/^<b>Many<\/b> are compared\./);
    expect(await find('img, .finding b').count()).toBe(0);
    // The panels scroll by themselves, and are reached by keys.
    expect(await find('.tuning').getAttribute('tabindex')).toBe('0');
  });
});

test('what is chosen is kept with the place, and looked at again after the page was closed', async () => {
  await show(sheetOfTwo());
  await panel.page.getByLabel('Problem').selectOption('16-8-3 on Wine');
  await button('Best learning rate').click();
  await panel.settle();
  const kept = await panel.page.evaluate(() => Reflect.get(window, 'kept'));
  expect(kept).toMatchObject({
    ...{ experiment: {}, csvFolder: null, looks: [10], races: [{ id: `race ${made}` }] },
    choices: { problem: 1, logY: true, sort: { column: 'rate', descending: false } },
  });
  await panel.page.addInitScript((state) => Reflect.set(window, 'kept', state), kept);
  await panel.reload();
  await show(sheetOfTwo());
  expect(await textOf('.finding')).toContain('nobody is worse than SGD');
  expect(await find('th.rate').getAttribute('aria-sort')).toBe('ascending');
  await panel.page.getByLabel('Problem').selectOption('64-32-10 on Digits');
  await button('Final test loss').click();
  await panel.settle();
});

describe.each([1440, 1000, 720, 719, 540, 360, 320])('%i px wide', (width) => {
  beforeAll(() => panel.resize(width, 860));
  afterAll(() => panel.resize(1440, 860));

  test.each([
    ['done', sheetDone],
    ['to a target', sheetToTarget],
    ['tuning', sheetTuning],
    ['of many', sheetOfMany],
    ['on two problems', sheetOfTwo],
  ] as const)('all is in view across: %s', async (_, sheet) => {
    await show(sheet());
    await find('summary').click();
    await panel.settle();
    const { scrollWidth, clientWidth } = await panel.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    // Figures, table and foot follow each other without lying on each other.
    const boxes = await panel.page.evaluate(() =>
      ['.curves', '.table', '.tuning-figure', 'footer'].map((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return { top: box?.top ?? 0, bottom: box?.bottom ?? 0, height: box?.height ?? 0 };
      }),
    );
    const [curves, table, tuning, footer] = boxes;
    expect(Math.min(...boxes.map(({ height }) => height))).toBeGreaterThan(30);
    expect(table?.top).toBeGreaterThanOrEqual(curves?.bottom ?? 0);
    if (width < 720) expect(tuning?.top).toBeGreaterThanOrEqual(table?.bottom ?? 0);
    else expect(tuning?.bottom).toBeLessThanOrEqual(table?.top ?? 0);
    expect(footer?.top).toBeGreaterThanOrEqual(Math.max(tuning?.bottom ?? 0, table?.bottom ?? 0));
    await find('summary').click();
  });
});

test.each(themeNames)('is read by everybody: %s', async (theme) => {
  await panel.setTheme(theme);
  for (const sheet of [sheetDone(), sheetToTarget(), sheetTuning()]) {
    await show(sheet);
    await find('summary').click();
    await panel.settle();
    expect(await seriousViolations(panel.page)).toEqual([]);
    await find('summary').click();
  }
  await panel.setTheme('light');
});
