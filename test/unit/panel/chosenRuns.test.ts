// @vitest-environment happy-dom
/** Runs of several experiments on one page: what it says of them, and what its table has. */
import { describe, expect, it } from 'vitest';
import { headline } from '../../../webview/panel/headline.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { fittingColumns } from '../../../webview/panel/table/fittingColumns.ts';
import { columnsOf } from '../../../webview/panel/table/tableColumns.ts';
import { tables } from '../../../webview/panel/table/tables.ts';
import { toolbar } from '../../../webview/panel/toolbar.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { chosen, chosenRace, chosenView, experiments } from './chosen.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';
import { openPage, timersBeforeEach } from './openPage.ts';
import { actionsOf, button, draw, only, press, textOf, textsOf } from './pageTools.ts';

function tableOf(change: Partial<PanelState> = {}, race = chosenRace()) {
  const { actions, asked } = actionsOf();
  const root = draw(tables(stateOf(race, change), race.runs, actions));
  return { root, race, asked, rows: [...root.querySelectorAll<HTMLElement>('tbody tr')] };
}

const headlineOf = (race = chosenRace(), change: Partial<PanelState> = {}) =>
  draw(headline(stateOf(race, change), actionsOf().actions));

describe('the headline', () => {
  it('says what the runs share, and what they differ in', () => {
    const root = headlineOf();
    expect(textOf(only(root, 'h1'))).toBe('4 runs from 2 experiments');
    expect(textOf(only(root, '.compared'))).toBe(
      'Same problem (Ill-conditioned valley), start and 200 steps. They differ in optimizer, learning rate, momentum and beta2. Save as experiment file',
    );
  });

  it('saves the runs as an experiment where there is one that has these alone', () => {
    const { actions, posted } = actionsOf();
    const root = draw(headline(stateOf(chosenRace()), actions));
    button(root, 'Save as experiment file').click();
    expect(posted).toEqual([{ type: 'saveExperiment' }]);
    const item = (race = chosenRace()) =>
      textsOf(draw(toolbar(stateOf(race), actionsOf().actions)), '#export-menu button').at(-1);
    expect(item()).toBe('Save as experiment file…');
    const other = chosenRace([{ ...chosen[0] }, { ...chosen[1], steps: 9 }]);
    expect(headlineOf(other).querySelector('button')).toBeNull();
    expect(item(other)).toBe('Save numbers as JSON…');
    expect(item(raceOf())).toBe('Save as experiment file…');
  });

  it('says that losses of other problems can not be compared', () => {
    const rosenbrock: RunChange = { problem: { surface: 'rosenbrock' }, experiment: 1 };
    const race = chosenRace([{}, rosenbrock], { problem: null });
    expect(textOf(only(headlineOf(race), '.compared'))).toMatch(
      /^Their problems differ: each curve can be compared with its own target alone\. They differ in start\.$/,
    );
    expect(race.surface).toBeUndefined();
  });

  it('says why the axis counts epochs, unless the person has it count steps', () => {
    const problem = { data: 'digits', hidden: [] };
    const runs = [8, 32].map((batchSize, i) => ({
      ...{ problem, path: null, batchSize, seed: 1, experiment: i, steps: 90, stepsPerEpoch: 90 / batchSize },
    }));
    const race = chosenRace(runs, { problem });
    const said = 'Drawn by epoch, since their batch sizes differ.';
    expect(textOf(only(headlineOf(race), '.compared'))).toContain(said);
    const settings = { ...readViewSettings(undefined), xAxis: 'step' } as const;
    expect(textOf(only(headlineOf(race, { settings }), '.compared'))).not.toContain(said);
  });

  it('says nothing of epochs where one of the problems has none', () => {
    const model = { problem: { data: 'digits', hidden: [] }, path: null, batchSize: 8, stepsPerEpoch: 9 };
    const race = chosenRace([{ ...chosen[0] }, { ...model }], { problem: null });
    expect(race.comparableBy).toBe('step');
    expect(textOf(only(headlineOf(race), '.compared'))).not.toContain('Drawn by epoch');
    const ids = columnsOf(race, false).map(({ id }) => id);
    expect(ids).not.toContain('position0');
    const larger = { ...model, problem: { data: 'wine', hidden: [] }, stepsPerEpoch: 12 };
    const both = headlineOf(chosenRace([{ ...model }, { ...larger }], { problem: null }));
    expect(textOf(only(both, '.compared'))).toMatch(/Drawn by epoch, since their data differ in size\.$/);
  });

  it('runs nothing again that was interrupted', () => {
    const race = chosenRace([{ ...chosen[0], status: { kind: 'interrupted' } }, { ...chosen[1] }]);
    expect(textsOf(headlineOf(race), '.interrupted button')).toEqual([]);
    expect(
      textsOf(headlineOf(raceOf({ runs: [runView({ status: { kind: 'interrupted' } })] })), 'button'),
    ).toEqual(['Resume', 'Run Again']);
  });
});

