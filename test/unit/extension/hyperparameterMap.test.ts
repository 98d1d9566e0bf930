/** The map of hyperparameters in the editor: what is asked, what its page is told, and what becomes of its cells. */
import './loadedParts.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { numbersOfCell } from '../../../core/map/mapGrid.ts';
import { raceOf } from '../race/pieces.ts';
import { keep, map, messages, openBeforeEach, run, scheduler, started, store } from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { createPanel } from './fake/widgets.ts';
import {
  at,
  axes,
  catchMapsBeforeEach,
  last,
  lastPanel,
  ofValley,
  opened,
  openFile,
  send,
  settled,
  shown,
  told,
  valley,
} from './openedMaps.ts';

openBeforeEach();
catchMapsBeforeEach();

function oneCell(cell: number, ...numbers: number[]) {
  const of = new Float64Array(numbersOfCell);
  of.set(numbers);
  return { cells: Uint32Array.of(cell), numbers: of };
}

describe('which map is opened', () => {
  test('that of a file, with the axes that it has', async () => {
    await openFile({ ...ofValley, map: { x: { setting: 'lr', from: 0.001, to: 0.1 }, y: 'momentum' } });
    expect(lastPanel().title).toBe('Hyperparameter Map');
    expect(told().map(({ type }) => type)).toEqual(['opening', 'opened']);
    expect(told()[0]).toEqual({ type: 'opening', title: 'Momentum on Ill-conditioned valley' });
    expect(shown()).toMatchObject({
      ...{ title: 'Momentum on Ill-conditioned valley', steps: 1000, target: 1, start: '(1, 10)' },
      engine: 'CPU, float64',
      x: { setting: 'lr', scale: 'log', from: 0.001, to: 0.1 },
      y: { setting: 'momentum', scale: 'one minus log', from: 0, to: 0.999 },
    });
    expect(shown().settings.map(({ name }) => name)).toEqual([
      ...['lr', 'momentum', 'start_x', 'start_y', 'condition'],
    ]);
    // Messages are JSON.
    expect(JSON.parse(JSON.stringify(shown().settings))).toEqual(shown().settings);
    // Where the file says where an axis ends, it ends there.
    expect(shown()).toMatchObject({ grows: { x: false, y: true }, topic: 'stability', minima: [] });
  });

  test('a file with a wrong axis opens none, and says where it is wrong', async () => {
    await openFile({ ...ofValley, map: { x: 'lr', y: 'momentom' } });
    expect(screen.panels).toEqual([]);
    expect(messages()[0]?.[1]).toContain('map.y = "momentom" — expected one of');
  });

  test('of the race on the screen one optimizer, with axes that the person chooses', async () => {
    store.show(raceOf({ ...valley, title: 'mine' }, { id: 'a' }));
    const asked: string[][] = [];
    const ranges: (string | undefined)[] = [];
    screen.choose = (items) => {
      asked.push(items.map(({ label }) => label));
      ranges.push(items[0]?.description);
      return items[0];
    };
    await run('mapHyperparameters');
    await settled();
    expect(asked).toEqual([
      ['Momentum', 'Adam'],
      ['Learning rate', 'Momentum', 'Start w0', 'Start w1', 'Condition'],
      ['Momentum', 'Start w0', 'Start w1', 'Condition'],
    ]);
    expect(ranges).toEqual([undefined, '0.0001 to 0.1, log', '0 to 0.999, log of 1 − momentum']);
    expect(shown()).toMatchObject({ steps: 1000, x: { setting: 'lr' }, y: { setting: 'momentum' } });
  });

  test('without a race the tutorial’s valley; nothing where the person chooses nothing', async () => {
    screen.choose = (items) => items.find(({ label }) => label === 'Adam') ?? items[0];
    await run('mapHyperparameters');
    await settled();
    expect(shown()).toMatchObject({ title: 'Adam on Ill-conditioned valley', y: { setting: 'beta2' } });
    const before = screen.panels.length;
    screen.choose = () => undefined;
    await run('mapHyperparameters');
    expect([screen.panels.length, opened.length]).toEqual([before, 1]);
  });

  test('another takes its place, and its threads end', async () => {
    await openFile();
    const first = last();
    await openFile();
    expect(first.computation.dispose).toHaveBeenCalledOnce();
    first.listener.onCells(oneCell(0));
    first.listener.onFailed('late');
    expect(told().map(({ type }) => type)).not.toContain('failed');
    lastPanel().dispose();
    expect(last().computation.dispose).toHaveBeenCalledOnce();
  });
});

