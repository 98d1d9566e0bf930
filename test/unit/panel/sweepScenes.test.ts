/** What the views of a sweep show of its runs. */
import { describe, expect, it } from 'vitest';
import type { PanelState } from '../../../webview/panel/state.ts';
import { findRuns } from '../../../webview/panel/sweep/finding.ts';
import { cellFilter, heatMapScene } from '../../../webview/panel/sweep/heatMapScene.ts';
import { brushedText, parallelScene } from '../../../webview/panel/sweep/parallelScene.ts';
import {
  heatAxes,
  stageOf,
  stagesOf,
  sweptSettings,
  tunedSettings,
} from '../../../webview/panel/sweep/swept.ts';
import { tuningScene } from '../../../webview/panel/sweep/tuningScene.ts';
import { readViewSettings, type ViewSettings } from '../../../webview/panel/viewSettings.ts';
import { lostShare } from '../../../webview/shared/sweep/parallelScene.ts';
import { chosenRace } from './chosen.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';
import { sweepView } from './sweepRace.ts';

const diverged = { kind: 'diverged', step: 2, reason: 'loss rose', hint: 'try less' } as const;

/** A run whose final loss is this; infinite where it diverged. */
function ended(loss: number, change: RunChange): RunChange {
  const lost = !Number.isFinite(loss);
  return { losses: Float64Array.of(9, 5, lost ? 1e9 : loss), ...(lost && { status: diverged }), ...change };
}

function raceWith(runs: readonly RunChange[], change: Parameters<typeof raceOf>[0] = {}) {
  return raceOf({ runs: runs.map(runView), ...change });
}

const infinite = Number.POSITIVE_INFINITY;
const sgd = { name: 'SGD', optimizer: 'sgd', color: 0 };
const adam = { name: 'Adam', optimizer: 'adam', color: 4 };
const rates = [0.01, 0.1, 1];
/** Loss of each optimizer at each rate. */
const losses = { sgd: [4, 2, infinite], adam: [3, 0.5, 1] };
const sweep = raceWith([
  ...rates.map((lr, i) => ended(losses.sgd[i] ?? 0, { ...sgd, lr })),
  ...rates.map((lr, i) => ended(losses.adam[i] ?? 0, { ...adam, lr })),
]);

function stateWith(
  race: PanelState['race'],
  settings: Partial<ViewSettings> = {},
  change: Partial<PanelState> = {},
) {
  return stateOf(race, { settings: { ...readViewSettings(undefined), ...settings }, ...change });
}

describe('the views of a race', () => {
  const stages = (runs: readonly RunChange[]) => stagesOf(raceWith(runs));

  it('are those that say something', () => {
    expect(stages([sgd])).toEqual(['curves']);
    expect(stages([sgd, adam])).toEqual(['curves']);
    expect(stages([0.01, 0.1].map((lr) => ({ lr })))).toEqual(['curves']);
    expect(stages(rates.map((lr) => ({ lr })))).toEqual(['curves', 'tuning']);
    // No optimizer has more than two.
    expect(
      stages([
        { ...sgd, lr: 0.01 },
        { ...sgd, lr: 0.1 },
        { ...adam, lr: 0.01 },
      ]),
    ).toEqual(['curves', 'heatMap']);
    // Each optimizer at a rate of its own: a heat map of them would be a diagonal.
    expect(
      stages([
        { ...sgd, lr: 0.01 },
        { ...adam, lr: 0.1 },
        { name: 'Lion', lr: 1 },
      ]),
    ).toEqual(['curves']);
    expect(stagesOf(sweep)).toEqual(['curves', 'tuning', 'heatMap']);
    expect(stagesOf(raceOf(sweepView()))).toEqual(['curves', 'tuning', 'heatMap', 'parallel']);
  });

  it('are the curves alone where losses can’t be compared', () => {
    const problems = [{ surface: 'valley' }, { surface: 'rosenbrock' }] as const;
    const runs = problems.flatMap((problem, experiment) => rates.map((lr) => ({ problem, experiment, lr })));
    expect(stagesOf(chosenRace(runs, { problem: null }))).toEqual(['curves']);
  });

  it('are kept, and shown where a race has them', () => {
    expect(readViewSettings({ stage: 'heatMap', judge: 'best' })).toMatchObject({
      stage: 'heatMap',
      judge: 'best',
    });
    expect(stageOf(stateWith(sweep, { stage: 'heatMap' }))).toBe('heatMap');
    expect(stageOf(stateWith(sweep, { stage: 'parallel' }))).toBe('curves');
  });

  it('have the settings that differ, the learning rate first where it is tuned', () => {
    const race = raceOf(sweepView());
    expect(sweptSettings(race).map(({ id }) => id)).toEqual(['optimizer', 'lr', 'hyperparameter-momentum']);
    expect(tunedSettings(race).map(({ id }) => id)).toEqual(['lr', 'hyperparameter-momentum']);
    const seeds = raceWith([0, 1, 2].map((seed) => ({ seed, stepsPerEpoch: 2 })));
    expect(tunedSettings(seeds)).toEqual([]);
  });
});

