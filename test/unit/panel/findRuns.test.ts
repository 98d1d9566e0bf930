// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { chartCaption, whyEmpty } from '../../../webview/panel/figures/caption.ts';
import { drawnRuns } from '../../../webview/panel/scene/drawnRuns.ts';
import { Finder } from '../../../webview/panel/sweep/finder.ts';
import {
  type Find,
  findOf,
  findRuns,
  nothingSought,
  withFind,
} from '../../../webview/panel/sweep/finding.ts';
import { judgeOf, judgesOf, scoreOfRun } from '../../../webview/panel/sweep/judging.ts';
import { rowOrder } from '../../../webview/panel/table/rowOrder.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { openPage, timersBeforeEach, viewOf } from './openPage.ts';
import { button, only, press, textOf, textsOf } from './pageTools.ts';

const diverged = { kind: 'diverged', step: 2, reason: 'loss rose', hint: 'try less' } as const;

/** Two optimizers at ten rates each: the higher the rate the better, until it diverges. */
const runs = ['SGD', 'Adam'].flatMap((name, k) =>
  Array.from({ length: 10 }, (_, i) =>
    runView({
      ...{ name, optimizer: name.toLowerCase() },
      lr: (1 + i) / 100,
      losses: Float64Array.of(9, 2, 1 / (1 + i + k / 2)),
      ...(i === 9 && { status: diverged }),
    }),
  ),
);

function found(text: string, best: number | null = null, race = raceOf({ runs })): string[] {
  const { runs } = findRuns(race, { text, best }, null);
  return race.runs.filter(({ key }) => runs?.has(key) ?? true).map((run) => race.names.get(run) ?? '');
}

