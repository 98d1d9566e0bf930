/** Claims of a folder, tested without an editor. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkClaimFolder } from '../../../../node/exercises/checkClaimFolder.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'claims-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const claim = (problem: object, verdict = 'reproduced') =>
  JSON.stringify({
    ...{ title: 'T', claim: 'C.', source: { title: 'S' } },
    protocol: {
      experiment: { problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], epochs: 1, batch_size: [2] },
    },
    ...{ values: { a: { measure: 'final' } }, statistic: { name: 'Loss', formula: 'a' } },
    ...{ expected: { above: 0 }, verdict, finding: 'F.' },
  });
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};
const printed: string[] = [];
const check = (place = folder) => {
  printed.length = 0;
  return checkClaimFolder(place, inRoot('core', 'problems', 'data'), (line) => printed.push(line));
};

test('all below it are tested, on data that ships and in files beside them', async () => {
  write('data/own.csv', 'a,b,y\n1,2,3\n2,1,4\n3,3,5\n4,1,6\n');
  write('more/10-own.claim.json', claim({ csv: '../data/own.csv', target: 'y', validation: 0.25 }));
  write('2-iris.claim.json', claim({ data: 'iris' }));
  write('.git/a.claim.json', 'none');
  expect(await check()).toEqual({ claims: 2, findings: [] });
  expect(printed.map((line) => line.replace(/^.*\//, ''))).toEqual([
    expect.stringMatching(/^2-iris\.claim\.json: reproduced, 1\.\d+$/),
    expect.stringMatching(/^10-own\.claim\.json: reproduced, \d/),
  ]);
});

test('what is wrong is a line each', async () => {
  write('1.claim.json', claim({ data: 'iris' }, 'not reproduced'));
  write('2.claim.json', claim({ csv: '../own.csv', target: 'y' }));
  write('3.claim.json', '{ "title": 3 }');
  write('4.claim.json', '');
  const { findings } = await check();
  expect(findings.map((line) => line.slice(line.indexOf('.claim.json') - 1))).toEqual([
    expect.stringMatching(/^1\.claim\.json: reproduced, .* — the file says not reproduced$/),
    expect.stringMatching(/^2\.claim\.json: it can’t be computed: .*outside the workspace/),
    expect.stringMatching(/^3\.claim\.json.*claim = missing/),
    expect.stringMatching(/^4\.claim\.json/),
  ]);
  expect(findings.every((line) => !line.includes('\n'))).toBe(true);
  expect(printed).toEqual(findings);
  expect(await check(path.join(folder, '1.claim.json'))).toMatchObject({ claims: 1 });
});