describe('the axes of the heat map', () => {
  const race = raceOf(sweepView());
  const axes = (across: string | null, down: string | null, of = race) => {
    const found = heatAxes(of, { across, down });
    return found && [found.across.id, found.down.id];
  };

  it('are learning rate and optimizer, or as they are chosen', () => {
    expect(axes(null, null)).toEqual(['lr', 'optimizer']);
    expect(axes(null, null, raceOf(sweepView(['Adam'])))).toEqual(['lr', 'hyperparameter-momentum']);
    expect(axes('hyperparameter-momentum', 'lr')).toEqual(['hyperparameter-momentum', 'lr']);
    expect(axes('optimizer', null)).toEqual(['optimizer', 'lr']);
    expect(axes(null, 'lr')).toEqual(['hyperparameter-momentum', 'lr']);
  });

  it('are never the same, whatever was chosen for another race', () => {
    expect(axes('lr', 'lr')).toEqual(['lr', 'optimizer']);
    expect(axes('batch', 'gamma')).toEqual(['lr', 'optimizer']);
    expect(axes(null, null, raceOf())).toBeUndefined();
  });
});

describe('the heat map', () => {
  const scene = (settings: Partial<ViewSettings> = {}, change: Partial<PanelState> = {}, race = sweep) => {
    const found = heatMapScene(stateWith(race, settings, change));
    if (!found) throw new Error('expected a heat map');
    return found;
  };

  it('has the scores of all pairs, words from the top', () => {
    const { columns, rows, cells, range, best } = scene();
    expect([columns, rows]).toEqual([
      ['0.01', '0.1', '1'],
      ['SGD', 'Adam'],
    ]);
    expect(cells[0]).toEqual([
      { kind: 'value', score: 4 },
      { kind: 'value', score: 2 },
      { kind: 'diverged', score: infinite },
    ]);
    expect([range, best]).toEqual([[0.5, 4], { column: 1, row: 1 }]);
  });

  it('has numbers from the bottom up', () => {
    const turned = scene({ across: 'optimizer', down: 'lr' });
    expect(turned.rows).toEqual(['1', '0.1', '0.01']);
    expect(turned.best).toEqual({ column: 1, row: 1 });
    expect(turned.cells[0]?.[0]).toEqual({ kind: 'diverged', score: infinite });
  });

  it('tells what missed its target from what diverged', () => {
    // The target is 1.
    const kinds = scene({ judge: 'first' }).cells.map((line) => line.map((cell) => cell?.kind));
    expect(kinds).toEqual([
      ['missed', 'missed', 'diverged'],
      ['missed', 'missed', 'missed'],
    ]);
    const reached = raceWith(
      rates.map((lr, i) => ended([0.5, 3, 1][i] ?? 0, { lr, target: 1, batchSize: i })),
    );
    expect(
      scene({ judge: 'first' }, {}, reached)
        .cells.flat()
        .filter((cell) => cell?.kind === 'value'),
    ).toHaveLength(2);
  });

  it('leaves out what is hidden or not found', () => {
    const found = findRuns(sweep, { text: 'adam', best: null }, null);
    expect(scene({}, { found }).rows).toEqual(['Adam']);
    expect(scene({}, { hidden: new Set(['4']) }).best).toEqual({ column: 2, row: 1 });
  });

  it('says what is best and where, and how many diverged', () => {
    expect(scene().label).toBe(
      'Heat map of final loss: learning rate across, optimizer down, 6 cells. Best: 0.5000 at learning rate 0.1, optimizer Adam. 1 diverged.',
    );
    const lost = raceWith(rates.flatMap((lr) => [sgd, adam].map((each) => ended(infinite, { ...each, lr }))));
    expect(scene({}, {}, lost).label).toMatch(/6 cells\. No cell has a number\. 6 diverged\.$/);
  });

  it('says of a cell its settings, score and runs', () => {
    expect(scene().card({ column: 1, row: 1 })).toEqual([
      'learning rate 0.1, optimizer Adam',
      'Final loss 0.5000',
      '1 run',
    ]);
    const seeds = raceWith(
      rates.flatMap((lr) =>
        [sgd, adam].flatMap((each) =>
          [1, infinite, 3].map((loss, seed) => ended(loss, { ...each, lr, seed })),
        ),
      ),
    );
    expect(scene({}, {}, seeds).card({ column: 0, row: 0 })).toEqual([
      'learning rate 0.01, optimizer SGD',
      'Final loss 3, median',
      '3 runs, 1 diverged',
    ]);
  });

  it('goes by differences where logarithms have no place', () => {
    expect(scene().log).toBe(true);
    expect(scene({ logY: false }).log).toBe(false);
    const negative = raceWith(
      rates.flatMap((lr) => [sgd, adam].map((each, k) => ended(k - 1 - lr, { ...each, lr }))),
    );
    expect(scene({}, {}, negative).log).toBe(false);
  });

  it('finds the runs of a cell by what a person could have typed', () => {
    const state = stateWith(sweep, { finds: [{ race: 'race', text: 'state:finished', best: 5 }] });
    const text = cellFilter(state, { column: 1, row: 1 });
    expect(text).toBe('state:finished lr=0.1 optimizer=Adam');
    expect([...(findRuns(sweep, { text: text ?? '', best: null }, null).runs ?? [])]).toEqual(['4']);
    expect(cellFilter(state, { column: 9, row: 0 })).toBeNull();
  });
});

