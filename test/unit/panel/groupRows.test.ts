// @vitest-environment happy-dom
/** Several runs in one row of the table: what it says, how it unfolds, and where it stands. */
import { describe, expect, it } from 'vitest';
import type { PanelState } from '../../../webview/panel/state.ts';
import { rowOrder } from '../../../webview/panel/table/rowOrder.ts';
import { tables } from '../../../webview/panel/table/tables.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { keepOneStop } from '../../../webview/shared/controls/oneStop.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, button, draw, only, press, textOf, textsOf } from './pageTools.ts';

const problem = { data: 'digits', hidden: [] };
const seeds = (name: string, ends: readonly number[], change: RunChange = {}): RunChange[] =>
  ends.map((end, seed) => ({
    ...{ name, optimizer: name, seed, path: null, steps: 2, losses: Float64Array.of(9, 8, end) },
    evaluations: [{ step: 2, loss: 2 * end, accuracy: 1 - end / 10 }],
    ...change,
  }));
const runs = [...seeds('SGD', [5, 3, 4]), ...seeds('Adam', [1, 2, 9])];
const diverged = { kind: 'diverged', step: 2, reason: 'too far', hint: 'less' } as const;

function tableOf(change: Partial<PanelState> = {}, all: readonly RunChange[] = runs) {
  const race = raceOf({ problem, runs: all.map((each) => runView(each)) });
  const state = stateOf(race, { width: 1800, ...change });
  const { actions, asked } = actionsOf();
  const root = draw(tables(state, rowOrder(state), actions));
  const rows = [...root.querySelectorAll<HTMLElement>('tbody tr')];
  return { root, rows, asked, race };
}

const cellsOf = (row: HTMLElement | undefined, ...columns: readonly string[]) =>
  columns.map((id) => textOf(row?.querySelector(`.${id}`)));