describe('runs', () => {
  it('are found by words and conditions, of which all hold', () => {
    expect(found('adam lr>0.07')).toEqual(['Adam lr 0.08', 'Adam lr 0.09', 'Adam lr 0.1']);
    expect(found('adam lr>0.07 -state:diverged')).toEqual(['Adam lr 0.08', 'Adam lr 0.09']);
    expect(found('score<0.11')).toEqual(['Adam lr 0.09']);
    expect(found('  ')).toHaveLength(20);
  });

  it('are the best of those that were found, diverged ones last', () => {
    expect(found('', 3)).toEqual(['SGD lr 0.09', 'Adam lr 0.08', 'Adam lr 0.09']);
    expect(found('sgd', 1)).toEqual(['SGD lr 0.09']);
    expect(found('sgd lr>0.08', 5)).toEqual(['SGD lr 0.09', 'SGD lr 0.1']);
    expect(found('sgd best:2', 5)).toEqual(['SGD lr 0.08', 'SGD lr 0.09']);
    expect(found('best:3', 1)).toEqual(['Adam lr 0.09']);
  });

  it('that go on are paused where their race is', () => {
    const going = [runView({ name: 'Adam', status: { kind: 'running' } }), runView({ name: 'SGD' })];
    expect(found('state:paused', null, raceOf({ runs: going, phase: 'paused' }))).toEqual(['Adam']);
    expect(found('state:paused', null, raceOf({ runs: going, phase: 'running' }))).toEqual([]);
  });

  it('are all where the text can’t be understood, and why is said', () => {
    const race = raceOf({ runs });
    const { runs: all, fault } = findRuns(race, { text: 'lr<small', best: null }, null);
    expect([all, fault]).toEqual([null, 'lr<small: small is no number, and < needs one.']);
    expect(findRuns(race, { text: 'lr<small', best: 2 }, null).runs?.size).toBe(2);
  });

  it('are looked for race by race', () => {
    const [one, other] = [raceOf({ id: 'one' }), raceOf({ id: 'other' })];
    const find: Find = { text: 'adam', best: 5 };
    const settings = { ...readViewSettings(undefined), ...withFind(one, readViewSettings(undefined), find) };
    expect(findOf(one, settings)).toMatchObject(find);
    expect(findOf(other, settings)).toEqual(nothingSought);
    expect(withFind(one, settings, nothingSought).finds).toEqual([]);
    let many = settings;
    for (let i = 0; i < 30; i++) many = { ...many, ...withFind(raceOf({ id: `${i}` }), many, find) };
    expect(many.finds).toHaveLength(20);
    expect(findOf(one, many)).toEqual(nothingSought);
    expect(readViewSettings({ finds: many.finds }).finds).toEqual(many.finds);
  });

  it('are looked for once, until something comes that may change it', () => {
    let settings = readViewSettings(undefined);
    const race = raceOf({ runs });
    const finder = new Finder({
      race: () => race,
      settings: () => settings,
      set(change) {
        settings = { ...settings, ...change };
      },
    });
    finder.find({ text: 'adam' });
    const found = finder.foundIn(race);
    expect([finder.foundIn(race) === found, found.runs?.size]).toEqual([true, 10]);
    finder.expire();
    const anew = finder.foundIn(race);
    expect([anew === found, anew.runs?.size]).toEqual([false, 10]);
    expect(finder.foundIn(raceOf({ runs: runs.slice(0, 10) })).runs?.size, 'SGD alone').toBe(0);
    finder.find({ text: 'adam lr>0.07' });
    expect(finder.foundIn(race).runs?.size).toBe(3);
    expect(finder.foundIn(raceOf({ id: 'other', runs })).runs).toBeNull();
  });

  it('that are not found are in no row and no curve, and the caption counts the others', () => {
    const race = raceOf({ runs });
    const state = stateOf(race, {
      found: findRuns(race, { text: 'adam', best: 2 }, null),
      hidden: new Set(['18']),
    });
    expect(rowOrder(state).map(({ key }) => key)).toEqual(['18', '17']);
    expect(drawnRuns(state).map(({ key }) => key)).toEqual(['17']);
    expect(chartCaption(state).text).toMatch(/2 of 20 runs, 1 hidden$/);
    expect(whyEmpty({ ...state, found: { runs: new Set(), fault: null } })).toMatch(/^No run is found/);
    expect(whyEmpty({ ...state, hidden: new Set(['17', '18']) })).toMatch(/^All runs are hidden/);
  });

  it('keep their places while they are pointed at, though others come and go', () => {
    const race = raceOf({ runs, phase: 'running' });
    const state = stateOf(race, { found: { runs: new Set(['3', '4', '5']), fault: null } });
    expect(rowOrder({ ...state, heldRows: ['4', '3', '0'] }).map(({ key }) => key)).toEqual(['4', '3', '5']);
    expect(rowOrder({ ...state, heldRows: ['4', '3'] }).map(({ key }) => key)).toEqual(['5', '4', '3']);
  });
});

describe('what runs are judged by', () => {
  const kinds = (race = raceOf()) => judgesOf(race).map(({ kind }) => kind);
  const evaluations = [{ step: 4, loss: 0.25 }];

  it('is what the race has', () => {
    expect(kinds(raceOf({ target: null }))).toEqual(['final', 'best']);
    expect(kinds()).toEqual(['final', 'best', 'forGood', 'first']);
    expect(kinds(raceOf({ record: 'score' }))).toEqual(['final', 'best', 'first']);
    const race = raceOf({
      problem: { data: 'digits', hidden: [], validation: 0.2 },
      target: null,
      runs: [runView({ path: null, evaluations })],
    });
    expect(kinds(race)).toEqual(['final', 'best', 'evaluated']);
    expect(judgesOf(race).map((judge) => judge.label(race))).toContain('Final validation loss');
    const problem = { data: 'digits', hidden: [], test: 0.2, evaluate_on: 'test' as const };
    const tested = raceOf({ problem, runs: [runView({ path: null, evaluations })] });
    expect(judgeOf(tested, null).label(tested)).toBe('Final test loss');
    expect(judgeOf(race, null).kind).toBe('evaluated');
    expect(judgeOf(race, 'best').kind).toBe('best');
    expect(judgeOf(raceOf({ target: null }), 'forGood').kind).toBe('final');
  });

  it('is found anew when there is more of the run', () => {
    const race = raceOf({
      runs: [runView({ losses: Float64Array.of(3, 0.5), steps: 9, status: { kind: 'running' } })],
    });
    const [run] = race.runs;
    if (!run) throw new Error('expected a run');
    const scores = () => [scoreOfRun(run, 'final', 1), scoreOfRun(run, 'forGood', 1)];
    expect(scores()).toEqual([0.5, 1]);
    const { state } = run;
    run.apply({
      run: 0,
      piece: {
        firstPoint: 2,
        points: { loss: Float64Array.of(2, 0.75) },
        evaluations: [],
        state: { ...state, stepsDone: 3, loss: 0.75 },
      },
    });
    expect(scores()).toEqual([0.75, 3]);
  });
});

