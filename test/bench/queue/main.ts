/** `npm run bench:queue` prints what a job of a sweep asks of Redis: docs/scale.md reckons with it. */

import { describeMachine } from '../training/machine.ts';
import { markdownTable } from '../training/table.ts';
import { type Measured, measureRedis } from './measures.ts';

const [address] = process.argv.slice(2);
if (address === undefined) throw new Error('expected the address of a Redis that may be emptied');

console.log(describeMachine());
const measured = await measureRedis(address);
console.log(markdownTable(['', ''], measured.map(rowOf)));

function rowOf({ name, value, unit }: Measured): readonly string[] {
  return [name, `${value < 100 ? value.toFixed(1) : Math.round(value)} ${unit}`.trim()];
}