describe('what is in view', () => {
  test('is computed as the page asks, with the limit of theory', async () => {
    await openFile();
    await send({ type: 'show', view: 1, ...axes(), ...at });
    const [part, from] = last().computation.show.mock.calls[0] ?? [];
    expect(from).toEqual(at.around);
    expect([part.columns.length, part.rows.length, part.columns[170], part.rows[85]]).toEqual([
      ...[256, 256, 0.01, 0.9],
    ]);
    const theory = told().find(({ type }) => type === 'theory');
    if (theory?.type !== 'theory') return expect.fail('no theory');
    expect(theory.theory?.equation).toBe('lr · 100 = 2 + 2 · momentum');
    expect(theory.theory?.rates[85]).toBeCloseTo(0.038, 12);
    last().listener.onCells(oneCell(7, 0.5, 0.4, 8, 20, 0));
    expect(told().at(-1)).toMatchObject({ type: 'cells', view: 1 });
    last().listener.onDone();
    expect(told().at(-1)).toEqual({ type: 'phase', view: 1, phase: 'done' });
  });

  test('comes again at once where the page was hidden', async () => {
    await openFile();
    await send({ type: 'show', view: 1, ...axes(), ...at });
    last().listener.onCells(oneCell(7, 0.5, 0.4, 8, 20, 0));
    last().listener.onDone();
    await send({ type: 'ready' });
    expect(told().at(-1)?.type).toBe('opened');
    await send({ type: 'show', view: 1, ...axes(), ...at });
    expect(last().computation.show).toHaveBeenCalledOnce();
    const cells = told().findLast(({ type }) => type === 'cells');
    expect(cells?.type === 'cells' && [...cells.chunk.cells]).toEqual([7]);
    expect(told().at(-1)).toEqual({ type: 'phase', view: 1, phase: 'done' });
  });

  test('is the whole map once the page has made it wider, and then grows no more', async () => {
    await openFile();
    expect(shown().grows).toEqual({ x: true, y: true });
    const { x, y } = axes();
    await send({ type: 'show', view: 1, x, y, ...at });
    await send({ type: 'ready' });
    expect(shown().grows).toEqual({ x: true, y: true });
    const wide = { ...x, to: 10 };
    await send({ type: 'show', view: 2, x: wide, y, ...at, isWhole: true });
    await send({ type: 'show', view: 3, x: { ...x, from: 0.01 }, y, ...at });
    await send({ type: 'ready' });
    expect(shown()).toMatchObject({ x: wide, y, place: { x: { from: 0.01 }, y } });
    expect(shown().grows).toEqual({ x: false, y: false });
  });

  test('of networks is in double precision where single precision can’t tell runs apart, and so is a cell in the panel', async () => {
    const problem = { data: 'spirals', hidden: [4] };
    await openFile({ ...ofValley, problem, steps: undefined, epochs: 2, map: { x: 'lr', y: 'momentum' } });
    const { x, y } = axes();
    const near = { ...x, from: 0.01, to: 0.01 * (1 + 1e-7) };
    await send({ type: 'show', view: 1, x: near, y, ...at });
    const engineOf = () => last().computation.show.mock.calls.at(-1)?.[0].spec.run.engine;
    const said = () => told().findLast(({ type }) => type === 'engine');
    expect(engineOf()).toBe('float64');
    expect(said()).toMatchObject({ view: 1, engine: { kind: 'cpu', precision: 'float64' } });
    // That no GPU computes it either is not what is to be known.
    last().listener.onEngine({ kind: 'cpu', device: null, reason: 'there is none' });
    expect(said()).toMatchObject({ engine: { precision: 'float64' } });
    await send({ type: 'run', x: 0.01, y: 0.9 });
    expect((started() as [Experiment])[0].engine).toBe('float64');
    await send({ type: 'show', view: 2, x, y, ...at });
    expect(engineOf()).toBe('auto');
    expect(said()).toMatchObject({ view: 1 });
  });

  test('of a surface is in single precision where the file asks for it, as far as that can be', async () => {
    await openFile({ ...ofValley, map: { x: 'lr', y: 'momentum', precision: 'float32' } });
    expect(shown().engine).toBe('CPU, float32');
    const { x, y } = axes();
    const precision = () => last().computation.show.mock.calls.at(-1)?.[0].spec.precision;
    const said = () => told().findLast(({ type }) => type === 'engine');
    await send({ type: 'show', view: 1, x, y, ...at });
    expect(precision()).toBe('float32');
    expect(said()).toMatchObject({ view: 1, engine: { kind: 'cpu', precision: 'float32', reason: null } });
    last().listener.onEngine({ kind: 'cpu', device: null, reason: 'there is none' });
    expect(said()).toMatchObject({ engine: { precision: 'float32', reason: 'there is none' } });
    await send({ type: 'show', view: 2, x: { ...x, from: 0.01, to: 0.01 * (1 + 1e-7) }, y, ...at });
    expect(precision()).toBeUndefined();
    expect(said()).toMatchObject({ view: 2, engine: { precision: 'float64' } });
    await send({ type: 'axes', x: 'start_x', y: 'momentum' });
    await send({ type: 'show', view: 3, ...axes(), ...at });
    expect(precision()).toBe('float32');
  });

  test('can’t be what no run can have', async () => {
    await openFile();
    const { x, y } = axes();
    await send({ type: 'show', view: 1, x: { ...x, from: -1 }, y, ...at });
    await send({ type: 'show', view: 2, x, y: { ...y, to: 1 }, ...at });
    await send({ type: 'show', view: 3, x: { ...x, setting: 'other' }, y, ...at });
    await send({ type: 'show', view: 4, x: { ...x, from: 1, to: 0.5 }, y, ...at });
    expect(last().computation.show).not.toHaveBeenCalled();
  });

  test('pauses, goes on, stops, and is computed from the pointer outward', async () => {
    await openFile();
    await send({ type: 'show', view: 1, ...axes(), ...at });
    await send({ type: 'pause' });
    await send({ type: 'resume' });
    await send({ type: 'focus', column: 3, row: 4 });
    await send({ type: 'stop' });
    const { computation } = last();
    expect(computation.setPaused.mock.calls).toEqual([[true], [false]]);
    expect(computation.focus.mock.calls[0]?.[0]).toMatchObject({ column: 3, row: 4 });
    expect(computation.stop).toHaveBeenCalledOnce();
    const phases = told().flatMap((each) => (each.type === 'phase' ? [each.phase] : []));
    expect(phases).toEqual(['running', 'paused', 'running', 'stopped']);
    // What was stopped stays so, until it is computed anew.
    await send({ type: 'show', view: 2, ...axes(), ...at });
    expect(computation.show).toHaveBeenCalledTimes(1);
    await send({ type: 'show', view: 3, ...axes(), ...at, anew: true });
    expect(computation.show).toHaveBeenCalledTimes(2);
  });

  test('has other axes where the person chooses them; those of the file are as it says', async () => {
    await openFile({ ...ofValley, map: { x: { setting: 'lr', from: 0.001, to: 0.1 }, y: 'momentum' } });
    await send({ type: 'choose', x: 'lr', y: 'condition' });
    expect(axes()).toMatchObject({
      x: { setting: 'lr', from: 0.001 },
      y: { setting: 'condition', to: 10_000 },
    });
    await send({ type: 'choose', x: 'lr', y: 'beta1' });
    expect(messages()[0]?.[1]).toContain('map.y = "beta1" — expected one of');
  });
});

