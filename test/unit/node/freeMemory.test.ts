import { freemem, totalmem } from 'node:os';
import { expect, test } from 'vitest';
import { freeMemory, type MemorySources, memoryForRaces } from '../../../node/freeMemory.ts';

const gigabyte = 2 ** 30;

/** A Linux machine of 16 GiB, 6 of them free, without a container. */
function sources(
  others: Partial<MemorySources> = {},
  files: Readonly<Record<string, string>> = {},
): MemorySources {
  return {
    ...{
      platform: 'linux',
      total: 16 * gigabyte,
      free: 6 * gigabyte,
      limit: 2 ** 64,
      leftOfLimit: 6 * gigabyte,
    },
    read(file) {
      expect(file).toMatch(/^\//);
      return files[file] ?? null;
    },
    ...others,
  };
}
const container = { limit: 4 * gigabyte, leftOfLimit: gigabyte };
const statistics = `anon ${2 * gigabyte}\ninactive_file ${gigabyte / 2}\nactive_file ${gigabyte / 4}\n`;

test('without a container it is what the machine has', () => {
  expect(freeMemory(sources())).toBe(6 * gigabyte);
  expect(freeMemory(sources({ limit: 0, leftOfLimit: 0 }))).toBe(6 * gigabyte);
  expect(freeMemory(sources({ platform: 'win32', leftOfLimit: undefined }))).toBe(6 * gigabyte);
});

test('on macOS, which counts what it would give up as taken, it is half of the machine at least', () => {
  expect(freeMemory(sources({ platform: 'darwin', free: 1000 }))).toBe(8 * gigabyte);
});

test('in a container it is what that has left', () => {
  expect(freeMemory(sources(container))).toBe(gigabyte);
  expect(freeMemory(sources({ ...container, leftOfLimit: undefined }))).toBe(4 * gigabyte);
  expect(freeMemory(sources({ ...container, free: 1000 }))).toBe(1000);
});

test.each([
  ['version 2', '0::/user/app\n', '/sys/fs/cgroup/user/app/memory.stat'],
  ['version 2, seen from inside', '0::/\n', '/sys/fs/cgroup/memory.stat'],
  ['version 2 whose path is that of outside', '0::/docker/1\n', '/sys/fs/cgroup/memory.stat'],
  ['version 1', '4:memory:/docker/1\n1:cpu:/\n', '/sys/fs/cgroup/memory/docker/1/memory.stat'],
])('the file cache of a container of %s counts as free', (_, groups, file) => {
  const files = { '/proc/self/cgroup': groups, [file]: statistics };
  expect(freeMemory(sources(container, files))).toBe(1.75 * gigabyte);
  expect(freeMemory(sources({ ...container, leftOfLimit: 3.9 * gigabyte }, files))).toBe(4 * gigabyte);
});

test.each<[string, Readonly<Record<string, string>>, number]>([
  ['says nothing of its files', { '/proc/self/cgroup': '0::/\n' }, 0],
  [
    'counts other things alone',
    {
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.stat': `total_active_file ${gigabyte}\nactive_files ${gigabyte}\nactive_file x\n`,
    },
    0,
  ],
  [
    'has files that are used again and again',
    { '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/memory.stat': `active_file ${gigabyte / 8}` },
    gigabyte / 8,
  ],
  [
    'is in a group of its own: that counts, not the one around it',
    {
      '/proc/self/cgroup': '0::/own\n',
      '/sys/fs/cgroup/own/memory.stat': `active_file ${gigabyte / 8}\n`,
      '/sys/fs/cgroup/memory.stat': statistics,
    },
    gigabyte / 8,
  ],
  [
    'has both versions',
    {
      '/proc/self/cgroup': '0::/init\n11:memory:/docker/1\n',
      '/sys/fs/cgroup/memory/docker/1/memory.stat': `inactive_file ${gigabyte / 4}\n`,
    },
    gigabyte / 4,
  ],
  [
    'has version 1, seen from inside',
    {
      '/proc/self/cgroup': '11:memory:/\n',
      '/sys/fs/cgroup/memory/memory.stat': `inactive_file ${gigabyte / 4}\n`,
    },
    gigabyte / 4,
  ],
  [
    'has a group without memory, and text that is no group',
    {
      '/proc/self/cgroup': '11:cpu:/docker/1\n12:memory,cpu:/docker/1\nnothing\nv0::/own\n',
      '/sys/fs/cgroup/own/memory.stat': statistics,
      '/sys/fs/cgroup/docker/1/memory.stat': statistics,
      '/sys/fs/cgroup/cpu/docker/1/memory.stat': statistics,
      '/sys/fs/cgroup/memory/docker/1/memory.stat': statistics,
    },
    0,
  ],
  ['is on a system without such files', {}, 0],
])('a container that %s', (_, files, more) => {
  expect(freeMemory(sources(container, files))).toBe(gigabyte + more);
});

test.each([
  ['as large as the machine', 16 * gigabyte, 6 * gigabyte],
  ['larger than the machine', 17 * gigabyte, 6 * gigabyte],
  ['a byte smaller', 16 * gigabyte - 1, gigabyte],
  ['unknown', 0, 6 * gigabyte],
])('a limit that is %s', (_, limit, free) => {
  expect(freeMemory(sources({ limit, leftOfLimit: gigabyte }))).toBe(free);
});

test('on macOS, what is free counts where it is more than half; elsewhere it counts alone', () => {
  const free = 9 * gigabyte;
  expect(freeMemory(sources({ platform: 'darwin', free }))).toBe(free);
  expect(freeMemory(sources({ free: 1000 }))).toBe(1000);
});

test('races leave a fifth of what is free to others', () => {
  expect(memoryForRaces(sources())).toBe(0.8 * 6 * gigabyte);
});

test('of this machine it is some of it', () => {
  const free = freeMemory();
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThanOrEqual(Math.max(totalmem(), freemem()));
});
