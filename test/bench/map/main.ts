/**
 * `npm run bench:map` prints how many runs of a map one core does in a second, next to other ways to do the same: 16,384
 * runs of momentum on the valley, 200 steps each. PYTHON names a Python with NumPy, PyTorch or JAX; default python3.
 */
import { median } from '../measure.ts';
import { describeMachine } from '../training/machine.ts';
import { type Contestant, type Program, start } from './contestant.ts';
import { type MapSums, runs } from './mapOfValley.ts';

const rounds = 31;
/** Largest time of the fused function, as a multiple of that of the loop by hand. */
const mostTime = 1.1;
/** Least speed of lanes, as a multiple of NumPy's. */
const leastSpeed = 5;
/** By how much sums may differ where a library multiplies and adds in one operation, which rounds once. */
const tolerance = 1e-3;

const inJavaScript = (name: string, ...args: string[]): Program => ({
  name,
  command: process.execPath,
  args: [new URL('peer.mjs', import.meta.url).pathname, ...args],
});
const inPython = (name: string, library: string): Program => ({
  name,
  command: process.env['PYTHON'] ?? 'python3',
  args: ['test/bench/peers/map_peer.py', library],
});

const byHand = inJavaScript('loop by hand', 'hand');
const fused = inJavaScript('fused', 'fused');
const lanes = inJavaScript('lanes', 'lanes');
const numpy = inPython('NumPy', 'numpy');
const programs = [
  lanes,
  fused,
  byHand,
  inJavaScript('kernel, once a step', 'kernel'),
  numpy,
  inPython('PyTorch', 'torch'),
  inPython('JAX', 'jax'),
];

const { processor, node, load } = describeMachine();
console.log(`${processor}, ${node}, load ${load.toFixed(1)}, one thread each`);
const contestants: Contestant[] = [];
for (const program of programs) {
  const started = await start(program);
  if (typeof started === 'string') console.log(`without ${program.name}: ${started}`);
  else contestants.push(started);
}
const reference = contestants.find(({ name }) => name === byHand.name);
if (!reference) throw new Error('the loop by hand has not started');
for (const { name, sums } of contestants) expectSame(name, sums, reference.sums);
for (let round = 0; round < rounds; round++)
  for (const index of contestants.keys()) await contestants[(index + round) % contestants.length]?.takeTurn();
for (const each of contestants) each.stop();

console.log(`\n${'contestant'.padEnd(22)}${'runs a second'.padStart(16)}${'time'.padStart(10)}`);
const unit = median(reference.times);
for (const { name, version, times } of contestants) {
  const perSecond = Math.round(runs / median(times) / 1000) * 1000;
  const ratio = `x${(median(times) / unit).toFixed(2)}`;
  console.log(
    `${name.padEnd(22)}${perSecond.toLocaleString('en').padStart(16)}${ratio.padStart(10)}   ${version}`,
  );
}
const timeOf = (name: string) => median(contestants.find((each) => each.name === name)?.times ?? []);
const time = timeOf(fused.name) / unit;
console.log(
  `\nTarget, fused in at most x${mostTime} of the loop by hand: x${time.toFixed(2)}, ${verdict(time <= mostTime)}`,
);
const speed = timeOf(numpy.name) / timeOf(lanes.name);
if (!Number.isNaN(speed))
  console.log(
    `Target, lanes at least ${leastSpeed} times as fast as NumPy: ${speed.toFixed(2)}, ${verdict(speed >= leastSpeed)}`,
  );

function verdict(isReached: boolean): string {
  return isReached ? 'reached' : 'missed';
}

/** @throws {Error} where a contestant computes another map. */
function expectSame(name: string, found: MapSums, expected: MapSums): void {
  for (const key of Object.keys(expected) as (keyof MapSums)[]) {
    if (Math.abs(found[key] - expected[key]) <= tolerance * expected[key]) continue;
    throw new Error(`${name}: ${key} = ${found[key]} — expected ${expected[key]}`);
  }
}
