/** How many bytes this process may take before the machine, or its container, has no more. */
import { readFileSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';

/** What the operating system says, to be replaced in tests. */
export interface MemorySources {
  readonly platform: NodeJS.Platform;
  readonly total: number;
  /** Of the whole machine, with what it would give up for others where it counts that. */
  readonly free: number;
  /** Of the container that this process runs in; more than `total` where there is none. */
  readonly limit: number;
  /** Left in the container; its file cache counts as taken. undefined where Node.js doesn't know. */
  readonly leftOfLimit: number | undefined;
  /** The text of a file; null where there is none. */
  read(file: string): string | null;
}

/** The rest is left to what else the machine does. */
const shareForRaces = 0.8;

/** Bytes that races may have together. */
export function memoryForRaces(sources: MemorySources = thisMachine()): number {
  return shareForRaces * freeMemory(sources);
}

/** Bytes that the machine and its container have left. */
export function freeMemory(sources: MemorySources = thisMachine()): number {
  const { platform, total, free, limit, leftOfLimit = limit } = sources;
  // macOS counts what it would give up for others as taken.
  const ofMachine = platform === 'darwin' ? Math.max(free, total / 2) : free;
  if (!(limit > 0 && limit < total)) return ofMachine;
  return Math.min(ofMachine, limit, leftOfLimit + fileCache(sources));
}

/** What the container has read and written of files, which it gives up when it needs the memory. */
function fileCache({ read }: MemorySources): number {
  const groups = read('/proc/self/cgroup') ?? '';
  const folders = groups.split('\n').flatMap((line) => {
    const [, controllers, group] = /^\d+:([^:]*):(.*)/.exec(line) ?? [];
    if (controllers === '') return [`/sys/fs/cgroup${group}`, '/sys/fs/cgroup'];
    return controllers === 'memory' ? [`/sys/fs/cgroup/memory${group}`, '/sys/fs/cgroup/memory'] : [];
  });
  for (const folder of folders) {
    const statistics = read(`${folder.replace(/\/$/, '')}/memory.stat`);
    if (statistics !== null) return bytesOf(statistics, 'inactive_file') + bytesOf(statistics, 'active_file');
  }
  return 0;
}

function bytesOf(statistics: string, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(statistics)?.[1] ?? 0);
}

function thisMachine(): MemorySources {
  return {
    platform: process.platform,
    total: totalmem(),
    free: freemem(),
    limit: process.constrainedMemory?.() ?? 0,
    leftOfLimit: process.availableMemory?.(),
    read(file) {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        return null;
      }
    },
  };
}