describe('the line of the page that finds runs', () => {
  timersBeforeEach();

  function search(root: HTMLElement, text: string) {
    const input = only(root, 'input[type="search"]');
    if (!(input instanceof HTMLInputElement)) throw new Error('expected a field');
    input.value = text;
    input.dispatchEvent(new Event('input'));
  }
  const rows = (root: HTMLElement) => textsOf(root, 'tbody tr th .text');

  it('takes all others out of table, chart and legend, with a way to have them again', () => {
    const { root, draw, saved } = openPage(viewOf({ runs }));
    expect(rows(root)).toHaveLength(20);
    search(root, 'adam lr>0.08');
    draw();
    expect(rows(root)).toHaveLength(2);
    expect(textOf(only(root, '.search'))).toContain('2 of 20 runs');
    expect(saved.at(-1)?.finds).toEqual([{ race: 'race', text: 'adam lr>0.08', best: null }]);
    button(root, 'Show all').click();
    draw();
    expect(rows(root)).toHaveLength(20);
    expect(textOf(only(root, '.search'))).not.toContain('of 20 runs');
  });

  it('is left for the first run that is found by Down', () => {
    const { root, draw } = openPage(viewOf({ runs }));
    const input = only(root, 'input[type="search"]');
    search(root, 'adam lr>0.08');
    draw();
    expect(press(input, 'ArrowUp').defaultPrevented).toBe(false);
    expect(press(input, 'ArrowDown').defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(root.querySelector('tbody tr'));
    search(root, 'lion');
    draw();
    expect(press(input, 'ArrowDown').defaultPrevented).toBe(false);
  });

  it('says what it can’t understand, and where it finds nothing', () => {
    const { root, draw } = openPage(viewOf({ runs }));
    search(root, 'gamma=1');
    draw();
    expect(textOf(only(root, '.fault'))).toMatch(/^gamma is nothing that runs have/);
    expect(only(root, 'input[type="search"]').getAttribute('aria-describedby')).toBe(only(root, '.fault').id);
    search(root, 'lion');
    draw();
    expect(root.querySelector('.fault')).toBeNull();
    expect(rows(root)).toEqual([]);
    expect(textOf(only(root, '.none-found'))).toBe('No run is found by this. Show all, or ask for less.');
  });

  it('leaves the best', () => {
    const { root, draw } = openPage(viewOf({ runs }));
    const select = root.querySelector<HTMLSelectElement>('.search select');
    if (!select) throw new Error('expected a list');
    select.selectedIndex = 2;
    select.dispatchEvent(new Event('change'));
    draw();
    expect(rows(root)).toHaveLength(5);
  });

  it('shows what comes while it runs', () => {
    const { root, panel, draw, failures } = openPage(
      viewOf({ phase: 'running', runs: runs.map((run) => ({ ...run, record: { ...run.record } })) }),
    );
    search(root, 'loss<0.01');
    draw();
    expect(rows(root)).toEqual([]);
    panel.receive({
      type: 'update',
      race: 'race',
      phase: 'running',
      speed: 1,
      threads: 2,
      runs: [
        {
          run: 0,
          piece: {
            firstPoint: 3,
            points: { loss: Float64Array.of(0.001), position: Float64Array.of(0, 0) },
            evaluations: [],
            state: { ...runs[0]?.record.state, stepsDone: 3, loss: 0.001, best: 0.001 } as never,
          },
        },
      ],
    });
    draw();
    expect(failures).toEqual([]);
    expect(rows(root)).toHaveLength(1);
  });

  it('is left out where few runs are seen at a glance', () => {
    expect(openPage().root.querySelector('.search')).toBeNull();
  });
});