describe('the table', () => {
  it('has the settings that differ as one block, and the others in a line below', () => {
    const { root } = tableOf();
    expect(textsOf(root, 'thead th')).toEqual([
      ...['Run', 'Experiment', 'Learning rate', 'Momentum', 'beta2', 'Loss now', 'Best', 'Steps to 1.0'],
    ]);
    expect(textsOf(root, 'thead .tinted')).toEqual(['Learning rate', 'Momentum', 'beta2']);
    expect(textsOf(root, 'thead .tinted-first, thead .tinted-last')).toEqual(['Learning rate', 'beta2']);
    expect(textsOf(root, 'tbody tr:nth-child(2) > *')).toEqual([
      ...['Adam', experiments[1], '0.5', '–', '0.99', '0.5000', '0.5000', '> 2', ''],
    ]);
    expect(textOf(only(root, '.equal'))).toBe(
      'Equal in all: problem, start (1, 10), beta1 0.9, eps 1e-8, steps 200, engine.',
    );
  });

  it('says nothing of logs in the line below, which tell no settings', () => {
    const log: RunChange = { problem: { log: 'train.csv' } as never };
    const { root } = tableOf({}, chosenRace([{ ...chosen[0] }, { ...chosen[1] }, log]));
    expect(textOf(only(root, '.equal'))).toMatch(
      /^Equal in all but training logs: start \(1, 10\), .*engine\.$/,
    );
  });

  it('has all settings where the person wants them and there is room, what differs first', () => {
    const settings = { ...readViewSettings(undefined), onlyDiffering: false };
    const ids = (width: number) =>
      fittingColumns(chosenRace(), width, false, false).map(({ column }) => column.id);
    expect(ids(3000).slice(0, 8)).toEqual([
      ...['name', 'experiment', 'lr', 'hyperparameter-momentum', 'hyperparameter-beta2'],
      ...['problem', 'condition', 'start'],
    ]);
    expect(ids(1000)).not.toContain('problem');
    const { root } = tableOf({ settings, width: 3000 });
    expect(root.querySelector('.equal')).toBeNull();
    expect(textsOf(root, 'thead th')).toEqual(
      expect.arrayContaining(['Start', 'beta1', 'eps', 'w0', 'Status']),
    );
  });

  it('names in its rows what has no column', () => {
    const { root } = tableOf({ width: 280 });
    expect(textsOf(root, 'thead th')).not.toContain('beta2');
    const names = textsOf(root, 'tbody th .text');
    expect(new Set(names).size).toBe(4);
    expect(names[0]).toMatch(/^Momentum .*0\.9$/);
  });

  it('has its own target for each experiment where they differ', () => {
    const runs = [{ ...chosen[0], target: 2 }, { ...chosen[1] }, { ...chosen[3], target: 0.1 }];
    const race = chosenRace(runs, { target: null, targets: [2, null] });
    const { root } = tableOf({}, race);
    expect(textsOf(root, 'th.target')).toEqual(['Steps to target']);
    expect(textsOf(root, 'td.target')).toEqual(['1', '–', '> 2']);
  });

  it('says how runs stand where that differs, or may still', () => {
    const idsOf = (race = chosenRace()) => columnsOf(race, true).map(({ id }) => id);
    expect(idsOf()).not.toContain('status');
    expect(idsOf(chosenRace(chosen, { phase: 'running' }))).toContain('status');
    expect(idsOf(chosenRace([{ ...chosen[0], status: { kind: 'stopped' } }, { ...chosen[1] }]))).toContain(
      'status',
    );
  });

  it('numbers experiments of the same title', () => {
    const { root } = tableOf({}, chosenRace(chosen, { experiments: ['Valley', 'Valley'] }));
    expect(textsOf(root, 'td.experiment').slice(0, 2)).toEqual(['Valley #1', 'Valley #2']);
  });

  it('takes a run off the screen by its button and by Delete, and never the last', () => {
    const { root, rows, race, asked } = tableOf();
    button(root, 'Take Adam lr 0.5 off the screen').click();
    press(rows[2] ?? root, 'Delete');
    expect(asked).toEqual([1, 2].map((i) => ({ action: 'removeRun', arguments: [race.runs[i]] })));
    const one = tableOf({}, chosenRace([{ ...chosen[0] }]));
    press(one.rows[0] ?? root, 'Delete');
    expect([one.root.querySelector('.remove-run'), one.asked]).toEqual([null, []]);
  });
});

