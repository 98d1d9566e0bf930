/** Kernels next to other ways to do the same in the same process. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { kernels as cases } from './kernels.ts';
import { type Case, type Measurement, measure, median } from './measure.ts';
import { matches } from './options.ts';

/** Processes that measure each case, since engines compile the same code better or worse from run to run. */
const processes = 3;

/** Asks the bench, as a process of its own, to measure the case of the number that follows. */
export const caseFlag = '--case';

export function measureCase(index: number): void {
  const own = cases[index];
  if (!own) throw new RangeError(`${caseFlag} ${index} — expected less than ${cases.length}`);
  console.log(JSON.stringify(measure(own.prepare())));
}

/** Returns how many cases it measured. */
export function reportKernels(words: readonly string[]): number {
  const selected = [...cases.entries()].filter(([, { group, name }]) =>
    matches(`kernels ${group} ${name}`, words),
  );
  let heading = '';
  let missed = 0;
  for (const [index, each] of selected) {
    if (each.group !== heading) console.log(`\n${each.group}`);
    heading = each.group;
    const measurements = Array.from({ length: processes }, () => measureApart(index));
    const time = median(measurements.map(({ measured, comparedWith }) => measured / comparedWith));
    if (!isReached(each, time)) missed += 1;
    console.log(describe(each, measurements, time));
  }
  if (selected.length > 0)
    console.log(missed === 0 ? '\nAll targets are reached.' : `\nTargets that are missed: ${missed}.`);
  return selected.length;
}

function measureApart(index: number): Measurement {
  const command = [fileURLToPath(import.meta.url), caseFlag, String(index)];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** @param time As a multiple of the time of what the case is compared with. */
function isReached({ target }: Case, time: number): boolean {
  if (!target) return true;
  return 'time' in target ? time <= target.time : 1 / time >= target.speed;
}

function describe(each: Case, measurements: readonly Measurement[], time: number): string {
  const microseconds = (value: number) => `${value.toPrecision(3)} µs`.padStart(10);
  const { name, target } = each;
  const columns = [
    `  ${name.padEnd(22)}`,
    microseconds(median(measurements.map(({ measured }) => measured))),
    ' :',
    microseconds(median(measurements.map(({ comparedWith }) => comparedWith))),
    `   time x ${time.toFixed(2)}`,
    `   speed x ${(1 / time).toFixed(2).padStart(5)}`,
  ];
  if (!target) return columns.join('');
  const limit = 'time' in target ? `time x ${target.time} at most` : `speed x ${target.speed} at least`;
  return `${columns.join('')}   ${isReached(each, time) ? '✓' : '✗ MISSED'} ${limit}`;
}
