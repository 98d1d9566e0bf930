// @vitest-environment happy-dom
/** What is drawn below the cells of lessons. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LineDifference } from '../../../core/lesson/exercise/rule/explainDifference.ts';
import type { ExerciseOutput } from '../../../core/lesson/exerciseWords.ts';
import type { CellOutput, RaceOutput, RunOutput } from '../../../core/lesson/raceOutput.ts';
import { activate } from '../../../webview/lesson/main.ts';
import { RaceData } from '../../../webview/shared/race/raceData.ts';
import { raceCaption, raceScene } from '../../../webview/shared/race/raceScene.ts';
import { stepScene } from '../../../webview/shared/race/stepScene.ts';
import { contextOf, setSize } from './fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf } from './figureTools.ts';
import { theme } from './scenes.ts';

canvasesBeforeEach();

const runOf = (change: Partial<RunOutput> = {}): RunOutput => ({
  name: 'SGD',
  ...{ color: 0, variant: 0, steps: 10, first: 0, stepOf: [], losses: [], loss: null, status: 'Running' },
  ...{ stepsPerEpoch: 1, raw: null, heldOut: null, stem: 'SGD', setting: 0, settingName: 'SGD', seed: null },
  ...{ wrong: false, ended: false, divergedAt: null, reached: null, evaluated: null, stepLengths: null },
  ...change,
});

const raceOf = (runs: readonly RunOutput[], change: Partial<RaceOutput> = {}): RaceOutput => ({
  ...{ type: 'race', race: 'a', title: 'Valley', target: null, stepAlong: null, runs },
  ...change,
});

const looking = { cursor: null, view: { x: null, y: null }, highlighted: null, narrow: false };

describe('the loss on rows that are held out', () => {
  const evaluated = { stepOf: [0, 5, 10], losses: [9, null, 4] };
  const run = runOf({ stepOf: [0, 1], losses: [8, 4], raw: [8, 2], evaluated });

  test('is a dashed line of the run’s colour beside that of the training', () => {
    const data = new RaceData(raceOf([run]));
    const [line, beside, ...others] = raceScene(data, looking, theme).lines;
    expect(others).toEqual([]);
    expect(line).toMatchObject({ name: 'SGD', isBeside: false });
    expect(beside).toMatchObject({
      ...{ name: 'SGD held out', endName: 'held out', isBeside: true, raw: null, group: line?.group },
      color: line?.color,
    });
    expect(beside?.dash).not.toEqual(line?.dash);
    const { curve } = beside ?? expect.fail();
    expect([0, 1, 2].map((at) => [curve.stepOf(at), curve.at(at)])).toEqual([
      [0, 9],
      [5, Number.NaN],
      [10, 4],
    ]);
    expect(raceCaption(data)).toMatch(/; dashed: on the rows held out$/);
  });

  test('comes with the pieces, and is no line before there is one', () => {
    const data = new RaceData(raceOf([runOf({ evaluated: { stepOf: [], losses: [] } })]));
    expect(raceScene(data, looking, theme).lines).toHaveLength(1);
    expect(data.append(raceOf([run]))).toBe(true);
    expect(raceScene(data, looking, theme).lines).toHaveLength(2);
  });
});

describe('the data of a race', () => {
  test('follow pieces, and leave out what is known', () => {
    const data = new RaceData(raceOf([runOf({ stepOf: [0, 1], losses: [8, 4] })]));
    expect(data.append(raceOf([runOf({ first: 1, stepOf: [1, 2], losses: [4, null], loss: 4 })]))).toBe(true);
    const [{ curve, facts } = expect.fail()] = data.runs;
    expect([curve.length, curve.at(0), curve.at(1), curve.at(2), curve.stepOf(2)]).toEqual([
      3,
      8,
      4,
      Number.NaN,
      2,
    ]);
    expect(facts.loss).toBe(4);
  });

  test('take no piece between which and what is known points are missing', () => {
    const data = new RaceData(raceOf([runOf({ stepOf: [0], losses: [8] })]));
    expect(data.append(raceOf([runOf({ first: 2, stepOf: [2], losses: [4] })]))).toBe(false);
    expect(data.append(raceOf([runOf(), runOf()]))).toBe(false);
    expect(data.runs[0]?.curve.length).toBe(1);
  });
});

describe('the lengths of steps', () => {
  const view = { y: null, along: 'w0', highlighted: null } as const;

  test('are a line a run, on a linear axis, with a ring at the longest and no target', () => {
    const piece = runOf({ stepOf: [0, 1, 2], losses: [8, 4, 2], stepLengths: [null, 3, 1], reached: 1 });
    const data = new RaceData(raceOf([piece, runOf({ name: 'Adam' })], { target: 5, stepAlong: 'w0' }));
    const losses = raceScene(data, looking, theme);
    const scene = stepScene(data, { ...view, losses, highlighted: '1' }, theme);
    expect(scene).toMatchObject({
      ...{ title: 'Length of a step along w0', logY: false, marksPeaks: true, target: null },
      ...{ axis: losses.axis, whole: losses.whole, yLimits: null },
    });
    expect(scene.lines.map(({ name, faded, reached }) => [name, faded, reached])).toEqual([
      ['SGD', true, null],
      ['Adam', false, null],
    ]);
    // A step is between two points: the first has none.
    const { curve } = scene.lines[0] ?? expect.fail();
    expect([curve.length, curve.stepOf(0), curve.at(0), curve.stepOf(1), curve.at(1)]).toEqual([
      2, 1, 3, 2, 1,
    ]);
    expect(
      data.append(
        raceOf([{ ...piece, first: 2, stepOf: [2, 3], losses: [2, 1], stepLengths: [1, 4] }, runOf()]),
      ),
    ).toBe(true);
    expect([curve.length, curve.stepOf(2), curve.at(2)]).toEqual([3, 3, 4]);
  });

  test('leave what is highlighted of settings with several seeds to the losses', () => {
    const runs = [0, 1, 2].map((seed) => runOf({ seed, setting: seed % 2 }));
    const data = new RaceData(raceOf(runs, { stepAlong: 'w0' }));
    const losses = raceScene(data, looking, theme);
    const { lines } = stepScene(data, { ...view, losses, highlighted: 'setting 0' }, theme);
    expect(lines.map(({ faded }) => faded)).toEqual([false, false, false]);
  });
});

describe('the scene', () => {
  test('has a line a run, by its colour and style, over all steps', () => {
    const data = new RaceData(
      raceOf([runOf(), runOf({ name: 'Adam', color: 4, steps: 20, reached: 3 })], { target: 1 }),
    );
    const scene = raceScene(
      data,
      { ...looking, highlighted: '1' },
      { ...theme, runs: ['#1', '', '', '', '#4'] },
    );
    expect(scene).toMatchObject({ target: 1, whole: { min: 0, max: 20 }, logY: true, direct: true });
    expect(
      scene.lines.map(({ name, color, faded, highlighted, reached }) => [
        name,
        color,
        faded,
        highlighted,
        reached,
      ]),
    ).toEqual([
      ['SGD', '#1', true, false, null],
      ['Adam', '#4', false, true, 3],
    ]);
  });

  test('has the mean of mini-batches above them, and counts passes over the data where these differ in steps', () => {
    const batches = runOf({ steps: 24, stepsPerEpoch: 12, stepOf: [0, 1], losses: [8, 6], raw: [8, 4] });
    const scene = raceScene(new RaceData(raceOf([batches, runOf({ steps: 2 })])), looking, theme);
    expect(scene.axis).toMatchObject({ kind: 'epoch', min: 0, max: 2, quantum: 1 / 12 });
    expect(
      scene.lines.map(({ curve, raw, stepsPerUnit }) => [curve.at(1), raw?.at(1), stepsPerUnit]),
    ).toEqual([
      [6, 4, 12],
      [Number.NaN, undefined, 1],
    ]);
    const alike = raceScene(new RaceData(raceOf([batches, batches])), looking, theme);
    expect(alike.axis).toMatchObject({ kind: 'step', max: 24, quantum: 1 });
    expect(alike.lines.map(({ stepsPerUnit }) => stepsPerUnit)).toEqual([1, 1]);
    const many = raceScene(new RaceData(raceOf(Array.from({ length: 5 }, () => batches))), looking, theme);
    expect(many.lines.map(({ raw }) => raw)).toEqual([null, null, null, null, null]);
  });

  const seeds = (stop = 2) =>
    [
      ...[0, 1, 2].map((seed) => ({ setting: 0, settingName: 'SGD', name: `SGD seed ${seed}`, seed })),
      ...[0, 1, 2].map((seed) => ({ setting: 1, settingName: 'Adam', name: `Adam seed ${seed}`, seed })),
    ].map((setting, run) => {
      const losses = [8, 1 + run, 2 + run].slice(0, stop + 1);
      return runOf({
        ...setting,
        color: run,
        losses,
        stepOf: losses.map((_, step) => step),
        loss: losses.at(-1) ?? null,
        ended: true,
      });
    });

  test('has the median of each setting with several seeds, above its runs in pale', () => {
    const data = new RaceData(raceOf(seeds(), { target: 4 }));
    const themed = { ...theme, background: '#fff', runs: ['#0', '#1', '#2', '#3', '#4', '#5'] };
    const scene = raceScene(data, { ...looking, highlighted: 'setting 1' }, themed);
    expect(
      scene.lines.map(({ endName, group, isMember = false, faded, color, curve, reached }) => [
        ...[endName, group, isMember, faded, color, curve.last, reached],
      ]),
    ).toEqual([
      ...[2, 3, 4].map((loss) => [
        '',
        'setting 0',
        true,
        true,
        'color-mix(in srgb, #0 45%, #fff)',
        loss,
        null,
      ]),
      ['SGD', 'setting 0', false, true, '#0', 3, 1],
      ...[5, 6, 7].map((loss) => [
        '',
        'setting 1',
        true,
        false,
        'color-mix(in srgb, #3 45%, #fff)',
        loss,
        null,
      ]),
      ['Adam', 'setting 1', false, false, '#3', 6, null],
    ]);
    const { middle } = scene.lines[3] ?? expect.fail();
    expect([middle?.low.last, middle?.high.last, middle?.of]).toEqual([2.5, 3.5, '3 seeds']);
    expect(scene.direct).toBe(true);
    expect(raceCaption(data)).toBe(
      'log scale, by step; median of 3 seeds, band: the middle half, thin: each seed',
    );
  });

  test('lets medians grow with their runs, as far as all have come, and lose themselves where most diverge', () => {
    const data = new RaceData(raceOf(seeds(0).map((run) => ({ ...run, ended: false }))));
    const medians = () => data.settings.map(({ middle: { median, lostAt } }) => [median.length, lostAt]);
    expect(medians()).toEqual([
      [1, null],
      [1, null],
    ]);
    const [first = expect.fail(), ...rest] = seeds();
    data.append(
      raceOf([
        { ...first, ended: false },
        ...seeds(0)
          .slice(1)
          .map((run) => ({ ...run, ended: false })),
      ]),
    );
    expect(medians()[0]).toEqual([1, null]);
    data.append(
      raceOf([
        first,
        ...rest.map((run, place) =>
          place < 2 ? { ...run, first: 1, stepOf: [], losses: [], divergedAt: 1 } : run,
        ),
      ]),
    );
    expect(medians()).toEqual([
      [3, 1],
      [3, null],
    ]);
  });

  test('has a line for each run where all have one setting, and for the run of a setting that has one', () => {
    const alone = new RaceData(raceOf(seeds().slice(0, 3)));
    expect(raceScene(alone, looking, theme).lines.map(({ name }) => name)).toEqual([
      'SGD seed 0',
      'SGD seed 1',
      'SGD seed 2',
    ]);
    const uneven = new RaceData(raceOf(seeds().slice(0, 4)));
    expect(raceScene(uneven, looking, theme).lines.map(({ endName }) => endName)).toEqual([
      '',
      '',
      '',
      'SGD',
      'Adam',
    ]);
  });

  test('has no bands where an epoch has few mini-batches, and says what the lines are', () => {
    const few = runOf({ steps: 22, stepsPerEpoch: 11, raw: [8, 4], stepOf: [0, 1], losses: [8, 6] });
    const enough = { ...few, steps: 24, stepsPerEpoch: 12 };
    const data = new RaceData(raceOf([few, enough]));
    expect(raceScene(data, looking, theme).lines.map(({ raw }) => raw !== null)).toEqual([false, true]);
    expect(raceCaption(data)).toMatch(/^log scale, by epoch; mean .* band: the middle 80 %/);
    expect(raceCaption(new RaceData(raceOf([few])))).toBe(
      'log scale, by step; mean of the mini-batches over an epoch',
    );
    expect(raceCaption(new RaceData(raceOf([runOf()])))).toBe('log scale, by step');
  });

  test('shows the part that the person has chosen', () => {
    const data = new RaceData(raceOf([runOf()]));
    const view = { x: { min: 2, max: 4 }, y: { min: 0.1, max: 1 } };
    expect(raceScene(data, { ...looking, view }, theme)).toMatchObject({
      axis: { min: 2, max: 4 },
      yLimits: view.y,
    });
    const below = { x: null, y: { min: -1, max: 1 } };
    expect(raceScene(data, { ...looking, view: below }, theme)).toMatchObject({
      axis: { min: 0, max: 10 },
      yLimits: null,
    });
  });

  test('of many runs has no names at their ends', () => {
    const many = Array.from({ length: 9 }, (_, run) => runOf({ name: String(run) }));
    expect(raceScene(new RaceData(raceOf(many)), looking, theme).direct).toBe(false);
  });
});

describe('the renderer', () => {
  let posted: unknown[];
  let linked: HTMLLinkElement;
  let send: (message: unknown) => void;
  let renderer: ReturnType<typeof activate>;

  beforeEach(() => {
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => draw());
    // There is no file to load.
    vi.spyOn(document.head, 'append').mockImplementation((link) => {
      linked = link as HTMLLinkElement;
    });
    posted = [];
    renderer = activate({
      postMessage: (message) => void posted.push(message),
      onDidReceiveMessage: (listener) => {
        send = listener;
      },
    });
  });

  function show(
    output: CellOutput,
    id = '1',
    element: HTMLElement = document.createElement('div'),
  ): HTMLElement {
    document.body.append(element);
    renderer.renderOutputItem({ id, json: () => output }, element);
    const figure = element.querySelector('.body');
    if (figure) setSize(figure, 400, 240);
    return element;
  }

  const rows = (element: HTMLElement) =>
    [...element.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent?.trim()),
    );

  test('draws a race with its table, the lowest loss first', () => {
    const element = show(
      raceOf(
        [
          runOf({ stepOf: [0, 1], losses: [8, 4], loss: 4, status: 'Finished', ended: true }),
          runOf({ name: 'Adam', loss: 0.5, status: 'Finished', ended: true, reached: 1200 }),
          runOf({
            name: 'Lion',
            loss: null,
            status: 'Diverged at step 3',
            wrong: true,
            ended: true,
            divergedAt: 3,
          }),
        ],
        { target: 1 },
      ),
    );
    expect(rows(element)).toEqual([
      ['Adam', '0.5000', '1200', 'Finished'],
      ['SGD', '4.000', '–', 'Finished'],
      ['Lion', 'not finite', '–', 'Diverged at step 3'],
    ]);
    expect(element.querySelector('caption')?.textContent).toBe('Valley');
    expect(element.querySelector('.bad')?.textContent).toBe('Diverged at step 3');
    const [canvas] = canvasesOf(element);
    expect(canvas && contextOf(canvas).drawn.length).toBeGreaterThan(0);
    expect(posted).toEqual([]);
  });

  test('leaves the wheel over a chart to the notebook, which scrolls', () => {
    const element = show(raceOf([runOf({ stepOf: [0, 1], losses: [8, 4], loss: 4, ended: true })]));
    const isTaken = (ctrlKey: boolean) => {
      const event = new Event('wheel', { bubbles: true, cancelable: true });
      const at = { offsetX: 150, offsetY: 100, deltaX: 0, deltaY: 100, deltaMode: 0 };
      element.querySelector('canvas')?.dispatchEvent(Object.assign(event, { ...at, ctrlKey }));
      return event.defaultPrevented;
    };
    expect([isTaken(false), isTaken(true)]).toEqual([false, true]);
  });

  test('has a column for the loss on held-out rows, where there are some', () => {
    const element = show(raceOf([runOf({ loss: 4, heldOut: 5 }), runOf({ name: 'Adam', loss: 3 })]));
    expect([...element.querySelectorAll('th')].map((cell) => cell.textContent)).toEqual([
      ...['Run', 'Loss', 'Held out', 'State'],
    ]);
    expect(rows(element)).toEqual([
      ['Adam', '3.000', '–', 'Running'],
      ['SGD', '4.000', '5.000', 'Running'],
    ]);
  });

  test('has a row a setting and a column a seed where several have several, the lowest median first', () => {
    const of = (setting: number, seed: number, change: Partial<RunOutput>) => {
      const settingName = setting === 0 ? 'SGD' : 'Adam';
      return runOf({ setting, settingName, seed, ended: true, status: 'Finished', ...change });
    };
    const element = show(
      raceOf(
        [
          ...[of(0, 5, { loss: 4, reached: 9 }), of(0, 6, { loss: 6, reached: 12 })],
          of(1, 5, { loss: 1, reached: 3 }),
          of(1, 6, { loss: 9, status: 'Diverged at step 3', wrong: true, divergedAt: 3 }),
        ],
        { target: 4 },
      ),
    );
    expect([...element.querySelectorAll('th')].map((cell) => cell.textContent)).toEqual([
      ...['Run', 'Loss, median', 'Middle half', 'Below 4 at step', 'seed 5', 'seed 6', 'State'],
    ]);
    expect(rows(element)).toEqual([
      ['SGD', '5.000', '4.50 to 5.50', '11', '4.000', '6.000', 'Finished'],
      ['Adam', 'diverged', '–', '1 of 2', '1.000', 'diverged', 'Seed 6: Diverged at step 3'],
    ]);
    expect([...element.querySelectorAll('.bad')].map((cell) => cell.textContent)).toEqual([
      ...['diverged', 'Seed 6: Diverged at step 3'],
    ]);
    expect([...element.querySelectorAll('.lowest')].map((cell) => cell.textContent)).toEqual([
      '6.000',
      '1.000',
    ]);
    const [sgd, adam] = element.querySelectorAll('tbody tr');
    adam?.dispatchEvent(new Event('pointerenter'));
    expect([sgd?.className, adam?.className]).toEqual(['faded', '']);
    const held = show(
      raceOf([
        of(0, 0, { loss: 1, heldOut: 3 }),
        of(0, 1, { loss: 1, heldOut: 5, ended: false, status: 'Running' }),
        of(1, 0, { loss: null, stepOf: [], ended: false, status: 'Waiting' }),
      ]),
      '2',
    );
    expect(held.querySelectorAll('th')[1]?.textContent).toBe('Held out, median');
    expect(rows(held)).toEqual([
      ['SGD', '4.000', '3.50 to 4.50', '3.000', '5.000', '1 of 2 ended'],
      ['Adam', '–', '–', '–', '–', 'Waiting'],
    ]);
    expect(held.querySelectorAll('.lowest')).toHaveLength(2);
  });

  test('has the lengths of steps beside the losses, with what is in view of both, where they are asked for', () => {
    const run = runOf({ stepOf: [0, 1, 2], losses: [8, 4, 2], stepLengths: [null, 3, 1], ended: true });
    expect(show(raceOf([run])).querySelectorAll('canvas')).toHaveLength(1);
    const element = show(raceOf([run], { stepAlong: 'w1' }), '2');
    const captions = [...element.querySelectorAll('.caption')].map((each) =>
      each.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(captions).toEqual([
      'Loss log scale, by step',
      'Length of a step along w1 ÷ learning rate, by step',
    ]);
    for (const body of element.querySelectorAll('.body')) setSize(body, 400, 240);
    const [losses, steps] = canvasesOf(element);
    expect(steps && contextOf(steps).drawn.length).toBeGreaterThan(0);
    expect(steps?.getAttribute('aria-label')).toBe('Length of a step along w1 chart, crosshair');
    // A key in one moves the crosshair of both.
    steps?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
    expect(losses?.getAttribute('aria-valuetext')).toContain('Step 0');
  });

  test.each([
    [559, true],
    [560, false],
  ])('has values beneath the names at line ends in a chart of %i px: %s', (width, beneath) => {
    const element = show(raceOf([runOf({ stepOf: [0, 1], losses: [8, 4], loss: 4, ended: true })]));
    const [canvas] = canvasesOf(element);
    if (canvas) contextOf(canvas).take();
    const body = element.querySelector('.body') ?? expect.fail('no chart');
    setSize(body, width, 240);
    const texts = canvas ? contextOf(canvas).of('text') : [];
    const placeOf = (text: string) => texts.findLast((each) => each.text === text)?.points ?? [];
    expect(placeOf('SGD')[0]).toBeGreaterThan(0);
    expect(placeOf('4.00')[0] === placeOf('SGD')[0]).toBe(beneath);
  });

  test('asks for what it has missed, and follows', () => {
    const element = show(raceOf([runOf()]));
    expect(posted).toEqual([{ type: 'ready', race: 'a' }]);
    expect(rows(element)).toEqual([['SGD', '–', 'Running']]);
    send(raceOf([runOf({ stepOf: [0], losses: [8], loss: 8 })]));
    expect(rows(element)).toEqual([['SGD', '8.000', 'Running']]);
    // A message was lost.
    send(raceOf([runOf({ first: 3, stepOf: [3], losses: [2], loss: 2 })]));
    expect(posted).toHaveLength(2);
    send(raceOf([runOf({ loss: 1 })], { race: 'other' }));
    expect(rows(element)).toEqual([['SGD', '8.000', 'Running']]);
  });

  test('draws again in the same place', () => {
    const element = show(raceOf([runOf()]));
    const canvas = element.querySelector('canvas');
    show(
      raceOf([runOf({ stepOf: [0, 1], losses: [8, 4], loss: 4, ended: true, status: 'Finished' })]),
      '1',
      element,
    );
    expect(element.querySelector('canvas')).toBe(canvas);
    expect(rows(element)).toEqual([['SGD', '4.000', 'Finished']]);
  });

  const verdict = (change: Partial<ExerciseOutput> = {}): ExerciseOutput => ({
    ...{
      type: 'exercise',
      cell: 'cell:1',
      title: '<i>Adam</i>',
      asked: null,
      verdict: 'failed',
      heading: 'Not yet',
      message: '<b>p</b> is wrong.',
    },
    ...{
      remarks: ['Written otherwise.'],
      steps: null,
      hints: ['Look.'],
      solution: null,
      differences: null,
      explanation: null,
    },
    offers: [{ action: 'hint', label: 'Hint 2 of 2' }],
    ...change,
  });

  test('shows the first steps that are wrong beside what they should be', () => {
    const right = { yours: '0.5', expected: '0.5', isWrong: false };
    const row = { step: 1, gradient: '100', value: { yours: '10', expected: '10000', isWrong: true } };
    const element = show(
      verdict({ steps: { parameter: 'w0', name: 'v_hat', rows: [{ ...row, parameter: right }] } }),
    );
    const texts = (selector: string) =>
      [...element.querySelectorAll(selector)].map(({ textContent }) => textContent);
    expect(texts('.steps th')).toEqual([
      ...['v_hat of w0', 'w0 after the step', 'Step', 'g of w0'],
      ...['yours', 'expected', 'yours', 'expected'],
    ]);
    expect(texts('.steps tbody td')).toEqual(['1', '100', '10', '10000', '0.5', '0.5']);
    expect(texts('.steps .bad')).toEqual(['10']);
    const wrong = { yours: '0', expected: '0.5', isWrong: true };
    const steps = { parameter: 'w1', name: null, rows: [{ ...row, value: null, parameter: wrong }] };
    show(verdict({ steps }), '1', element);
    expect(texts('.steps th')).toEqual(['w1 after the step', 'Step', 'g of w1', 'yours', 'expected']);
    expect(texts('.steps .bad')).toEqual(['0']);
    show(verdict(), '1', element);
    expect(element.querySelector('.steps')).toBeNull();
  });

  test('shows pieces of hints and explanations as code', () => {
    const hints = ['Keep it: `state v`, and `p -= v`.', 'A ` alone.', '`<b>`'];
    const element = show(verdict({ hints, explanation: 'So `g` it is.' }));
    const codes = (selector: string) =>
      [...element.querySelectorAll(`${selector} code`)].map(({ textContent }) => textContent);
    expect(codes('ol')).toEqual(['state v', 'p -= v', '<b>']);
    expect(codes('.help > p')).toEqual(['g']);
    const lines = [...element.querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(lines).toEqual(['Keep it: state v, and p -= v.', 'A ` alone.', '<b>']);
  });

  test('shows the verdict on an exercise as text, and its help, which keeps the focus', () => {
    const element = show(verdict());
    expect(element.querySelector('.verdict.failed')?.textContent).toBe('Not yet. <b>p</b> is wrong.');
    expect(element.querySelector('ol')?.textContent).toBe('Look.');
    expect(element.querySelector('.exercise > p')?.textContent).toBe('<i>Adam</i>');
    const [button] = element.querySelectorAll('button');
    const heard: string[] = [];
    document.body.addEventListener('keydown', ({ key }) => heard.push(key));
    for (const key of ['Enter', ' ', 'Tab'])
      button?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    expect(heard).toEqual(['Tab']);
    button?.click();
    expect(posted).toEqual([{ type: 'exercise', cell: 'cell:1', action: 'hint' }]);
    const next = show(verdict({ offers: [{ action: 'solution', label: 'Show the Solution' }] }), '2');
    expect(document.activeElement).toBe(next.querySelector('button'));
    next.querySelector('button')?.click();
    const offers = [
      { action: 'difference', label: 'Explain the Difference' },
      { action: 'look', label: 'Stop in Step 1 and Look' },
      { action: 'reset', label: 'Start Over' },
    ] as const;
    const solved = show(verdict({ solution: 'a\n  b', offers }), '2');
    const [explain, look, reset] = solved.querySelectorAll('button');
    expect(document.activeElement).toBe(explain);
    explain?.click();
    const line = {
      name: 'v',
      kind: 'differs',
      yours: { line: 2, text: 'v = g' },
      expected: { line: 3, text: 'v = 2' },
    };
    const all = show(
      verdict({
        ...{ solution: 'a\n  b', differences: [line as LineDifference], explanation: 'So.' },
        offers: offers.slice(1),
      }),
      ...(['2', solved] as const),
    );
    // Not at the button that starts the debugger.
    expect(document.activeElement).toBe(all.querySelector('.differences'));
    expect(all.querySelector('.differences')?.getAttribute('aria-label')).toBe(
      'Lines that do something else:',
    );
    expect(all.querySelector('pre')?.textContent).toBe('a\n  b');
    expect(all.querySelector('.differences')?.textContent).toContain(
      'Line 2: yours is v = g; expected v = 2',
    );
    // Where help comes it is told, without the rest.
    const [told, ...others] = all.querySelectorAll('[aria-live]');
    expect([told?.textContent?.includes('Look.'), told?.textContent?.includes('Not yet'), others]).toEqual([
      true,
      false,
      [],
    ]);
    // Nothing was pressed there.
    show(verdict(), '3');
    expect(document.activeElement).toBe(all.querySelector('.differences'));
    // It begins again: there is no help then.
    reset?.click();
    expect(look?.isConnected).toBe(true);
    const again = show(verdict({ offers: [{ action: 'reset', label: 'Start Over' }] }), '2', solved);
    expect(document.activeElement).toBe(again.querySelector('.verdict'));
  });

  test('breaks no number of a verdict', () => {
    const message = 'p is 1.5e-8 and −2; v is 3e-10.';
    const told = show(verdict({ message })).querySelector('.verdict');
    expect(told?.textContent).toBe(`Not yet. ${message}`);
    expect([...(told?.querySelectorAll('.number') ?? [])].map((each) => each.textContent)).toEqual([
      '1.5e-8',
      '3e-10',
    ]);
  });

  test('folds what helped behind an answer that is right, until it is asked for', () => {
    const passed = verdict({ verdict: 'passed', explanation: 'So.', offers: [] });
    const element = show(passed, '4');
    const folded = () => element.querySelector<HTMLDetailsElement>('.help details.taken');
    expect(folded()?.querySelector('ol')?.textContent).toBe('Look.');
    expect(element.querySelector('.help > p')?.textContent).toBe('So.');
    expect(folded()?.open).toBe(false);
    const heard: string[] = [];
    document.body.addEventListener('keydown', ({ key }) => heard.push(key), { once: true });
    folded()
      ?.querySelector('summary')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    expect(heard).toEqual([]);
    const offers = [{ action: 'solution', label: 'Show the Solution' }] as const;
    show({ ...passed, offers }, '4', element);
    element.querySelector('button')?.click();
    const solved = { ...passed, solution: 'a' };
    show(solved, '4', element);
    expect([folded()?.open, folded()?.querySelector('pre')?.textContent]).toEqual([true, 'a']);
    show(solved, '4', element);
    expect(folded()?.open).toBe(true);
    show({ ...passed, hints: [] }, '4', element);
    expect(folded()).toBeNull();
    expect(show(verdict(), '5').querySelector('details')).toBeNull();
  });

  test('asks for another answer where it is pressed for, without taking the focus', () => {
    const offers = [{ action: 'again', label: 'Answer Again' }] as const;
    const element = show(verdict({ asked: 'A number.', offers }));
    expect([...element.querySelectorAll('.exercise > p')].map((each) => each.textContent)).toEqual([
      ...['<i>Adam</i>', 'A number.', 'Not yet. <b>p</b> is wrong.', 'Written otherwise.'],
    ]);
    element.querySelector('button')?.click();
    expect(posted).toEqual([{ type: 'run', cell: 'cell:1' }]);
    const before = document.activeElement;
    show(verdict({ offers }), '1', element);
    expect(document.activeElement === before).toBe(true);
  });

  test('shows a question that is answered, and the verdict when there is one', () => {
    const answered = { type: 'answered', heading: '<b>Who?</b>', said: 'You say: SGD.' } as const;
    const element = show({ ...answered, verdict: null });
    const texts = () => [...element.querySelectorAll('p')].map((each) => each.textContent?.trim());
    expect(texts()).toEqual(['<b>Who?</b>', 'You say: SGD.']);
    show({ ...answered, verdict: { right: false, text: 'Adam ends highest.' } }, '1', element);
    expect(texts()).toEqual(['<b>Who?</b>', 'You say: SGD.', 'Not this time. Adam ends highest.']);
    expect(element.querySelector('.verdict.failed b')?.textContent).toBe('Not this time.');
    show({ ...answered, verdict: { right: true, text: 'So.' } }, '1', element);
    expect(element.querySelector('.verdict.passed b')?.textContent).toBe('Right.');
  });

  test('shows a question with a button that runs its cell', () => {
    const output = {
      type: 'question',
      id: 'a',
      index: 3,
      heading: '<b>Who?</b>',
      text: '',
      action: 'Answer',
    };
    const element = show(output as CellOutput);
    expect(element.querySelector('b')?.textContent).toBe('<b>Who?</b>');
    expect(element.querySelectorAll('p')).toHaveLength(1);
    element.querySelector('button')?.click();
    expect(posted).toEqual([{ type: 'run', id: 'a', index: 3 }]);
    const deaf = activate({});
    deaf.renderOutputItem({ id: '2', json: () => ({ ...output, text: 'SGD or Adam?' }) }, element);
    expect(element.textContent).toContain('SGD or Adam?');
    expect(element.querySelector('button')).toBeNull();
  });

  test('shows words as text, also where a race was, and no HTML of theirs', () => {
    const element = show(raceOf([runOf()]));
    const words = { type: 'words', text: '<b>no</b>', wrong: true } as const;
    show(words, '1', element);
    expect(element.querySelector('.words.bad')?.textContent).toBe('<b>no</b>');
    expect(element.querySelector('table')).toBeNull();
    send(raceOf([runOf({ first: 3 })]));
    expect(posted).toHaveLength(1);
    show(raceOf([runOf({ ended: true })]), '1', element);
    expect(rows(element)).toHaveLength(1);
    expect(element.querySelector('.words')).toBeNull();
  });

  test('lets go of what is gone', () => {
    show(raceOf([runOf()]), '1');
    show(raceOf([runOf()]), '2');
    renderer.disposeOutputItem('1');
    send(raceOf([runOf({ first: 3 })]));
    expect(posted).toHaveLength(3);
    renderer.disposeOutputItem();
    send(raceOf([runOf({ first: 3 })]));
    expect(posted).toHaveLength(3);
  });

  test('has its colours when its style sheet is there', () => {
    expect(linked.getAttribute('href')).toMatch(/lesson\.css$/);
    const element = show(raceOf([runOf({ stepOf: [0, 1], losses: [8, 4] })]));
    const [canvas = expect.fail()] = canvasesOf(element);
    const before = contextOf(canvas).drawn.length;
    linked.dispatchEvent(new Event('load'));
    expect(contextOf(canvas).drawn.length).toBeGreaterThan(before);
  });
});
