/** Maps in threads with a way to a device: what it computes, and that nothing is lost where it can't. */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { float64Engine } from '../../../../core/engine/cpu/float64Engine.ts';
import {
  type GpuAnswers,
  GpuError,
  type GpuLink,
  type GpuRequest,
  type GpuRequestOf,
} from '../../../../core/engine/gpu/messages.ts';
import { levelOf } from '../../../../core/map/cellOrder.ts';
import { createScorer } from '../../../../core/map/scorer.ts';
import { bundleMapThreads, mapOf, viewOf, type Watched, watching } from './watchedMap.ts';

let programs: Awaited<ReturnType<typeof bundleMapThreads>>;
beforeAll(async () => {
  programs = await bundleMapThreads();
});
afterAll(() => programs.remove());

const valley = {
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 100, target: 1 },
};

/** A device whose scores are made up: each tells of its cell. */
class FakeScores implements GpuLink {
  readonly requests: GpuRequest[] = [];
  /** Called before each answer. */
  before: (request: GpuRequest) => void | Promise<void> = () => {};
  isSoftware = false;
  readonly #places = new Map<string, Uint32Array>();

  count(type: GpuRequest['type']): number {
    return this.requests.filter((request) => request.type === type).length;
  }

  async request<T extends GpuRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]> {
    this.requests.push(request);
    await this.before(request);
    return this.#answer(request) as GpuAnswers[T];
  }

  #answer(request: GpuRequest): GpuAnswers[GpuRequest['type']] {
    switch (request.type) {
      case 'open':
        return {
          name: 'Fake',
          isSoftware: this.isSoftware,
          hasSubgroups: false,
          version: '1',
          largestBuffer: 2 ** 30,
        };
      case 'createScores':
        this.#places.set(request.run, request.places);
        return null;
      case 'score': {
        const places = this.#places.get(request.run) ?? new Uint32Array();
        return { scores: request.read ? scoresOf(places) : null, milliseconds: 1 };
      }
      default:
        return null;
    }
  }
}

function scoresOf(places: Uint32Array): Uint32Array {
  const runs = places.length;
  const words = new Uint32Array(5 * runs);
  const floats = new Float32Array(words.buffer);
  for (const [run, place] of places.entries()) {
    floats[run] = place;
    floats[runs + run] = 0.5;
    words.set([7], 2 * runs + run);
    words.set([9], 3 * runs + run);
  }
  return words;
}

const madeUp = (column: number, row: number) => ({
  ...{ final: 65_536 * row + column, best: 0.5, first: 7, forGood: 9, divergedAt: 0 },
});

const onDevice = (
  gpu: FakeScores,
  choice: 'auto' | 'gpu',
  work: (watched: Watched) => Promise<void>,
  patience?: number,
) =>
  watching(
    {
      workerFile: path.join(programs.folder, 'worker.js'),
      gpu: { link: gpu, choice, ...(patience !== undefined && { patience }) },
    },
    work,
  );

const score = (experiment: object, x: number, y: number) =>
  createScorer(mapOf(experiment), { engines: [float64Engine], data: null, isGivenUp: () => false })(x, y);

test('a device computes each cell once, the coarse ones first', () => {
  const gpu = new FakeScores();
  return onDevice(gpu, 'gpu', async (watched) => {
    watched.show(viewOf(mapOf(valley), 200));
    await watched.until(() => watched.done === 1);
    expect(watched.engines).toEqual([{ kind: 'gpu', device: 'Fake', reason: null }]);
    expect(watched.cells.length).toBe(40_000);
    expect(watched.grid?.knownCount).toBe(40_000);
    expect(watched.grid?.scoreOf(3 * 200 + 17)).toEqual(madeUp(17, 3));
    const [first] = gpu.requests.filter((request) => request.type === 'createScores');
    expect(first?.type === 'createScores' && first.places.length).toBe(4096);
    const levels = watched.cells.slice(0, 4096).map((cell) => levelOf(cell % 200, Math.floor(cell / 200)));
    expect(levels.filter((level) => level >= 4).length).toBe(2500);
    expect(gpu.count('createScores')).toBe(gpu.count('dispose'));
  });
});

test('without a device the threads compute all, and it is said why', () => {
  const gpu = new FakeScores();
  gpu.before = () => {
    throw new GpuError({ message: 'there is none', isLost: false });
  };
  return onDevice(gpu, 'gpu', async (watched) => {
    const view = viewOf(mapOf(valley), 32);
    watched.show(view);
    await watched.until(() => watched.done === 1);
    expect(watched.engines).toEqual([{ kind: 'cpu', device: null, reason: 'there is none' }]);
    expect(watched.cells.length).toBe(1024);
    expect(watched.grid?.scoreOf(40)).toEqual(await score(valley, view.columns[8] ?? 0, view.rows[1] ?? 0));
  });
});

