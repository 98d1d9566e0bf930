/** Each file of host tests runs in a browser's extension host, or it is said why not. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../../../scripts/tools/paths.mjs';

test('no file of host tests is left out in silence', () => {
  const files = readdirSync(inRoot('test', 'host'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => name.replace('.test.ts', ''));
  const list = readFileSync(inRoot('test', 'host', 'web', 'files.ts'), 'utf8');
  const named = [...list.matchAll(/^ {2}(\w+): (?:\(\) => import|'\w)/gm)].map(([, name]) => name);
  expect(named.filter((name) => name !== 'reason').toSorted()).toEqual(files.toSorted());
});
