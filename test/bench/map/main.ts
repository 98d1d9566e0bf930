/**
 * `npm run bench:map` prints how many runs of a map one core does in a second, next to other ways to do the same. Words choose
 * maps by their names. PYTHON names a Python with NumPy, PyTorch or JAX; default python3.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine } from '../training/machine.ts';
import { contest } from './contest.ts';
import { networkFile } from './mapOfSpirals.ts';
import { mapsOf } from './maps.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const file = path.join(folder, 'spirals.json');
writeFileSync(file, networkFile());

const words = process.argv.slice(2);
const { processor, node, load } = describeMachine();
console.log(`${processor}, ${node}, load ${load.toFixed(1)}, one thread each`);
for (const map of mapsOf(file, 'dist/kernels'))
  if (words.length === 0 || words.includes(map.name)) await contest(map);
