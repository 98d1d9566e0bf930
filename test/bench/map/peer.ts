/**
 * A contestant in JavaScript: `node peer.mjs fused valley`, `node peer.mjs float32 spirals dist/kernels`. Like `map_peer.py` it
 * says what the map comes to in a line of JSON, and then, for each line that it gets, how many seconds of a processor it takes
 * once more: a busy machine makes it wait, which doesn't count.
 */
import { createInterface } from 'node:readline';
import { networkContestants } from './mapOfSpirals.ts';
import type { ComputeMap, SurfaceName } from './mapOfSurface.ts';
import { surfaceContestants } from './surfaceScores.ts';

const [name = '', map = '', kernelFolder = ''] = process.argv.slice(2);
const computeMap = find(name);
// Until it is compiled as well as it will be.
for (let i = 0; i < (map === 'spirals' ? 2 : 10); i++) await computeMap();
console.log(JSON.stringify({ version: `Node.js ${process.version}`, sums: await computeMap() }));
for await (const _ of createInterface({ input: process.stdin })) {
  const start = process.cpuUsage();
  await computeMap();
  const { user, system } = process.cpuUsage(start);
  console.log((user + system) / 1e6);
}

/** @throws {RangeError} where there is no such contestant. */
function find(contestant: string): ComputeMap {
  const ofNetwork = networkContestants[contestant];
  const ofSurface = surfaceContestants[contestant];
  if (map === 'spirals' && ofNetwork) return ofNetwork(kernelFolder);
  if (isSurface(map) && ofSurface) return ofSurface(map);
  const known = Object.keys(map === 'spirals' ? networkContestants : surfaceContestants);
  throw new RangeError(`contestant = ${contestant} — expected one of ${known.join(', ')}`);
}

function isSurface(map: string): map is SurfaceName {
  return map === 'valley' || map === 'rosenbrock';
}
