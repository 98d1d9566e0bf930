/** Runs that are one line: which they are, what they are called, and what the chart draws of them. */
import { describe, expect, it } from 'vitest';
import type { RaceView } from '../../../core/protocol/panel.ts';
import { middleOf } from '../../../core/statistics/quantile.ts';
import { groupingOf, groupingsOf } from '../../../webview/panel/data/groups.ts';
import { chartCaption } from '../../../webview/panel/figures/caption.ts';
import { hasLegend } from '../../../webview/panel/figures/legend.ts';
import { drawnLines, visibleLines } from '../../../webview/panel/scene/drawnLines.ts';
import { highlightedRuns } from '../../../webview/panel/scene/drawnRuns.ts';
import { landscapeScene } from '../../../webview/panel/scene/landscapeScene.ts';
import { lossScene } from '../../../webview/panel/scene/lossScene.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { nearestLine } from '../../../webview/shared/chart/pointing.ts';
import { laidOut } from '../webview/scenes.ts';
import { type RunChange, raceOf, runView, stateOf, updateOf } from './fixtures.ts';

const diverged = { kind: 'diverged', step: 3, reason: '', hint: '' } as const;
const settings = (change: Partial<PanelState['settings']>) => ({ ...readViewSettings(undefined), ...change });

/** Runs with these seeds, and losses that end at the number of each. */
const seeds = (change: RunChange, ...all: readonly number[]): RunChange[] =>
  all.map((seed) => ({
    ...change,
    seed,
    variant: seed,
    losses: Float64Array.of(9, 5 + seed, 1 + seed),
    steps: 2,
  }));

const two = [
  ...seeds({ name: 'SGD', optimizer: 'sgd', color: 0 }, 0, 1, 2),
  ...seeds({ name: 'Adam', optimizer: 'adam', color: 4 }, 0, 1, 2),
];

function stateWith(
  runs: readonly RunChange[],
  change: Partial<PanelState> = {},
  view: Partial<RaceView> = {},
) {
  return stateOf(raceOf({ runs: runs.map((each) => runView(each)), ...view }), change);
}

describe('the ways to group runs', () => {
  const idsOf = (runs: readonly RunChange[]) => groupingsOf(stateWith(runs).race).map(({ id }) => id);

  it('are those that make a difference', () => {
    expect(idsOf([{ name: 'SGD' }, { name: 'Adam' }])).toEqual([]);
    expect(idsOf(two), 'by optimizer they are the same').toEqual(['run', 'seed']);
    const rates = [0.1, 0.01].flatMap((lr) => two.map((run) => ({ ...run, lr })));
    expect(idsOf(rates)).toEqual(['run', 'seed', 'optimizer', 'lr']);
    const noSeeds = [0.1, 0.01].flatMap((lr) => [
      { name: 'SGD', lr },
      { name: 'Adam', lr },
    ]);
    expect(idsOf(noSeeds)).toEqual(['run', 'optimizer', 'lr']);
  });

  it('begin with all but the seed, where there are several, and follow the person', () => {
    const { race } = stateWith(two);
    expect(groupingOf(race, null).id).toBe('seed');
    expect(groupingOf(race, 'run').id).toBe('run');
    expect(groupingOf(race, 'batch').id, 'no such setting differs').toBe('seed');
    expect(groupingOf(stateWith([{ name: 'SGD' }, { name: 'Adam' }]).race, null).id).toBe('run');
  });

  it('name groups without what their runs differ in', () => {
    const named = (runs: readonly RunChange[], by: string | null) =>
      groupingOf(stateWith(runs).race, by).groups.map(({ name, runs }) => `${name}: ${runs.length}`);
    expect(named(two, null)).toEqual(['SGD: 3', 'Adam: 3']);
    const unequal = [...seeds({ lr: 0.1 }, 0, 1), ...seeds({ lr: 0.2 }, 5, 6)];
    expect(named(unequal, null)).toEqual(['lr 0.1: 2', 'lr 0.2: 2']);
    expect(named([...two, ...two.map((run) => ({ ...run, lr: 0.5 }))], 'lr')).toEqual([
      'lr 0.01: 6',
      'lr 0.5: 6',
    ]);
    expect(named([...two, ...two.map((run) => ({ ...run, lr: 0.5 }))], 'optimizer')).toEqual([
      'SGD: 6',
      'Adam: 6',
    ]);
    expect(named([...two, { name: 'Lion', seed: 7 }], null)).toEqual(['SGD: 3', 'Adam: 3', 'Lion: 1']);
  });

  it('never put losses of different problems together', () => {
    const bowl = two.map((run) => ({ ...run, problem: { surface: 'beale' } as const }));
    const { groups } = groupingOf(stateWith([...two, ...bowl]).race, 'optimizer');
    expect(groups.map(({ runs }) => runs.length)).toEqual([3, 3, 3, 3]);
    expect(new Set(groups.map(({ name }) => name)).size).toBe(4);
  });
});

