/** The side bar, the status bar and the progress of long races, as they follow the store. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import { endChunks, type Race, type Run } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { RunsView } from '../../../extension/sidebar/runsView.ts';
import { showLongRunProgress } from '../../../extension/status/longRunProgress.ts';
import { showStatusBarItem } from '../../../extension/status/statusBar.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { hiddenIn } from '../race/hidden.ts';
import { type PieceText, pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { resetScreen, screen } from './fake/screen.ts';

let store: RaceStore;

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
  store = new RaceStore();
});

afterEach(() => {
  vi.useRealTimers();
});

/** The view of runs, with nothing hidden at first. */
function viewOf(picked = new PickedRun(store)): RunsView {
  return new RunsView(store, picked, hiddenIn(store, picked).hidden);
}

const running = (race: Race): Race => ({ ...race, phase: 'running' });

function append(race: Race, piece: PieceText): void {
  store.append(race.id, [{ run: 0, piece: pieceOf(piece) }]);
}

function firstRun({ runs: [run] }: Race): Run {
  if (!run) throw new Error('expected a run');
  return run;
}

describe('the side bar', () => {
  const itemOf = (view: RunsView, race: Race) => {
    const { label, description, command, tooltip } = view.getTreeItem(firstRun(race));
    return { label, description, argument: command?.arguments?.[0], tooltip };
  };

  test('says how each run stands', () => {
    const race = running(raceOf(onValley({ lr: [0.01, 0.02] })));
    store.show(race);
    const view = viewOf();
    expect(view.getChildren()).toHaveLength(2);
    expect(view.getChildren(firstRun(race))).toEqual([]);
    const engine = { precision: 'float64', threads: 1, description: 'JavaScript' } as const;
    append(race, { loss: [4, 2], position: [1, 1, 0, 0], state: { engine, stepsDone: 1, loss: 2 } });
    expect(itemOf(view, race)).toMatchObject({
      label: 'SGD',
      description: '2.0 · lr 0.01',
      argument: { race: race.id, run: 0 },
    });
    expect(String(itemOf(view, race).tooltip).split('\n')).toEqual(
      expect.arrayContaining(['SGD', 'lr = 0.01', 'JavaScript']),
    );
  });

  test.each<[string, unknown, PieceText, string]>([
    ['a batch size among others', onDigits({ batch_size: ['full', 8] }), {}, 'batch full · waiting'],
    ['a seed among others', onDigits({ seed: [1, 2] }), {}, 'seed 1 · waiting'],
    [
      'an accuracy',
      onDigits(),
      { evaluations: [{ step: 1, loss: 1, accuracy: 0.5 }], state: { status: { kind: 'running' } } },
      '50 %',
    ],
    [
      'where it diverged',
      onValley(),
      { state: { status: { kind: 'diverged', step: 7, reason: 'loss became NaN', hint: '' } } },
      'diverged at step 7',
    ],
  ])('names %s', (_, experiment, piece, description) => {
    const race = running(raceOf(experiment));
    store.show(race);
    if (Object.keys(piece).length > 0) append(race, piece);
    expect(itemOf(viewOf(), race).description).toBe(description);
  });

  /** A view as VS Code has it, which reads all rows at first, and then those that it is told of. */
  const watch = () => {
    const view = viewOf();
    const reads: (readonly Run[] | undefined)[] = [];
    const read = (runs: readonly Run[]) => runs.map((run) => view.getTreeItem(run).description);
    read(view.getChildren());
    view.onDidChangeTreeData((runs) => {
      reads.push(runs);
      read(runs ?? view.getChildren());
    });
    return { view, reads };
  };

  test('is read anew a few times a second, and not while it is hidden', () => {
    const race = running(raceOf(onValley()));
    store.show(race);
    const { view, reads } = watch();
    const engine = { precision: 'float64', threads: 1, description: 'JavaScript' } as const;
    const step = (number: number) =>
      append(race, { firstPoint: number, loss: [1], position: [0, 0], state: { engine, loss: 30 - number } });
    for (let number = 0; number < 20; number++) {
      step(number);
      vi.advanceTimersByTime(50);
    }
    expect(reads.length).toBeGreaterThan(2);
    expect(reads.length).toBeLessThan(5);

    const [tree] = screen.trees;
    tree?.show(false);
    reads.length = 0;
    step(20);
    vi.advanceTimersByTime(1000);
    expect(reads).toEqual([]);
    tree?.show(true);
    expect(reads).toEqual([undefined]);

    view.dispose();
    step(21);
    vi.advanceTimersByTime(1000);
    expect(reads).toHaveLength(1);
  });

  test('has only those rows read anew that say something else', () => {
    const race = running(raceOf(onValley({ lr: [0.1, 0.2, 0.3] })));
    store.show(race);
    const { reads } = watch();
    const engine = { precision: 'float64', threads: 1, description: 'JavaScript' } as const;
    const state = { engine, loss: 3, status: { kind: 'running' } } as const;
    store.append(race.id, [{ run: 1, piece: pieceOf({ loss: [3], position: [0, 0], state }) }]);
    vi.advanceTimersByTime(1000);
    expect(reads).toEqual([[race.runs[1]]]);
    // More steps that come to the same.
    store.append(race.id, [
      { run: 1, piece: pieceOf({ firstPoint: 1, loss: [3], position: [0, 0], state }) },
    ]);
    vi.advanceTimersByTime(1000);
    expect(reads).toHaveLength(1);
    store.setPaused(race, true);
    vi.advanceTimersByTime(1000);
    expect(reads.slice(1)).toEqual([[race.runs[1]]]);
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    vi.advanceTimersByTime(1000);
    expect(reads.slice(2)).toEqual([[...race.runs]]);
  });

  test('selects the run that was picked, and lets go of it with the person', async () => {
    const race = running(raceOf(onValley({ lr: [0.1, 0.2] })));
    store.show(race);
    const picked = new PickedRun(store);
    viewOf(picked);
    const [tree] = screen.trees;
    picked.pick({ race: race.id, run: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(tree?.selection).toEqual([race.runs[1]]);
    tree?.select([]);
    expect(picked.run).toBeNull();
  });

  test('names the race, and says how many of its runs it shows', () => {
    viewOf();
    expect(screen.trees[0]?.message).toBe('');
    store.show(raceOf(onValley({ title: 'Two rates', lr: [0.1, 0.2] })));
    expect(screen.trees[0]?.message).toBe('Two rates');
    const many = raceOf(
      onDigits({
        title: 'Many',
        seed: Array.from({ length: 64 }, (_, seed) => seed),
        lr: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
      }),
    );
    store.show(many);
    expect(screen.trees[0]?.message).toBe('Many · first 500 of 576 runs');
  });
});

describe('the status bar', () => {
  const bar = () => screen.statusBar[0];

  test('shows how far a race is while it goes on', () => {
    showStatusBarItem(store, { isShowing: false, onDidSend: () => ({ dispose() {} }) });
    expect(bar()?.visible).toBe(false);
    const race = running(raceOf(onValley({ steps: 2000 })));
    store.show(race);
    expect(bar()).toMatchObject({ visible: true, text: '$(graph-line) 0 / 2,000' });
    append(race, { loss: [1], position: [0, 0], state: { stepsDone: 1500 } });
    expect(bar()?.text).toBe('$(graph-line) 1,500 / 2,000');
    store.setPaused(race, true);
    expect(bar()?.text).toBe('$(debug-pause) 1,500 / 2,000');
    expect(bar()?.tooltip).toMatch(/: step 1,500 of 2,000, paused$/);
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    expect(bar()?.visible).toBe(false);
  });
});

describe('the progress of a long race', () => {
  const step = (race: Race, stepsDone: number) =>
    append(race, {
      firstPoint: recordOf(race).extent.points,
      loss: [1],
      position: [0, 0],
      state: { stepsDone },
    });

  test('appears after ten seconds while the panel is out of sight, and ends with the race', async () => {
    const panel = { visible: true };
    showLongRunProgress(store, panel, () => {});
    const race = running(raceOf(onValley({ title: 'Long', steps: 100 })));
    store.show(race);
    vi.advanceTimersByTime(9000);
    step(race, 0);
    panel.visible = false;
    step(race, 1);
    expect(screen.progress).toEqual([]);
    vi.advanceTimersByTime(2000);
    step(race, 2);
    step(race, 50);
    step(race, 75);
    expect(screen.progress).toMatchObject([
      { title: 'Long', reports: ['50 %, about 10 s left', '75 %, a few seconds left'] },
    ]);
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.progress).toHaveLength(1);
  });
});