describe('the GPU', () => {
  const choiceOf = async (experiment: object) => {
    await openFile(experiment);
    return last().gpu?.choice;
  };

  test('is asked as the experiment says, else as the setting', async () => {
    expect(await choiceOf(ofValley)).toBe('auto');
    expect(await choiceOf({ ...ofValley, engine: 'gpu' })).toBe('gpu');
    expect(await choiceOf({ ...ofValley, engine: 'cpu' })).toBeUndefined();
    expect(await choiceOf({ ...ofValley, engine: 'float64' })).toBeUndefined();
    screen.settings['optimizerPlayground.engine'] = 'cpu';
    expect(await choiceOf(ofValley)).toBeUndefined();
    expect(await choiceOf({ ...ofValley, engine: 'auto' })).toBe('auto');
    screen.settings['optimizerPlayground.engine'] = 'gpu';
    expect(await choiceOf(ofValley)).toBe('gpu');
  });

  test('is said to compute the part in view, also to a page that was hidden', async () => {
    await openFile();
    await send({ type: 'show', view: 1, ...axes(), ...at });
    const engine = { kind: 'gpu', device: 'NVIDIA H200', reason: null } as const;
    last().listener.onEngine(engine);
    expect(told().at(-1)).toEqual({ type: 'engine', view: 1, engine });
    await send({ type: 'ready' });
    await send({ type: 'show', view: 1, ...axes(), ...at });
    expect(told().filter(({ type }) => type === 'engine')).toHaveLength(2);
    // Of another part nothing is known yet.
    await send({ type: 'show', view: 2, ...axes(), ...at, anew: true });
    expect(told().filter(({ type }) => type === 'engine')).toHaveLength(2);
  });

  const ask = () => last().gpu?.link.request<'dispose'>({ type: 'dispose', run: 'a' });
  const asked = () => told().findLast(({ type }) => type === 'gpu') as { id: number } | undefined;

  test('is that of the map’s page, until the page is gone', async () => {
    await openFile({ ...ofValley, engine: 'gpu' });
    const waiting = ask();
    await settled();
    expect(asked()).toBeUndefined();
    await send({ type: 'ready' });
    await send({ type: 'gpuReply', id: asked()?.id, outcome: { answer: null } });
    expect(await waiting).toBeNull();
    for (const [end, why] of [
      [() => lastPanel().show(false), 'the map is out of sight'],
      [() => lastPanel().webview.send({ type: 'ready' }), 'the map was loaded anew'],
    ] as const) {
      const lost = ask()?.catch((error: unknown) => error);
      await settled();
      end();
      expect(await lost).toMatchObject({ isLost: true, message: `the GPU was lost: ${why}` });
      lastPanel().show(true);
      await send({ type: 'ready' });
    }
    const closed = ask()?.catch((error: unknown) => error);
    await settled();
    const { gpu } = last();
    lastPanel().dispose();
    expect(await closed).toMatchObject({ isLost: true, message: 'the GPU was lost: the map was closed' });
    await expect(gpu?.link.request<'dispose'>({ type: 'dispose', run: 'a' })).rejects.toThrow(
      'the map’s page, through which the GPU is reached, was closed',
    );
  });
});

