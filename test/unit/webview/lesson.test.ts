// @vitest-environment happy-dom
/** What is drawn below the cells of lessons. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LineDifference } from '../../../core/lesson/exercise/rule/explainDifference.ts';
import type { ExerciseOutput } from '../../../core/lesson/exerciseWords.ts';
import type { CellOutput, RaceOutput, RunOutput } from '../../../core/lesson/raceOutput.ts';
import { activate } from '../../../webview/lesson/main.ts';
import { RaceData } from '../../../webview/shared/race/raceData.ts';
import { raceScene } from '../../../webview/shared/race/raceScene.ts';
import { contextOf, setSize } from './fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf } from './figureTools.ts';
import { theme } from './scenes.ts';

canvasesBeforeEach();

const runOf = (change: Partial<RunOutput> = {}): RunOutput => ({
  name: 'SGD',
  ...{ color: 0, variant: 0, steps: 10, first: 0, stepOf: [], losses: [], loss: null, status: 'Running' },
  ...{ stepsPerEpoch: 1, raw: null, heldOut: null },
  ...{ wrong: false, ended: false, divergedAt: null, reached: null },
  ...change,
});

const raceOf = (runs: readonly RunOutput[], change: Partial<RaceOutput> = {}): RaceOutput => ({
  ...{ type: 'race', race: 'a', title: 'Valley', target: null, runs },
  ...change,
});

const looking = { cursor: null, view: { x: null, y: null }, highlighted: null, narrow: false };

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
    const batches = runOf({ steps: 8, stepsPerEpoch: 4, stepOf: [0, 1], losses: [8, 6], raw: [8, 4] });
    const scene = raceScene(new RaceData(raceOf([batches, runOf({ steps: 2 })])), looking, theme);
    expect(scene.axis).toMatchObject({ kind: 'epoch', min: 0, max: 2, quantum: 0.25 });
    expect(
      scene.lines.map(({ curve, raw, stepsPerUnit }) => [curve.at(1), raw?.at(1), stepsPerUnit]),
    ).toEqual([
      [6, 4, 4],
      [Number.NaN, undefined, 1],
    ]);
    const alike = raceScene(new RaceData(raceOf([batches, batches])), looking, theme);
    expect(alike.axis).toMatchObject({ kind: 'step', max: 8, quantum: 1 });
    expect(alike.lines.map(({ stepsPerUnit }) => stepsPerUnit)).toEqual([1, 1]);
    const many = raceScene(new RaceData(raceOf(Array.from({ length: 5 }, () => batches))), looking, theme);
    expect(many.lines.map(({ raw }) => raw)).toEqual([null, null, null, null, null]);
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
      hints: ['Look.'],
      solution: null,
      differences: null,
      explanation: null,
    },
    offers: [{ action: 'hint', label: 'Hint 2 of 2' }],
    ...change,
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
    const line = {
      name: 'v',
      kind: 'differs',
      yours: { line: 2, text: 'v = g' },
      expected: { line: 3, text: 'v = 2' },
    };
    const all = show(
      verdict({
        ...{ solution: 'a\n  b', differences: [line as LineDifference], explanation: 'So.', offers: [] },
      }),
      '2',
    );
    expect(document.activeElement).toBe(all.querySelector('.verdict'));
    expect(all.querySelector('pre')?.textContent).toBe('a\n  b');
    expect(all.querySelector('.differences')?.textContent).toContain(
      'Line 2: yours is v = g; expected v = 2',
    );
    // Nothing was pressed there.
    show(verdict(), '3');
    expect(document.activeElement).toBe(all.querySelector('.verdict'));
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
