/** The page of the step inspector: what it shows, by keys, by the slider, at every width and in every theme. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Inspection } from '../../core/debug/inspector/inspection.ts';
import { inspected, onValley, ownInspected } from '../unit/debug/inspections.ts';
import { onSpirals } from '../unit/debug/replays.ts';
import { seriousViolations } from './axe.ts';
import { InspectorPage } from './inspectorPage.ts';
import { themeNames } from './pageThemes.ts';

const adam = inspected(onValley('adam'));
const diverging = inspected(onValley('sgd', { lr: [0.021] }));
const radam = inspected(onValley('radam'));
const upwards = ownInspected(0.01, 'p = p + lr * g');
const rootless = ownInspected(0.01, 's = sqrt(0.5 - p + 10 * where(t < 2, 1, 0))', 'p -= lr * g * s');
const network = inspected(onSpirals('adamw', { epochs: 1 }));

let shown: InspectorPage;

beforeAll(async () => {
  shown = await InspectorPage.open(1288, 937);
});

beforeEach(() => shown.show(adam, 12));

afterAll(async () => {
  await shown.panel.close();
  // The policy of the page, too, would be among them.
  expect(shown.panel.faults).toEqual([]);
});

const find = (selector: string) => shown.panel.page.locator(selector);
const slider = () => shown.panel.page.getByRole('slider', { name: 'Steps' });
const press = async (...keys: readonly string[]) => {
  for (const key of keys) {
    await shown.panel.page.keyboard.press(key);
    await shown.panel.settle();
  }
};
const click = async (name: string, exact = true) => {
  await shown.panel.page.getByRole('button', { name, exact }).click();
  await shown.panel.settle();
};
const stepShown = async () => [
  await find('h1').textContent(),
  await slider().getAttribute('aria-valuenow'),
  await find('.values thead th').first().textContent(),
];
const atStep = (step: number) => [`Adam · step ${step} of 200`, String(step), `Values in step ${step}`];

test('has the lines with their numbers, the values and one sentence', async () => {
  expect(await stepShown()).toEqual(atStep(12));
  expect(await find('.said').textContent()).toContain('One gradient is 9.0 times the other');
  expect(await find('.lines .value').allTextContents()).toEqual([
    ...['66.9456', '7.12747', '106.719', '1.18032', '93.2948', '9.93279', '8942.25', '98.9021'],
    ...['0.880596', '9.88006'],
  ]);
  expect(await find('.lines .katex').count()).toBe(5 + 2 * 10);
  // Who can't see the formulas hears them as sentences.
  const said = shown.panel.page.getByRole('img', {
    name: 'w1: m was 6.82052; m = 0.9 · 6.82052 + 0.1 · 9.89004',
  });
  expect(await said.count()).toBe(1);
  expect(await find('.values tbody tr.current').textContent()).toMatch(/p after\s*0\.880596\s*9\.88006/);
  expect(await find('.rule-text .current').textContent()).toContain('p -= lr * m_hat');
  const fonts = await shown.panel.page.evaluate(() =>
    [...document.fonts].flatMap(({ status, family }) => (status === 'loaded' ? [family] : [])),
  );
  expect(fonts).toEqual(expect.arrayContaining(['KaTeX_Main', 'KaTeX_Math']));
});

describe('the slider', () => {
  test('goes by a step, by ten, and to the ends', async () => {
    await slider().focus();
    const ways = [
      ['ArrowRight', 13],
      ['ArrowUp', 14],
      ['ArrowLeft', 13],
      ['ArrowDown', 12],
      ['PageUp', 22],
      ['PageDown', 12],
      ['End', 200],
      ['ArrowRight', 200],
      ['Home', 1],
      ['PageDown', 1],
    ] as const;
    for (const [key, step] of ways) {
      await press(key);
      expect(await stepShown()).toEqual(atStep(step));
    }
    expect(await slider().getAttribute('aria-valuetext')).toBe('Step 1 of 200, loss 98.9');
  });

  test('takes all keys that come before it is drawn again', async () => {
    await slider().evaluate((element) => {
      for (const key of ['PageUp', 'ArrowRight', 'ArrowRight'])
        element.dispatchEvent(new KeyboardEvent('keydown', { key }));
    });
    await shown.panel.page.getByRole('button', { name: 'Next step' }).evaluate((button) => {
      for (let i = 0; i < 3; i++) (button as HTMLButtonElement).click();
    });
    await shown.panel.settle();
    expect(await stepShown()).toEqual(atStep(27));
  });

  test('follows the pointer, and nothing moves but the numbers', async () => {
    const places = () =>
      find('.line, .values tr, footer').evaluateAll((all) =>
        all.map((each) => Math.round(each.getBoundingClientRect().top)),
      );
    const before = await places();
    const box = (await find('.slider svg').boundingBox()) ?? expect.fail('no slider');
    const y = box.y + 62;
    const { mouse } = shown.panel.page;
    await mouse.move(box.x + 48, y);
    await mouse.down();
    for (const share of [0.2, 0.5, 0.75]) {
      await mouse.move(box.x + 48 + share * (box.width - 48 - 76), y);
      await shown.panel.settle();
      expect(await stepShown()).toEqual(atStep(200 * share));
      expect(await places()).toEqual(before);
    }
    await mouse.up();
    await mouse.move(box.x + 60, y);
    await shown.panel.settle();
    expect(await stepShown()).toEqual(atStep(150));
  });
});

test('buttons go by lines and steps, and are off where there is nowhere to go', async () => {
  const line = () => find('.lines .current .number').textContent();
  expect(await line()).toBe('36');
  await click('Line back');
  expect(await line()).toBe('32');
  for (let i = 0; i < 2; i++) await click('Line forward');
  expect([await line(), ...(await stepShown())]).toEqual(['25', ...atStep(13)]);
  await click('Line back');
  expect([await line(), ...(await stepShown())]).toEqual(['36', ...atStep(12)]);
  await click('Next step');
  await click('Next step');
  await click('Previous step');
  expect(await stepShown()).toEqual(atStep(13));
  await click('Line 27');
  expect(await find('.rule-text .current').textContent()).toContain('m_hat = m /');
  expect(await find('.values tbody tr.current').textContent()).toContain('m_hat');
  await click('First step');
  expect(await stepShown()).toEqual(atStep(1));
  for (const name of ['First step', 'Previous step'])
    expect(await shown.panel.page.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
});

test('a coordinate alone is shown before and after', async () => {
  await shown.panel.page.getByLabel('Coordinates').selectOption('w1');
  await shown.panel.settle();
  expect(await find('.values thead th').allTextContents()).toEqual(['Step 12', 'before', 'after', 'change']);
  expect(await find('.values tbody tr').last().textContent()).toMatch(
    /p\s*9\.89004\s*9\.88006\s*−0\.00998777/,
  );
  expect(await find('.said').textContent()).toContain('The gradient of w1 is 9.89');
});

test('another run is asked for, and what is copied is the step', async () => {
  await shown.panel.page.getByLabel('Run').selectOption('SGD, lr 0.02');
  for (const format of ['Copy as LaTeX', 'Copy as Markdown']) {
    await click('Copy');
    await click(format);
  }
  const told = (await shown.told()).slice(-3);
  expect(told.map(({ type }) => type)).toEqual(['chooseRun', 'copy', 'copy']);
  expect(told[1]?.text).toContain('& \\quad w_{0}\\colon\\ 0.9 \\cdot 64.4900');
  expect(told[2]?.text).toContain('### Adam, step 12 of 200');
});

test('what is said has the lesson that explains it, once', async () => {
  const lessons = () => shown.panel.page.locator('.lesson').allTextContents();
  const names = async () => (await lessons()).map((text) => text.trim());
  expect(await names()).toEqual(['Lesson 4: What it divides by']);
  await shown.show(adam, 3);
  expect(await names()).toEqual(['Lesson 5: Why the memories need mending']);
  await shown.show(diverging, 40);
  expect(await names()).toEqual(['Lesson 2: How fast may it go?']);
  await click('Lesson 2: How fast may it go?');
  expect((await shown.told()).at(-1)).toEqual({ type: 'openLesson', topic: 'stability' });
});

test('a rule with the wrong sign, and one with a negative root, are told as such', async () => {
  await shown.show(upwards, 2);
  expect(await find('.finding').first().textContent()).toContain('the rule moves up the gradient');
  await shown.show(rootless, 1);
  expect(await find('header').textContent()).toContain('is NaN. In √(0.5 − p + 10 · where(t < 2, 1, 0)): −');
  await click('Go to step 2');
  expect(await find('h1').textContent()).toContain('step 2 of');
  // There it is said once, and its line is looked at.
  expect((await find('.finding').allTextContents()).filter((text) => text.includes('no root'))).toHaveLength(
    1,
  );
  expect(await find('.lines .current .number').textContent()).toBe('4');
});

test('a branch says what was set', async () => {
  const edits = [{ stepsDone: 2, line: 0, name: 'lr', parameter: null, value: 0.5 }];
  const run = { ...adam.run, edits };
  await shown.show({ run, inspection: new Inspection(run, null) }, 4);
  expect(await find('.finding').allTextContents()).toEqual([
    'A branch of the run, with what was set in the debugger: lr = 0.5 from step 3 on.',
  ]);
});

test('a run that diverges says why', async () => {
  await shown.show(diverging, 40);
  expect(await find('.finding').allTextContents()).toEqual([
    expect.stringContaining('The learning rate 0.021 is not below 0.02 = 2 / 100'),
    expect.stringContaining('for the 40th time in a row'),
  ]);
});

test('of a network a parameter is found by its update or its name', async () => {
  await shown.show(network, 5);
  const [first] = network.inspection.parameters(5, '', 1);
  const picker = shown.panel.page.getByRole('button', { name: /^Parameters/ });
  expect(await picker.textContent()).toContain(first?.name);
  await picker.press('Enter');
  await shown.panel.settle();
  const found = find('.found .menu-item');
  expect(await found.count()).toBe(50);
  expect(await found.first().getAttribute('aria-pressed')).toBe('true');
  // The focus is where a name is typed.
  await shown.panel.page.keyboard.type('layer 2 weight [1, 3]');
  await shown.panel.settle();
  expect(await found.count()).toBe(1);
  await press('Tab', 'Enter', 'Escape');
  expect(await picker.textContent()).toContain(`${first?.name}, layer 2 weight [1, 3]`);
  expect(await find('.values thead th').allTextContents()).toEqual([
    ...['Values in step 5', first?.name, 'layer 2 weight [1, 3]'],
  ]);
  await picker.click();
  await shown.panel.page.getByRole('searchbox').fill('layer 9');
  await shown.panel.settle();
  expect(await find('#parameters [role=status]').textContent()).toContain('No parameter has this name');
  await press('Escape');
});

test('says what it waits for, and what went wrong', async () => {
  await shown.panel.send({ type: 'opening', title: 'Adam, lr 0.01' });
  expect(await shown.panel.page.getByRole('status').textContent()).toBe(
    'Computing the steps of Adam, lr 0.01',
  );
  await shown.panel.send({ type: 'failed', message: 'the file <b>a</b> is gone' });
  expect(await shown.panel.page.getByRole('alert').textContent()).toBe('the file <b>a</b> is gone');
  expect(await find('b').count()).toBe(0);
  await shown.show(adam, 12, {
    place: { race: 'race', run: 0, step: 12, parameters: [7] },
  });
  expect(await find('.said .bad').textContent()).toContain('parameter = 7 — expected');
});

test.each([320, 540, 701, 1440])('at %d px nothing is cut off', async (width) => {
  await shown.panel.resize(width, 900);
  for (const [run, step] of [
    [adam, 12],
    [radam, 12],
    [network, 5],
  ] as const) {
    await shown.show(run, step);
    const found = await shown.panel.page.evaluate(() => {
      const view = document.documentElement.clientWidth;
      const all = [
        ...document.querySelectorAll<HTMLElement>(
          'main *:not(.formula *, .code-line, .code-line *, [popover] *, .sr-only)',
        ),
      ];
      const out = all.filter((each) => each.getBoundingClientRect().right > view + 1);
      const stuck = all.filter(
        (each) =>
          each.classList.contains('formula') &&
          each.scrollWidth > each.clientWidth + 1 !== (each.tabIndex === 0),
      );
      return {
        out: out.map((each) => each.outerHTML.slice(0, 80)),
        stuck: stuck.length,
        wide: document.documentElement.scrollWidth > view,
      };
    });
    expect(found).toEqual({ out: [], stuck: 0, wide: false });
  }
});

test('is whole for who can’t see it', async () => {
  await shown.panel.resize(1288, 937);
  await shown.show(radam, 3);
  // KaTeX's own elements are many, and stand behind the sentences.
  const without = ['.katex'];
  expect(await seriousViolations(shown.panel.page, { without })).toEqual([]);
  await shown.panel.resize(360, 900);
  await shown.show(network, 5);
  await click('Parameters', false);
  expect(await seriousViolations(shown.panel.page, { without })).toEqual([]);
});

test.each(themeNames)('can be read in the theme %s', async (theme) => {
  await shown.panel.setTheme(theme);
  await shown.panel.resize(1288, 937);
  await shown.show(diverging, 40, { precision: 'The run was computed in float32.' });
  expect(await seriousViolations(shown.panel.page, { rules: ['color-contrast'] })).toEqual([]);
});
