/** Training logs in a browser: followed by their addresses, each read as a whole where it has grown. */
import { afterEach, expect, test, vi } from 'vitest';
import type { LogNews } from '../../../core/log/logNews.ts';
import { FileTail } from '../../../threads/logs/fileTail.ts';
import { type FollowedLog, followLog } from '../../../threads/logs/followLog.ts';
import { logFiles } from '../../../threads/logs/logFiles.ts';
import { reportLog } from '../../../threads/logs/reportLog.ts';
import { largestFile } from '../../../web/files/webFiles.ts';
import { logDiskOf } from '../../../web/logs/logDisk.ts';
import { numbersOf } from '../log/logTools.ts';
import { memoryFiles, setFile } from './memoryFiles.ts';

const open: FollowedLog[] = [];
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
});

const place = 'tmp:/ws/runs/train.csv';

function follow(files: ReturnType<typeof memoryFiles>) {
  const told: { numbers: unknown; fault: string | null; isAnew: boolean }[] = [];
  const followed = followLog(
    place,
    ({ log, fault, isAnew }) => told.push({ numbers: numbersOf(log)[''], fault, isAnew }),
    { disk: logDiskOf(files), every: 10 },
  );
  open.push(followed);
  const tells = (last: object) => vi.waitFor(() => expect(told.at(-1)).toMatchObject(last), 10_000);
  return { told, tells };
}

test('one that grows is read on, one that is replaced anew, one that is gone is told of', async () => {
  const files = memoryFiles({ [place]: 'step,loss\n0,4\n' });
  const { told, tells } = follow(files);
  await tells({ numbers: { step: [0], loss: [4] }, fault: null });
  setFile(files, place, 'step,loss\n0,4\n1,3\n', 10);
  await tells({ numbers: { step: [0, 1], loss: [4, 3] } });
  expect(told.some(({ isAnew }) => isAnew)).toBe(false);
  setFile(files, place, 'step,loss\n0,9\n1,8\n2,7\n', 20);
  await tells({ numbers: { step: [0, 1, 2], loss: [9, 8, 7] } });
  expect(told.some(({ isAnew }) => isAnew)).toBe(true);
  files.contents.delete(place);
  await tells({ fault: `no such file — expected a log at ${place}` });
});

test('a file in which nothing has come is not read again', async () => {
  const files = memoryFiles({ [place]: 'step,loss\n0,4\n' });
  const tail = new FileTail(logDiskOf(files), place);
  expect(await tail.read(() => true)).toBe('grew');
  expect(await tail.read(() => true)).toBe('same');
  expect(files.reads).toBe(1);
});

test('what is too large for a browser is refused, with where it is read', async () => {
  const files = memoryFiles({ [place]: 'step,loss\n0,4\n' });
  const { look } = files;
  files.look = async (at) => {
    const facts = await look(at);
    return facts && { ...facts, size: largestFile + 1 };
  };
  await expect(new FileTail(logDiskOf(files), place).read(() => true)).rejects.toThrow(
    `257 MiB — expected at most 256 MiB in a browser, which has the whole file in memory: VS Code on a desktop reads larger ones — expected a log at ${place}`,
  );
});

test('the event files of a folder are found by their addresses', async () => {
  const files = memoryFiles({
    'tmp:/ws/runs/my run/x.txt': '',
    'tmp:/ws/runs/my%20run/events.out.tfevents.2': '',
    'tmp:/ws/runs/events.out.tfevents.1': '',
  });
  expect(await logFiles(logDiskOf(files), 'tmp:/ws/runs')).toEqual([
    { path: 'tmp:/ws/runs/events.out.tfevents.1', folder: '', name: 'events.out.tfevents.1' },
    {
      ...{ path: 'tmp:/ws/runs/my%20run/events.out.tfevents.2', folder: 'my run' },
      name: 'events.out.tfevents.2',
    },
  ]);
  const told: LogNews[] = [];
  const request = { place: 'tmp:/ws/runs', choice: {} };
  open.push(reportLog(logDiskOf(files), request, (news) => told.push(news)));
  await vi.waitFor(() => expect(told).not.toHaveLength(0), 10_000);
});