describe('a cell', () => {
  beforeEach(async () => {
    await openFile({ ...ofValley, stop: { target: 1 } });
    await send({ type: 'show', view: 1, ...axes(), ...at });
  });

  test('runs in the panel, and nothing but it', async () => {
    await send({ type: 'run', x: 0.0304, y: 0.728 });
    const [experiment] = started() as [Experiment];
    expect(experiment).toMatchObject({
      ...{ problem: { surface: 'valley' }, lr: [0.0304], steps: 1000, target: 1 },
      optimizers: [{ optimizer: 'momentum', hyperparameters: { momentum: 0.728 } }],
    });
    expect(experiment.title).toBe('Ill-conditioned valley · Momentum · lr 0.0304 · momentum 0.728');
    expect(experiment).not.toHaveProperty('map');
    expect(experiment).not.toHaveProperty('stop');
  });

  test('is compared with what is on the screen', async () => {
    store.show(raceOf(valley, { id: 'shown' }));
    scheduler.start.mockImplementation((experiment: Experiment) => {
      const race = keep(raceOf(experiment, { id: 'cell' }));
      store.show(race);
      return race;
    });
    await send({ type: 'compare', x: 0.0304, y: 0.728 });
    expect(store.shown?.runs.map(({ race }) => race.id)).toEqual(['shown', 'shown', 'cell']);
    // It is there now.
    await send({ type: 'compare', x: 0.0304, y: 0.728 });
    expect(scheduler.start).toHaveBeenCalledOnce();
    expect(messages()).toEqual([['information', 'This run is on the screen already.']]);
  });

  test('has a curve, and its settings can be copied', async () => {
    await send({ type: 'request', id: 7, name: 'curve', params: { x: 0.01, y: 0.9 } });
    expect(told().at(-1)).toEqual({
      ...{ type: 'reply', id: 7 },
      outcome: { result: { steps: [0, 1], losses: [2, 1] } },
    });
    const [, ...at] = last().computation.curve.mock.calls[0] ?? [];
    expect(at).toEqual([0.01, 0.9]);
    await send({ type: 'copy', text: '{"lr":0.01}' });
    expect(screen.clipboard).toBe('{"lr":0.01}');
  });
});

test('after a reload of the window the same part is there, computed anew', async () => {
  await openFile();
  const { place } = shown();
  const part = { ...place, x: { ...place.x, from: 0.01, to: 0.05 } };
  const panel = createPanel('Hyperparameter Map', 1);
  await map.restore(panel as never, JSON.parse(JSON.stringify(part)));
  expect(shown(panel)).toMatchObject({ place: { x: { from: 0.01, to: 0.05 } } });
  const other = createPanel('Hyperparameter Map', 1);
  await map.restore(other as never, { x: 1 });
  expect(told(other)).toEqual([{ type: 'failed', message: expect.stringContaining('Map Hyperparameters') }]);
});
