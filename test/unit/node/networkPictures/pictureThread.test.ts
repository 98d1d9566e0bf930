/** The thread that makes pictures of networks, as it ships. */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SliceNews } from '../../../../core/networkPictures/sliceNews.ts';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { type PictureNews, PictureThread } from '../../../../threads/networkPictures/pictureThread.ts';
import { picturesOf, spirals } from '../../networkPictures/networks.ts';
import { bundleForNode } from '../childProgram.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
beforeAll(async () => {
  programs = await bundleForNode({
    worker: 'node/networkPictures/pictureWorker.ts',
    csvWorker: 'node/data/csvWorker.ts',
  });
});
afterAll(() => programs.remove());

const { runs, pictures } = picturesOf(spirals);
const ends = runs.map(({ stepsDone }) => stepsDone);
const steps = runs[0]?.stepsDone ?? 0;

/** Opens the runs, and lets go of them after the work. */
async function opening<T>(
  work: (thread: PictureThread, news: PictureNews[]) => Promise<T>,
  of = runs,
): Promise<T> {
  const places = {
    data: inRoot('core', 'problems', 'data'),
    csvWorker: path.join(programs.folder, 'csvWorker.js'),
  };
  const news: PictureNews[] = [];
  const start = threadsOf(path.join(programs.folder, 'worker.js'), { places });
  const thread = new PictureThread(start, { runs: of, csv: null }, (each) => news.push(each));
  try {
    return await work(thread, news);
  } finally {
    thread.dispose();
  }
}

const slicesIn = (news: readonly PictureNews[]): SliceNews[] =>
  news.flatMap((each) => ('slice' in each ? [each.slice] : []));

test('answers as the runs themselves do, and says how far it is', async () => {
  await opening(async (thread, news) => {
    const [before, facts, end, start] = await Promise.all([
      thread.ask('facts', null),
      thread.ask('follow', ends),
      thread.ask('at', { run: 0, step: steps }),
      thread.ask('at', { run: 1, step: 0 }),
    ]);
    expect(facts).toEqual(pictures.facts);
    expect(before).toEqual({ ...pictures.facts, lastFinite: [null, null] });
    expect(end).toEqual(pictures.at(0, steps));
    expect(start).toEqual(pictures.at(1, 0));
    await expect(thread.ask('at', { run: 0, step: steps + 1 })).rejects.toThrow('expected 0 <= step');
    expect(news.some((each) => 'opened' in each && each.opened > 0.9)).toBe(true);
  });
});

test('tells a slice coarse first, to its end', async () => {
  const request = { run: 1, kind: 'ends', seed: 0 } as const;
  await opening(async (thread, news) => {
    await thread.ask('follow', ends);
    await thread.ask('slice', request);
    const told = slicesIn(news);
    const sizes = [...new Set(told.flatMap(({ grid }) => grid?.size ?? []))];
    expect(sizes).toEqual([9, 17, 33, 65]);
    expect(told.map(({ isOver }) => isOver)).toEqual([...new Array(told.length - 1).fill(false), true]);
    const coarse = told.find(({ grid }) => grid?.size === 9);
    for (const { grid } of pictures.slice(request).grids) {
      if (grid?.size !== 9) continue;
      expect(coarse?.grid).toEqual(grid);
      break;
    }
    expect(coarse).toMatchObject({ request, kind: 'ends', other: 0 });
  });
});

test('answers while a slice is computed, which another takes the place of, and which can be stopped', async () => {
  await opening(async (thread, news) => {
    const request = { run: 0, kind: 'random', seed: 0 } as const;
    await thread.ask('follow', ends);
    const first = thread.ask('slice', request);
    const second = thread.ask('slice', { ...request, seed: 1 });
    expect(await thread.ask('at', { run: 0, step: 3 })).toEqual(pictures.at(0, 3));
    const stop = thread.ask('stop', null);
    await Promise.all([first, second, stop]);
    const last = slicesIn(news).at(-1);
    expect(last).toMatchObject({ request: { seed: 1 }, isOver: true });
    expect(last?.done).toBeLessThan(last?.total ?? 0);
    expect(slicesIn(news).some((each) => each.request.seed === 0 && each.isOver)).toBe(false);
  });
});

test('makes pictures of weights that it is given, while it goes through runs, which can be stopped', async () => {
  await opening(
    async (thread) => {
      const following = thread.ask('follow', [50_000, 50_000]);
      const parameters = new Float64Array(pictures.facts.parameters).fill(0.1);
      const live = await thread.ask('live', { run: 0, weights: { stepsDone: steps + 7, parameters } });
      expect(live).toEqual(pictures.live(0, { stepsDone: steps + 7, parameters }));
      expect(live.step).toBe(steps + 7);
      await Promise.all([thread.ask('follow', [50_000, 50_000]), thread.ask('stop', null)]).then(([facts]) =>
        expect(facts).toBeNull(),
      );
      expect(await following).toBeNull();
    },
    runs.map(({ spec }) => ({ spec: { ...spec, steps: 50_000 }, stepsDone: 1 })),
  );
});

test('whoever asks is told what can not be computed', async () => {
  const [run] = runs;
  const spec = { ...(run?.spec ?? expect.fail('no run')), problem: { surface: 'valley' } } as const;
  await opening(
    async (thread) => {
      await expect(thread.ask('facts', null)).rejects.toThrow('trains no network');
      thread.dispose();
      await expect(thread.ask('facts', null)).rejects.toThrow('the network page was closed');
    },
    [{ spec, stepsDone: 1 }],
  );
});