describe('tuning curves', () => {
  const scene = (settings: Partial<ViewSettings> = {}, race = sweep) => {
    const found = tuningScene(stateWith(race, settings));
    if (!found) throw new Error('expected tuning curves');
    return found;
  };

  it('have a panel an optimizer, with its best rate', () => {
    const { panels, label, logX, logY, setting } = scene();
    expect(panels.map(({ name, bestText, edge }) => [name, bestText, edge])).toEqual([
      ['SGD', '2 at 0.1', null],
      ['Adam', '0.500 at 0.1', null],
    ]);
    expect([logX, logY, setting]).toEqual([true, true, 'rate']);
    expect(label).toBe(
      'Final loss by learning rate, the best of each optimizer: SGD, 2 at 0.1; Adam, 0.500 at 0.1.',
    );
  });

  it('say on a card what came of a value', () => {
    const { card } = scene();
    expect(card({ panel: 1, mark: 1 })).toEqual(['Adam, learning rate 0.1', 'Final loss 0.5000', '1 run']);
    expect(card({ panel: 0, mark: 2 }).at(-1)).toBe('1 run, 1 diverged');
    expect(card({ panel: 7, mark: 0 })).toEqual([]);
    const seeds = [0, 1, 2].flatMap((seed) =>
      rates.map((lr) => ended(lr * (1 + seed), { ...sgd, lr, seed })),
    );
    expect(scene({}, raceWith(seeds)).card({ panel: 0, mark: 1 })).toEqual([
      'SGD, learning rate 0.1',
      'Final loss 0.2000, median',
      '3 runs',
      'middle half 0.150 to 0.250',
    ]);
  });

  it('write counts as they are, and what is large or has parts in few digits', () => {
    const textOf = (best: number) =>
      scene({}, raceWith(rates.map((lr, i) => ended(best + (i - 1) ** 2 * best, { ...sgd, lr })))).panels[0]
        ?.bestText;
    expect([textOf(99_999), textOf(100_000), textOf(12.3456)]).toEqual([
      '99999 at 0.1',
      '1.00e+5 at 0.1',
      '12.3 at 0.1',
    ]);
  });

  it('have the colours of their optimizers', () => {
    const colors = Array.from({ length: 12 }, (_, slot) => `color ${slot}`);
    const state = stateWith(sweep);
    const found = tuningScene({ ...state, theme: { ...state.theme, runs: colors } });
    expect(found?.panels.map(({ color }) => color)).toEqual(['color 0', 'color 4']);
  });

  it('say where the best is the last that was tried', () => {
    const edge = raceWith(rates.map((lr) => ended(1 / lr, { ...sgd, lr })));
    expect(scene({}, edge).panels.map((panel) => panel.edge)).toEqual(['edge of the rates tried']);
    const momentum = raceOf(sweepView(['Momentum']));
    const { panels, setting, logX } = scene({ tuned: 'hyperparameter-momentum' }, momentum);
    expect([setting, logX, panels[0]?.marks.map(({ value }) => value)]).toEqual([
      'momentum',
      false,
      [0, 0.5, 0.8, 0.9, 0.95],
    ]);
  });

  it('leave out optimizers that nothing is known of', () => {
    const waiting = { status: { kind: 'queued' }, engine: null, losses: new Float64Array() } as const;
    const race = raceWith([...rates.map((lr) => ended(lr, { ...sgd, lr })), { ...adam, ...waiting }]);
    expect(scene({}, race).panels.map(({ name }) => name)).toEqual(['SGD']);
    const lost = raceWith(rates.map((lr) => ended(infinite, { ...sgd, lr })));
    expect(scene({}, lost).label).toMatch(/SGD, none that is finite\.$/);
  });
});

