/** Training in the engine next to other ways to train. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { matches, type Options } from '../options.ts';
import { contest, type Result } from './contest.ts';
import type { Contestant } from './contestant.ts';
import { programsOf, reference } from './contestants.ts';
import { dataFileOf, generate } from './dataSets.ts';
import { describeMachine } from './machine.ts';
import { measurePeak } from './peak.ts';
import { columnsOf, describeSetup, isWrong, jsonOf, markdownOf, problemsOf } from './report.ts';
import { startAll } from './startAll.ts';
import { aligned, headingOf, rowOf } from './table.ts';
import { type Workload, workloadsIn } from './workloads.ts';
import { writeDataFile } from './writeDataFile.ts';

/** scripts/bench.mjs builds into it. */
const folder = path.resolve('.test-output/bench');

/** Returns how many workloads it measured. The exit code says whether all losses agree. */
export async function reportTraining(options: Options): Promise<number> {
  const workloads = workloadsIn(folder).filter(({ name }) => matches(`training ${name}`, options.words));
  if (workloads.length === 0) return 0;
  writeDataOf(workloads);
  // With --markdown stdout is for what the document gets.
  const say = options.markdown ? console.error : console.log;
  const machine = describeMachine();
  const peak = measurePeak((build) => path.join(folder, `peak-${build}.wasm`));
  say(`\n${describeSetup(machine, peak)}\n`);
  const python = process.env['PYTHON'] ?? 'python3';
  const contestants = await startAll(
    programsOf({ ...options, programs: path.join(folder, 'peers'), python }),
    say,
  );

  const columns = columnsOf(contestants, peak);
  const heading = headingOf(columns);
  say(options.check ? '' : `\n${aligned(heading, heading)}`);
  const results = await contestAll(workloads, contestants, options.check ? 0 : options.rounds, (result) => {
    const mark = isWrong(result) ? '✗' : '✓';
    say(options.check ? `${mark} ${result.workload.name}` : aligned(rowOf(result, columns), heading));
    for (const problem of problemsOf(result)) say(`    ${problem}`);
  });

  const report = { machine, peak, contestants, results };
  if (options.json) writeFileSync(options.json, jsonOf(report));
  if (options.markdown) console.log(markdownOf(report));
  if (results.some((result) => isWrong(result))) process.exitCode = 1;
  return workloads.length;
}

function writeDataOf(workloads: readonly Workload[]): void {
  for (const dataSet of new Set(workloads.map((workload) => workload.dataSet)))
    if (dataSet) writeDataFile(dataFileOf(dataSet, folder), dataSet.layers, generate(dataSet));
}

async function contestAll(
  workloads: readonly Workload[],
  contestants: readonly Contestant[],
  rounds: number,
  onResult: (result: Result) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  try {
    for (const workload of workloads) {
      const result = await contest(workload, contestants, { rounds, reference });
      onResult(result);
      results.push(result);
    }
  } finally {
    for (const contestant of contestants) contestant.end();
  }
  return results;
}
