/** VS Code's own progress: when it is shown, what it says, and how it is cancelled. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLateProgress } from '../../../extension/lateProgress.ts';
import { showProgress } from '../../../extension/shown/progress.ts';
import { resetScreen, screen } from './fake/screen.ts';

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
});

afterEach(() => {
  vi.useRealTimers();
});

const reported = () => screen.progress.map(({ title, reports }) => ({ title, reports }));

/** Work that a test ends. */
function work() {
  let report = (_share: number) => {};
  let end = { resolve: (_value: string) => {}, reject: (_error: Error) => {} };
  const begin = (tell: (share: number) => void) => {
    report = tell;
    return new Promise<string>((resolve, reject) => {
      end = { resolve, reject };
    });
  };
  return { begin, report: (share: number) => report(share), end: () => end };
}

test('news come once for each percent, however often they are told', async () => {
  await showProgress(
    'Saving',
    () => {},
    async (report) => {
      for (let i = 0; i <= 100_000; i++) report(i / 100_000);
    },
  );
  const [shown] = screen.progress;
  expect(shown?.reports).toEqual(Array.from({ length: 101 }, (_, percent) => `${percent} %`));
  expect(shown?.increments.reduce((sum, each) => sum + each, 0)).toBe(100);
});

test('a share that is the same again is not told again, one that falls is', async () => {
  await showProgress(
    'Saving',
    () => {},
    async (report) => {
      for (const share of [0.5, 0.509, 0.2]) report(share);
    },
  );
  expect(screen.progress[0]).toMatchObject({ reports: ['50 %', '20 %'], increments: [50, -30] });
});

test('work of a moment shows nothing', async () => {
  const { begin, report, end } = work();
  const done = withLateProgress('Reading', () => {}, begin);
  report(0.5);
  await vi.advanceTimersByTimeAsync(499);
  end().resolve('the end');
  expect(await done).toBe('the end');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(reported()).toEqual([]);
});

test('longer work shows how far it is, from the share that is known when it appears', async () => {
  const { begin, report, end } = work();
  const done = withLateProgress('Reading', () => {}, begin);
  report(0.25);
  await vi.advanceTimersByTimeAsync(500);
  report(0.75);
  expect(reported()).toEqual([{ title: 'Reading', reports: ['25 %', '75 %'] }]);
  expect(screen.progress[0]?.isOver).toBe(false);
  end().resolve('the end');
  await done;
  await vi.advanceTimersByTimeAsync(0);
  expect(screen.progress[0]?.isOver).toBe(true);
});

test('work that fails shows no progress any more, and throws', async () => {
  const { begin, end } = work();
  const done = withLateProgress('Reading', () => {}, begin);
  await vi.advanceTimersByTimeAsync(600);
  end().reject(new Error('no disk'));
  await expect(done).rejects.toThrow('no disk');
  await vi.advanceTimersByTimeAsync(0);
  expect(screen.progress[0]?.isOver).toBe(true);
});

test('the button cancels', async () => {
  const { begin, end } = work();
  const cancel = vi.fn();
  const done = withLateProgress('Reading', cancel, begin);
  await vi.advanceTimersByTimeAsync(600);
  expect(cancel).not.toHaveBeenCalled();
  expect(screen.progress[0]?.cancellable).toBe(true);
  screen.progress[0]?.cancel();
  expect(cancel).toHaveBeenCalledOnce();
  end().resolve('');
  await done;
});
