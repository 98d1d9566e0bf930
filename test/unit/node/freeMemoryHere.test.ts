/** What this machine says of its memory, as Node.js tells it. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freeMemory } from '../../../node/freeMemory.ts';

vi.mock('node:fs', async (original) => ({ ...(await original<object>()), readFileSync: vi.fn() }));
vi.mock('node:os', async (original) => ({
  ...(await original<object>()),
  freemem: () => 6000,
  totalmem: () => 16_000,
}));

const read = vi.mocked(readFileSync);
const { constrainedMemory, availableMemory } = process;
const say = (limit?: () => number, left?: () => number) => {
  Object.assign(process, { constrainedMemory: limit, availableMemory: left });
};

beforeEach(() => {
  vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
  read.mockReset();
});
afterEach(() => {
  say(constrainedMemory, availableMemory);
  vi.restoreAllMocks();
});

test.each<[string, (() => number) | undefined, (() => number) | undefined, number]>([
  ['has a limit', () => 4000, () => 1000, 1200],
  ['has a limit, and does not say what is left of it', () => 4000, undefined, 4000],
  ['has no limit', () => 0, () => 1000, 6000],
  ['can’t say whether there is one', undefined, undefined, 6000],
  ['says that it has as much as there is', () => 16_000, () => 1000, 6000],
])('a program that %s', (_, limit, left, free) => {
  say(limit, left);
  read.mockImplementation((file) => {
    const files: Record<string, string> = {
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.stat': 'active_file 200\n',
    };
    return files[String(file)] ?? expect.fail(`${file} was read`);
  });
  expect(freeMemory()).toBe(free);
});

test('files that can’t be read say nothing', () => {
  say(
    () => 4000,
    () => 1000,
  );
  read.mockImplementation(() => {
    throw new Error('ENOENT');
  });
  expect(freeMemory()).toBe(1000);
  expect(read).toHaveBeenCalledWith('/proc/self/cgroup', 'utf8');
});

test('where the container’s own group can’t be read, that of the whole container is', () => {
  say(
    () => 4000,
    () => 1000,
  );
  read.mockImplementation((file) => {
    if (file === '/proc/self/cgroup') return '0::/docker/a\n';
    if (file === '/sys/fs/cgroup/memory.stat') return 'inactive_file 300\n';
    throw new Error('ENOENT');
  });
  expect(freeMemory()).toBe(1300);
});
