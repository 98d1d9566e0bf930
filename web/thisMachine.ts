/** What a browser tells of the machine that it runs on. */

interface Hints {
  /** GiB, rounded, 8 at most; Chromium tells it. */
  readonly deviceMemory?: number;
}

/** What a window may take of the machine's memory: browsers end windows that take much, and tell nobody how much is left. */
const shareForRaces = 1 / 4;
const usualMemory = 4;

/** How many threads it runs at once. */
export function coresHere(): number {
  return navigator.hardwareConcurrency || 2;
}

/** Bytes that races may have together. */
export function memoryForRaces(): number {
  const { deviceMemory = usualMemory }: Hints & WorkerNavigator = navigator;
  return shareForRaces * deviceMemory * 2 ** 30;
}

/** In words. */
export function machineHere(): string {
  return `a browser with ${coresHere()} threads, ${navigator.userAgent}`;
}