describe('a race as it was started', () => {
  const race = raceOf({
    runs: [0.9, 0.95].map((momentum) =>
      runView({ name: 'Momentum', optimizer: 'momentum', hyperparameters: { momentum, eps: 1e-8 } }),
    ),
  });

  it('has a column for each hyperparameter that differs, and takes no run off', () => {
    const { root, rows, asked } = tableOf({}, race);
    expect(textsOf(root, 'thead th').slice(0, 3)).toEqual(['Optimizer', 'Momentum', 'Learning rate']);
    expect(textsOf(root, 'thead .tinted')).toEqual(['Momentum']);
    expect(root.querySelector('.equal, .remove-run')).toBeNull();
    press(rows[0] ?? root, 'Delete');
    expect(asked).toEqual([]);
  });

  it('leaves out what optimizers have of their own', () => {
    const eps = [1e-8, 1e-6].map((each, i) =>
      runView({ name: `${i}`, optimizer: `${i}`, hyperparameters: { eps: each } }),
    );
    expect(textsOf(tableOf({}, raceOf({ runs: eps })).root, 'thead .tinted')).toEqual([]);
  });
});

describe('the toolbar', () => {
  const pressed = (race = chosenRace(), change: Partial<PanelState> = {}) => {
    const { actions, asked } = actionsOf();
    const root = draw(toolbar(stateOf(race, { width: 1400, ...change }), actions));
    const toggle = button(root, 'Only what differs');
    toggle.click();
    return [toggle.getAttribute('aria-pressed'), asked[0]?.arguments[0]];
  };

  it('leaves out what is the same by a toggle, which is on for chosen runs and off for a race', () => {
    const race = raceOf({ runs: [runView(), runView({ name: 'Adam' })] });
    expect(pressed()).toEqual(['true', { onlyDiffering: false }]);
    expect(pressed(race)).toEqual(['false', { onlyDiffering: true }]);
    const settings = { ...readViewSettings(undefined), onlyDiffering: false };
    expect(pressed(chosenRace(), { settings })).toEqual(['false', { onlyDiffering: null }]);
  });

  it('runs no chosen runs again, and says why', () => {
    const { actions, posted } = actionsOf();
    const root = draw(toolbar(stateOf(chosenRace(), { width: 1400 }), actions));
    const run = button(root, 'Run again: one experiment at a time, from the side bar');
    expect(run.getAttribute('aria-disabled')).toBe('true');
    run.click();
    expect(posted).toEqual([]);
    expect(root.querySelector('[aria-label=Restart]')).toBeNull();
  });
});

describe('names', () => {
  it('say no more than what tells runs apart', () => {
    const race = chosenRace();
    expect(race.runs.map((run) => race.names.get(run))).toEqual([
      ...['Momentum 0.9', 'Adam lr 0.5', 'Momentum 0.95', 'Adam lr 0.01'],
    ]);
  });

  it('of runs with the same settings on other problems, or of other lengths, tell these', () => {
    const rosenbrock: RunChange = { problem: { surface: 'rosenbrock' } };
    const runs = [{}, { ...rosenbrock }, { ...rosenbrock, steps: 9, path: null }];
    const race = chosenRace(runs, { problem: null });
    expect(race.runs.map((run) => race.names.get(run))).toEqual([
      ...['Ill-conditioned valley 4 steps', 'Rosenbrock 4 steps', 'Rosenbrock 9 steps'],
    ]);
  });
});

describe('on the page', () => {
  timersBeforeEach();

  it('a run is taken off by its place, and the next one has the focus', () => {
    const view = chosenView();
    const { root, posted, show } = openPage(view);
    const last = root.querySelector<HTMLElement>('tbody tr:last-child');
    last?.focus();
    if (last) press(last, 'Delete');
    expect(posted.at(-1)).toEqual({ type: 'compare', race: view.id, runs: [0, 1, 2] });
    show({ ...chosenView(chosen.slice(0, 3)), id: 'other' });
    const focused = document.activeElement;
    expect(focused?.tagName).toBe('TR');
    expect(focused).toBe(root.querySelector('tbody tr:last-child'));
  });
});
