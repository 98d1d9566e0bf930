/**
 * A contestant in JavaScript: `node peer.mjs fused`. Like `map_peer.py` it says what the map comes to in a line of JSON,
 * and then, for each line that it gets, how many seconds of a processor it takes once more: a busy machine makes it wait,
 * which doesn't count.
 */
import { createInterface } from 'node:readline';
import { contestants } from './scores.ts';

const name = process.argv[2] ?? '';
const create = contestants[name];
if (!create)
  throw new RangeError(`contestant = ${name} — expected one of ${Object.keys(contestants).join(', ')}`);
const computeMap = create();
// Until it is compiled as well as it will be.
for (let i = 0; i < 10; i++) computeMap();
console.log(JSON.stringify({ version: `Node.js ${process.version}`, sums: computeMap() }));
for await (const _ of createInterface({ input: process.stdin })) {
  const start = process.cpuUsage();
  computeMap();
  const { user, system } = process.cpuUsage(start);
  console.log((user + system) / 1e6);
}