describe('the chart of several seeds', () => {
  it('has a line of each group, in the colour of its optimizer', () => {
    const { lines, direct } = lossScene(stateWith(two));
    expect(direct).toBe(true);
    expect(lines).toMatchObject([
      { key: 'group:0', name: 'SGD', endName: 'SGD', look: { slot: 0, variant: 0 }, dash: [], ended: true },
      { key: 'group:3', name: 'Adam', look: { slot: 4, variant: 0 }, raw: null, divergedAt: null },
    ]);
    const [line] = lines;
    const { median, low, high } = middleOf([1, 2, 3]);
    expect([line?.curve.last, line?.middle?.low.last, line?.middle?.high.last]).toEqual([median, low, high]);
    expect(line?.middle?.of).toBe('3 seeds');
    expect(line?.positionAt(1)).toBeNull();
  });

  it('keeps its curves from frame to frame, and grows them', () => {
    const running = two.map((run) => ({ ...run, status: { kind: 'running' } as const }));
    const state = stateWith(running, {}, { phase: 'running' });
    const [before] = lossScene(state).lines;
    const update = { type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2 } as const;
    state.race.apply({ ...update, runs: [0, 1].map((run) => ({ ...updateOf(3, [0], [5, 5]), run })) });
    expect(lossScene(state).lines[0]?.curve).toBe(before?.curve);
    expect(before?.curve.length, 'the third has not come so far').toBe(3);
    state.race.apply({ ...update, runs: [{ ...updateOf(3, [7], [5, 5]), run: 2 }] });
    lossScene(state);
    expect([before?.curve.length, before?.curve.last]).toEqual([4, 0]);
    const other = lossScene({ ...state, hidden: new Set(['0']) }).lines[0];
    expect(other?.curve).not.toBe(before?.curve);
  });

  it('leaves hidden runs out, and takes a run that is left alone for itself', () => {
    const hide = (...keys: string[]) => lossScene(stateWith(two, { hidden: new Set(keys) })).lines;
    expect(hide('2')[0]?.curve.last).toBe(1.5);
    expect(hide('0', '1')[0]).toMatchObject({ key: '2', name: 'SGD seed 2', middle: null });
    expect(hide('0', '1', '2').map(({ name }) => name)).toEqual(['Adam']);
  });

  it('compares the same seeds, and says so', () => {
    const state = stateWith([...two, ...seeds({ name: 'Adam', optimizer: 'adam', color: 4 }, 8)]);
    const [, adam] = lossScene(state).lines;
    expect(adam).toMatchObject({ middle: { of: '3 seeds' } });
    expect(chartCaption(state).text).toBe(
      'median and middle half of the 3 seeds that all have, log scale, by step',
    );
    const single = stateWith([
      ...[...two, ...seeds({ name: 'Adam', optimizer: 'adam', color: 4 }, 8)],
      ...seeds({ name: 'Lion', optimizer: 'lion', color: 5 }, 7),
    ]);
    expect(lossScene(single).lines.map(({ name }) => name)).toEqual(['SGD', 'Adam', 'Lion']);
    const rates = ['SGD', 'Adam'].flatMap((name, i) => [
      ...seeds({ name, optimizer: name, lr: 0.1 }, 0, 1),
      ...seeds({ name, optimizer: name, lr: 0.2 }, 0, 1, 5 + i),
    ]);
    const byOptimizer = lossScene(stateWith(rates, { settings: settings({ groupBy: 'optimizer' }) }));
    expect(byOptimizer.lines.map(({ middle }) => middle?.of)).toEqual(['5 runs', '5 runs']);
    const disjoint = [...seeds({ name: 'SGD' }, 0, 1), ...seeds({ name: 'Adam' }, 2, 3, 4)];
    const { lines } = lossScene(stateWith(disjoint));
    expect(lines.map(({ endName }) => endName)).toEqual(['SGD · 2 seeds', 'Adam · 3 seeds']);
  });

  it('says in its caption what is drawn', () => {
    expect(chartCaption(stateWith(two)).text).toBe('median and middle half of 3 seeds, log scale, by step');
    expect(chartCaption(stateWith(two, { settings: settings({ groupBy: 'run' }) })).text).toBe(
      'log scale, by step',
    );
    const mixed = [...two, ...seeds({ name: 'Lion', optimizer: 'lion' }, 7, 8)];
    expect(chartCaption(stateWith(mixed)).text).toContain('median and middle half of several runs');
  });

  it('shows the single runs of a group that is unfolded', () => {
    const { lines } = lossScene(stateWith(two, { unfolded: new Set(['group:0']) }));
    expect(lines.map(({ name }) => name)).toEqual(['SGD seed 0', 'SGD seed 1', 'SGD seed 2', 'Adam']);
  });

  it('highlights a group with each of its runs, and its runs with the group', () => {
    const fadedOf = (highlighted: string, change: Partial<PanelState> = {}) =>
      lossScene(stateWith(two, { highlighted, ...change })).lines.map(({ faded, highlighted }) => [
        faded,
        highlighted,
      ]);
    const first = [
      [false, true],
      [true, false],
    ];
    expect(fadedOf('group:0')).toEqual(first);
    expect(fadedOf('2')).toEqual(first);
    expect(fadedOf('group:0', { cursor: 1 })[1]).toEqual([false, false]);
    expect([...highlightedRuns(stateWith(two, { highlighted: 'group:3' }))]).toEqual(['3', '4', '5']);
    const state = stateWith(two, { highlighted: 'group:3' });
    const { surface } = state.race;
    if (!surface) throw new Error('expected a surface');
    expect(landscapeScene(state, surface, null).paths.map(({ faded }) => faded)).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
  });

  it('is pointed at as a group, wherever its median is near', () => {
    const scene = lossScene(stateWith(two));
    const { plot, lines } = laidOut(scene);
    const y = plot.y(lines[1]?.line.curve.at(1) ?? Number.NaN);
    // Both medians are there: the first is taken.
    expect(nearestLine(scene, plot, 1, y)).toBe('group:0');
    expect(nearestLine({ ...scene, lines: scene.lines.slice(1) }, plot, 1, y + 3)).toBe('group:3');
  });

  it('has diverged where half of its runs have, and reaches the target with its median', () => {
    const [a = {}, b = {}, c = {}] = two;
    const lost = { ...a, status: diverged };
    expect(lossScene(stateWith([lost, b, c])).lines[0]).toMatchObject({ divergedAt: null });
    const short = { ...lost, losses: Float64Array.of(9, 50) };
    const line = lossScene(stateWith([short, { ...short, seed: 1 }, c])).lines[0];
    expect(line?.divergedAt).toBe(2);
    expect(lossScene(stateWith(two, {}, { target: 2 })).lines[0]?.reached).toBe(2);
  });

  it('lays epochs of other batch sizes on each other', () => {
    const problem = { data: 'digits', hidden: [] };
    const model = { path: null, problem };
    const state = stateWith(
      [
        { ...model, batchSize: 8, stepsPerEpoch: 4, steps: 8, losses: new Float64Array(9).fill(4) },
        { ...model, batchSize: 16, stepsPerEpoch: 2, steps: 4, losses: new Float64Array(5).fill(2) },
        {
          ...model,
          name: 'Adam',
          batchSize: 16,
          stepsPerEpoch: 2,
          steps: 4,
          losses: new Float64Array(5).fill(2),
        },
      ],
      { settings: settings({ groupBy: 'optimizer' }) },
      { problem },
    );
    const { axis, lines } = lossScene(state);
    expect(axis.kind).toBe('epoch');
    expect([lines[0]?.curve.last, lines[0]?.curve.stepOf(lines[0].curve.length - 1)]).toEqual([3, 8]);
  });

  it('draws of too many groups those with the lowest medians, lost ones last, and the highlighted one', () => {
    // The later the group, the lower its median; the last has diverged.
    const many = Array.from({ length: 70 }, (_, i) =>
      [0, 1].map((seed) => ({
        ...{ name: `Run ${i}`, optimizer: `o${i}`, seed, steps: 2 },
        losses: Float64Array.of(9, 9, 80 - i + seed),
        ...(i === 69 && { status: diverged }),
      })),
    ).flat();
    const namesOf = (change: Partial<PanelState>) =>
      drawnLines(stateWith(many, change)).map(({ name }) => Number(name.slice('Run '.length)));
    const from = (first: number) => Array.from({ length: 69 - first }, (_, i) => first + i);
    expect(namesOf({})).toEqual(from(5));
    expect(namesOf({ highlighted: 'group:2' })).toEqual([1, ...from(6)]);
  });

  it('needs a legend only for more lines than have names at their ends', () => {
    const many = Array.from({ length: 5 }, (_, i) =>
      seeds({ name: `Run ${i}`, optimizer: `o${i}` }, 0, 1),
    ).flat();
    expect(hasLegend(stateWith(many))).toBe(false);
    expect(hasLegend(stateWith(many, { settings: settings({ groupBy: 'run' }) }))).toBe(true);
    expect(visibleLines(stateWith(many))).toHaveLength(5);
  });
});