describe('a row of several runs', () => {
  it('has the medians, their middle halves and how many runs there are', () => {
    const { root, rows } = tableOf();
    expect(only(root, 'table').getAttribute('role')).toBe('treegrid');
    expect(textOf(only(root, '#row-keys'))).toMatch(
      /unfold several runs.*a single run, Escape picks none\.$/,
    );
    expect(rows).toHaveLength(2);
    expect(cellsOf(rows[0], 'name', 'loss', 'half-loss', 'accuracy', 'whole', 'half-whole', 'lr')).toEqual([
      ...['Adam 3 seeds', '2.000', '1.500 to 5.500', '80.0 %', '4.000', '3.000 to 11.00', '0.01'],
    ]);
    expect(cellsOf(rows[1], 'name', 'loss', 'status')).toEqual(['SGD 3 seeds', '4.000', 'Finished']);
  });

  it('leaves out of its name what stands in a column, and has no column of what all of its runs differ in', () => {
    const all = [0.01, 0.1].flatMap((lr) => seeds('Adam', [1, 2, 9], { lr }));
    const named = (width: number) => {
      const { root, rows } = tableOf({ width }, all);
      return [root.querySelectorAll('th.lr, th.seed').length, ...rows.map((row) => cellsOf(row, 'name')[0])];
    };
    expect(named(1800)).toEqual([1, 'Adam 3 seeds', 'Adam 3 seeds']);
    expect(named(200)).toEqual([0, 'Adam lr 0.01 3 seeds', 'Adam lr 0.1 3 seeds']);
    const { root } = tableOf({}, all);
    button(root, 'Show the runs of lr 0.01');
  });

  it('has a name that breaks behind an underscore, of one run and of several', () => {
    const several = seeds('own_rule_1', [1, 2]);
    for (const own of [several, several.slice(1)]) {
      const { rows } = tableOf({}, [...own, ...seeds('Adam', [3])]);
      const texts = rows.map((row) => only(row, '.name .text').innerHTML.replaceAll(/<!--.*?-->/g, ''));
      expect(texts.map((text) => text.split(' <')[0]).sort()).toEqual(['Adam', 'own_<wbr>rule_<wbr>1']);
    }
  });

  it('says of settings in which its runs differ which there are', () => {
    const all = ['SGD', 'Adam'].flatMap((name) => [0.01, 0.1].flatMap((lr) => seeds(name, [1, 2], { lr })));
    const settings = { ...readViewSettings(undefined), groupBy: 'optimizer' };
    const { rows } = tableOf({ settings }, all);
    expect(cellsOf(rows[0], 'name', 'lr', 'seed')).toEqual(['SGD 4 runs', '…', '2 seeds']);
    const titles = [...(rows[0]?.querySelectorAll('td.lr, td.seed') ?? [])];
    expect(titles.map((cell) => cell.getAttribute('title'))).toEqual(['0.01, 0.1', '0, 1']);
  });

  it('counts runs that have diverged as worse than any, and says how many they are', () => {
    const some = [
      ...seeds('SGD', [5, 3, 4]),
      ...seeds('Adam', [1, 2]),
      ...seeds('Adam', [1], { seed: 2, status: diverged }),
    ];
    const { rows } = tableOf({}, some);
    expect(cellsOf(rows[0], 'name', 'loss', 'half-loss', 'accuracy', 'status')).toEqual([
      ...['Adam 3 seeds', '2.000', '1.500 to ∞', '80.0 %', '1 diverged, 2 finished'],
    ]);
    const most = [...seeds('SGD', [5, 3]), ...seeds('Adam', [1, 2], { status: diverged })];
    const table = tableOf({}, most);
    expect(table.rows.map((row) => cellsOf(row, 'name', 'loss', 'status'))).toEqual([
      ['SGD 2 seeds', '4.000', 'Finished'],
      ['Adam 2 seeds', '∞', 'Diverged'],
    ]);
  });

  it('has the runs that have begun while others wait', () => {
    const waiting = [
      ...seeds('Adam', [1, 2]),
      ...seeds('Adam', [7], { seed: 2, status: { kind: 'queued' }, engine: null }),
    ];
    const { rows } = tableOf({}, waiting);
    expect(cellsOf(rows[0], 'loss', 'status')).toEqual(['1.500', '1 waiting, 2 finished']);
  });

  it('unfolds to its runs by its button, by Enter and by arrow keys', () => {
    const { root, rows, asked } = tableOf();
    const [first] = rows;
    if (!first) throw new Error('expected rows');
    expect([first.getAttribute('aria-expanded'), first.getAttribute('aria-level')]).toEqual(['false', '1']);
    button(root, 'Show the runs of Adam').click();
    expect(press(first, 'Enter').defaultPrevented).toBe(true);
    press(first, 'ArrowRight');
    expect(press(first, 'ArrowLeft').defaultPrevented).toBe(false);
    expect(asked).toEqual(Array(3).fill({ action: 'toggleGroup', arguments: ['group:3'] }));
    const open = tableOf({ unfolded: new Set(['group:3']) });
    expect(open.rows.map((row) => [row.getAttribute('aria-level'), ...cellsOf(row, 'name', 'loss')])).toEqual(
      [
        ['1', 'Adam 3 seeds', '2.000'],
        ['2', 'Adam seed 0', '1.000'],
        ['2', 'Adam seed 1', '2.000'],
        ['2', 'Adam seed 2', '9.000'],
        ['1', 'SGD 3 seeds', '4.000'],
      ],
    );
    expect(open.rows[0]?.getAttribute('aria-expanded')).toBe('true');
    expect(textOf(open.rows[1]?.querySelector('.half'))).toBe('');
    press(open.rows[0] ?? first, 'ArrowLeft');
    expect(open.asked).toEqual([{ action: 'toggleGroup', arguments: ['group:3'] }]);
  });

  it('gets the focus from its runs by the left arrow key', () => {
    const { root, rows, asked } = tableOf({ unfolded: new Set(['group:3', 'group:0']) });
    keepOneStop(root);
    const last = rows[7];
    if (!last) throw new Error('expected eight rows');
    last.focus();
    expect(press(last, 'ArrowLeft').defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(rows[4]);
    expect(asked.some(({ action }) => action === 'toggleGroup')).toBe(false);
  });

  it('hides all of its runs, and highlights its line', () => {
    const { rows, asked, race } = tableOf({ hidden: new Set(['0', '1', '2']) });
    expect(rows.map(({ className }) => className)).toEqual(['group-row', 'group-row hidden-run']);
    const [first] = rows;
    if (!first) throw new Error('expected rows');
    press(first, ' ');
    only(first, '.visibility').click();
    first.dispatchEvent(new Event('pointerenter'));
    first.dispatchEvent(new Event('blur'));
    expect(asked).toEqual([
      ...Array(2).fill({ action: 'toggleRuns', arguments: [race.runs.slice(3)] }),
      { action: 'highlight', arguments: ['group:3'] },
      { action: 'highlight', arguments: [null] },
    ]);
  });

  it('stands where its median belongs, by whatever rows are sorted', () => {
    const order = (column: string, descending = false) => {
      const settings = { ...readViewSettings(undefined), sort: { column, descending } };
      return tableOf({ settings }).rows.map((row) => cellsOf(row, 'name')[0]);
    };
    expect(order('loss')).toEqual(['Adam 3 seeds', 'SGD 3 seeds']);
    expect(order('loss', true)).toEqual(['SGD 3 seeds', 'Adam 3 seeds']);
    expect(order('accuracy')).toEqual(['SGD 3 seeds', 'Adam 3 seeds']);
    expect(order('name', true)).toEqual(['SGD 3 seeds', 'Adam 3 seeds']);
  });

  it('stands where the median of the seeds belongs that all have', () => {
    const { rows } = tableOf({}, [...seeds('SGD', [3, 5]), ...seeds('Adam', [6, 4, 0.1, 0.2])]);
    expect(rows.map((row) => cellsOf(row, 'name', 'loss'))).toEqual([
      ['SGD 2 seeds', '4.000'],
      ['Adam 2 seeds', '5.000'],
    ]);
  });

  it('leaves a run that is alone where its own number belongs, also of one that has diverged', () => {
    const settings = { ...readViewSettings(undefined), sort: { column: 'whole', descending: false } };
    const lost = seeds('Lion', [2.5], { status: diverged });
    const { rows } = tableOf({ settings }, [...runs, ...lost]);
    expect(rows.map((row) => cellsOf(row, 'name', 'whole'))).toEqual([
      ['Adam 3 seeds', '4.000'],
      ['Lion', '5.000'],
      ['SGD 3 seeds', '8.000'],
    ]);
  });

  it('is none where each run is by itself', () => {
    const settings = { ...readViewSettings(undefined), groupBy: 'run' };
    const { root, rows } = tableOf({ settings });
    expect(only(root, 'table').getAttribute('role')).toBe('grid');
    expect(rows).toHaveLength(6);
    expect(textsOf(root, 'thead .half')).toEqual([]);
  });
});
