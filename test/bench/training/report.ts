/** Everything that a run of the bench found out about training. */
import type { Result } from './contest.ts';
import type { Contestant, Info } from './contestant.ts';
import { ours, reference } from './contestants.ts';
import { threeDigits } from './format.ts';
import type { Machine } from './machine.ts';
import type { Peak } from './peak.ts';
import { type Columns, headingOf, markdownTable, rowOf } from './table.ts';

export interface Report {
  readonly machine: Machine;
  readonly peak: Peak;
  readonly contestants: readonly Pick<Contestant, 'name' | 'info'>[];
  readonly results: readonly Result[];
}

export function columnsOf(contestants: Report['contestants'], peak: Peak): Columns {
  const others = contestants.map(({ name }) => name).filter((name) => name !== ours);
  return { ours, others, peak: peak.speed };
}

/** What was measured on, in words. */
export function describeSetup({ processor, cores, node, load }: Machine, peak: Peak): string {
  return [
    `${processor}, ${cores} cores, Node.js ${node}, load ${load.toFixed(1)}.`,
    `Peak of one core: ${threeDigits(peak.speed / 1e9)} GFLOP/s with ${peak.instructions}.`,
  ].join(' ');
}

/** `PyTorch 2.9.0, threads 1, BLAS MKL` */
export function describeInfo({ id: _, name, version, ...more }: Info): string {
  const named = [name, version].filter((word) => word !== undefined).join(' ');
  return [named, ...Object.entries(more).map(([key, value]) => `${key} ${value}`)].join(', ');
}

/** Why contestants have no times. */
export function problemsOf({ outcomes }: Result): readonly string[] {
  return [...outcomes].flatMap(([name, outcome]) => {
    if (outcome.kind === 'done') return [];
    return [outcome.kind === 'different' ? `✗ ${name} ${outcome.reason}` : `${name}: ${outcome.reason}`];
  });
}

/**
 * Whether losses differ, or there is nothing to compare with: libraries may fail.
 * @param needed Who may not. Default: the engine and its oracle.
 */
export function isWrong({ outcomes }: Result, needed: readonly string[] = [ours, reference]): boolean {
  return [...outcomes].some(
    ([name, { kind }]) => kind === 'different' || (kind === 'failed' && needed.includes(name)),
  );
}

/** As docs/performance.md has it. */
export function markdownOf(report: Report): string {
  const columns = columnsOf(report.contestants, report.peak);
  const contestants = report.contestants.map(({ name, info }) => `- ${name}: ${describeInfo(info)}`);
  const rows = report.results.map((result) => rowOf(result, columns));
  return [
    describeSetup(report.machine, report.peak),
    '',
    ...contestants,
    '',
    markdownTable(headingOf(columns), rows),
  ].join('\n');
}

export function jsonOf({ machine, peak, contestants, results }: Report): string {
  const content = {
    machine,
    peak,
    contestants: contestants.map(({ name, info }) => ({ name, info })),
    results: results.map(({ workload, outcomes }) => ({
      ...workload,
      outcomes: Object.fromEntries(outcomes),
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