test('a part that no device computes opens none', () => {
  const gpu = new FakeScores();
  return onDevice(gpu, 'gpu', async (watched) => {
    const spec = mapOf(valley);
    const columns = Float64Array.of(0.01, 0.010_000_000_1);
    watched.show({ spec, columns, rows: Float64Array.of(0, 0.5) });
    await watched.until(() => watched.done === 1);
    const reason = 'this part is so small that single precision can’t tell its runs apart';
    expect(watched.engines).toEqual([{ kind: 'cpu', device: null, reason }]);
    expect(watched.grid?.knownCount).toBe(4);
    expect(gpu.requests).toEqual([]);
  });
});

test('where the device is lost the threads compute what is left, and no cell is missing', () => {
  const gpu = new FakeScores();
  gpu.before = ({ type }) => {
    if (type === 'score' && gpu.count('createScores') === 2)
      throw new GpuError({ message: 'its process has ended', isLost: true });
  };
  return onDevice(gpu, 'gpu', async (watched) => {
    const view = viewOf(mapOf(valley), 100);
    watched.show(view);
    await watched.until(() => watched.done === 1);
    expect(watched.engines).toEqual([
      { kind: 'gpu', device: 'Fake', reason: null },
      { kind: 'cpu', device: 'Fake', reason: 'its process has ended' },
    ]);
    expect(watched.cells.length).toBe(10_000);
    expect(watched.grid?.knownCount).toBe(10_000);
    // Of the coarse grid, which the device had, and of the fine one.
    expect(watched.grid?.scoreOf(16 * 100 + 16)).toEqual(madeUp(16, 16));
    expect(watched.grid?.scoreOf(99 * 100 + 99)).toEqual(
      await score(valley, view.columns[99] ?? 0, view.rows[99] ?? 0),
    );
    // Another part has the device again.
    gpu.before = () => {};
    watched.show(viewOf(mapOf(valley), 16));
    await watched.until(() => watched.done === 2);
    expect(watched.engines).toEqual([{ kind: 'gpu', device: 'Fake', reason: null }]);
  });
});

test('a device that does not open is not waited for', () => {
  const gpu = new FakeScores();
  gpu.before = () => new Promise(() => {});
  return onDevice(
    gpu,
    'gpu',
    async (watched) => {
      watched.show(viewOf(mapOf(valley), 16));
      await watched.until(() => watched.done === 1);
      expect(watched.engines).toEqual([
        { kind: 'cpu', device: null, reason: 'the GPU did not open within 0.05 seconds' },
      ]);
      expect(watched.grid?.knownCount).toBe(256);
    },
    50,
  );
});

test('another part takes the place of one that a device is at, which lets go of it', () => {
  const gpu = new FakeScores();
  let answer = () => {};
  gpu.before = async ({ type }) => {
    if (type === 'score' && gpu.count('score') === 1)
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
  };
  return onDevice(gpu, 'gpu', async (watched) => {
    watched.show(viewOf(mapOf({ ...valley, steps: 100_000 }), 64));
    while (gpu.count('score') < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    watched.show(viewOf(mapOf(valley), 8));
    answer();
    await watched.until(() => watched.done === 1);
    expect(watched.grid?.knownCount).toBe(64);
    expect(watched.cells.length).toBe(64);
    const [first] = gpu.requests.filter((request) => request.type === 'createScores');
    const ofFirst = gpu.requests.filter((request) => 'run' in request && request.run === first?.run);
    expect(ofFirst.map(({ type }) => type)).toEqual(['createScores', 'score', 'score', 'dispose']);
  });
});

const long = { ...valley, problem: { surface: 'rosenbrock' }, steps: 40_000 };

test('by itself a map is given to a device where the threads take long, all of it', () => {
  const gpu = new FakeScores();
  return onDevice(gpu, 'auto', async (watched) => {
    watched.show(viewOf(mapOf(valley), 64));
    await watched.until(() => watched.done === 1);
    expect([gpu.requests, watched.engines]).toEqual([[], []]);
    watched.show(viewOf(mapOf(long), 256));
    await watched.until(() => watched.done === 2);
    expect(watched.engines).toEqual([
      {
        ...{ kind: 'gpu', device: 'Fake' },
        reason: expect.stringMatching(
          /^the processor would have taken (a second|\d+ (seconds|minutes)) more$/,
        ),
      },
    ]);
    expect(watched.grid?.knownCount).toBe(65_536);
    for (const cell of [0, 32 * 256 + 16, 65_535])
      expect(watched.grid?.scoreOf(cell)).toEqual(madeUp(cell % 256, Math.floor(cell / 256)));
  });
});

test('by itself a map stays on the processor where the GPU is the processor, and nothing is said', () => {
  const gpu = new FakeScores();
  gpu.isSoftware = true;
  return onDevice(gpu, 'auto', async (watched) => {
    watched.show(viewOf(mapOf(long), 256));
    await watched.until(() => watched.engines.length > 0);
    watched.show(viewOf(mapOf(long), 256));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect([gpu.count('open'), gpu.count('createScores')]).toEqual([1, 0]);
    expect(watched.engines).toEqual([]);
    watched.show(viewOf(mapOf(valley), 16));
    await watched.until(() => watched.done === 1);
  });
});
