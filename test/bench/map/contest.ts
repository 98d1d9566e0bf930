/** All contestants compute a map in turns; prints how long it takes them. */
import { median } from '../measure.ts';
import { type Contestant, start } from './contestant.ts';
import type { MapSums } from './mapOfSurface.ts';
import type { BenchMap, Goal } from './maps.ts';

/** @throws {Error} where one computes another map. */
export async function contest(map: BenchMap): Promise<void> {
  console.log(`\n${map.title}: ${map.runs.toLocaleString('en')} runs`);
  const contestants: Contestant[] = [];
  for (const program of map.programs) {
    const started = await start(program);
    if (typeof started === 'string') console.log(`without ${program.name}: ${started}`);
    else contestants.push(started);
  }
  const reference = contestants.find(({ name }) => name === map.unit);
  if (!reference) throw new Error(`${map.unit} has not started`);
  for (const { name, sums, tolerance = map.tolerance } of contestants)
    expectSame(name, sums, reference.sums, tolerance);
  for (let round = 0; round < map.rounds; round++)
    for (const index of contestants.keys())
      await contestants[(index + round) % contestants.length]?.takeTurn();
  for (const each of contestants) each.stop();
  printTable(map, contestants, reference);
  for (const goal of map.goals) printGoal(goal, contestants);
}

function printTable(map: BenchMap, contestants: readonly Contestant[], { times: unit }: Contestant): void {
  console.log(`${'contestant'.padEnd(22)}${'runs a second'.padStart(16)}${'time'.padStart(10)}`);
  for (const { name, version, times } of contestants) {
    const perSecond = Number((map.runs / median(times)).toPrecision(4));
    const ratio = `x${(median(times) / median(unit)).toFixed(2)}`;
    console.log(
      `${name.padEnd(22)}${perSecond.toLocaleString('en').padStart(16)}${ratio.padStart(10)}   ${version}`,
    );
  }
}

/** Nothing where one of the two is not there. */
function printGoal({ contestant, other, least }: Goal, contestants: readonly Contestant[]): void {
  const timeOf = (name: string) => median(contestants.find((each) => each.name === name)?.times ?? []);
  const speed = timeOf(other) / timeOf(contestant);
  if (Number.isNaN(speed)) return;
  const verdict = speed >= least ? 'reached' : 'missed';
  console.log(
    `Target, ${contestant} at least x${least} as fast as ${other}: x${speed.toFixed(2)}, ${verdict}`,
  );
}

function expectSame(name: string, found: MapSums, expected: MapSums, tolerance: number): void {
  for (const [key, value] of Object.entries(expected)) {
    const own = found[key] ?? Number.NaN;
    if (Math.abs(own - value) <= tolerance * Math.abs(value)) continue;
    throw new Error(`${name}: ${key} = ${own} — expected ${value}, within ${100 * tolerance} %`);
  }
}