describe('parallel coordinates', () => {
  const race = raceOf(sweepView());
  const scene = (settings: Partial<ViewSettings> = {}, change: Partial<PanelState> = {}) =>
    parallelScene(stateWith(race, settings, change));
  const text = (typed: string): Partial<ViewSettings> => ({
    finds: [{ race: 'race', text: typed, best: null }],
  });

  it('have an axis for each swept setting and one for the score', () => {
    const { axes, lines, label } = scene();
    expect(axes.map(({ name }) => name)).toEqual(['optimizer', 'learning rate', 'momentum', 'Final loss']);
    expect(lines).toHaveLength(500);
    expect(label).toMatch(/^Parallel coordinates of 500 runs: .* Best final loss: \w+ lr .+, 0\.0\d+\.$/);
    expect(axes[2]?.ticks.map((tick) => tick.text)).toEqual(['0', '0.5', '0.8', '0.9', '0.95']);
  });

  it('have the best above the others, and what diverged above its axis', () => {
    const { lines } = scene();
    expect(lines.at(-1)?.shares[3]).toBe(0);
    expect(lines[0]?.shares[3]).toBe(lostShare);
    expect(lines.filter(({ shares }) => shares[3] === lostShare).length).toBeGreaterThan(20);
  });

  it('leave what is not found where it is, and hidden runs out', () => {
    const found = findRuns(race, { text: 'adam', best: 10 }, null);
    const { lines, label } = scene({}, { found, hidden: new Set(['0']) });
    expect(lines.filter(({ isFound }) => isFound)).toHaveLength(10);
    expect(lines).toHaveLength(499);
    expect(label).toMatch(/^Parallel coordinates of 10 runs/);
  });

  it('ask for what is brushed as a person could have typed it', () => {
    const brushed = (axis: number, low: number, high: number, typed = '') =>
      brushedText(stateWith(race, text(typed)), axis, { low, high });
    expect(brushed(1, 0.25, 0.5)).toBe('lr>=0.001 lr<=0.01');
    expect(brushed(1, -0.1, 0.5, 'adam lr>=0.1')).toBe('adam lr<=0.01');
    expect(brushed(2, 0.9, 1.2)).toBe('momentum>=0.855');
    // Words from the top: the two lowest.
    expect(brushed(0, 0, 0.4)).toBe('optimizer=Adam,"Clipped SGD"');
    expect(brushed(3, 0, 0.5)).toMatch(/^score<=[\d.]+$/);
    expect(brushed(3, 0.2, 1.1)).toMatch(/^score>=[\d.]+$/);
    expect(brushedText(stateWith(race, text('adam lr>=0.1 lr<=1')), 1, null)).toBe('adam');
    expect(brushed(9, 0, 1, 'adam')).toBe('adam');
  });

  it('show as brushed what the text asks for, whoever typed it', () => {
    const { axes } = scene(text('lr>=0.001 optimizer=adam score<=1'));
    expect(axes[1]?.brush?.low).toBeCloseTo(0.25, 6);
    expect(axes[1]?.brush?.high).toBe(lostShare);
    expect(axes[0]?.brush).toEqual({ low: expect.closeTo(0.2, 9), high: expect.closeTo(0.4, 9) });
    expect(axes[2]?.brush).toBeNull();
    expect(axes[3]?.brush?.low).toBe(0);
  });
});
