/** The claims that ship are put to the test, and come out as their files say. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runClaim } from '../../../core/claims/runClaim.ts';
import { outcomeOf } from '../../../core/claims/testClaim.ts';
import { findDataset } from '../../../core/problems/data/index.ts';
import { claimFolders } from '../../../scripts/bundles.mjs';
import { claimRow, claimsFile, claimsTable, shippedClaims } from '../../../scripts/generate/claimsTable.ts';
import { inRoot, root } from '../../../scripts/tools/paths.mjs';
import { createRunners, pointAt, recordAll } from '../engine/runs.ts';

const shipped = shippedClaims(root, claimFolders);
const table = readFileSync(inRoot(claimsFile), 'utf8');
const remedy = `${claimsFile} is stale: run \`npm run claims\`, and read what it has changed`;

/** With the digits in which the tutorial's own code, run as written in NumPy, gives the same. */
const measured: Readonly<Record<string, number>> = {
  'tutorial/01-adam-is-fastest': 4,
  'tutorial/02-sgd-oscillates': 0,
  'tutorial/03-momentum-damps': 68,
  'tutorial/04-slow-without-correction': 3.16228,
  'tutorial/05-negligible-by-100': 10.5033,
  'tutorial/06-a-thousand-times-apart': 0.988906,
  'tutorial/07-nesterov-is-better': 2,
  'tutorial/08-nan-without-eps': 0,
  'tutorial/09-tenth-of-the-gradient': 10,
  'tutorial/10-decay-after-the-step': 0.000179879,
  'tutorial/11-momentum-on-rosenbrock': 0.846755,
};

/** Quick for a person, slow beside thousands of tests: `npm run claims` puts them to the test. */
const takesSeconds = ['papers/edge-of-stability'];
const isSlow = ({ id, claim }: (typeof shipped)[number]) => claim.slow || takesSeconds.includes(id);

function claimOf(id: string) {
  return shipped.find((each) => each.id === id)?.claim ?? expect.fail(`no claim ${id}`);
}

test('each of the tutorial has its number here', () => {
  const ids = shipped.map(({ id }) => id).filter((id) => id.startsWith('tutorial/'));
  expect(ids).toEqual(Object.keys(measured));
});

test('the table has a row for each, in their order, and nothing else', () => {
  const rows = table.split('\n').filter((line) => line.startsWith('| ['));
  expect(claimsTable(rows), remedy).toBe(table);
  expect(rows.map((row) => /core\/claims\/(.*?)\.claim\.json/.exec(row)?.[1])).toEqual(
    shipped.map(({ id }) => id),
  );
});

/** All that the row of a slow one says, but for the number. */
test.each(shipped.filter(isSlow))('$id is in the table as its file is', (each) => {
  const known = { verdict: each.claim.verdict, words: 'N' };
  const row = claimRow(each, { ...known, measured: null, interval: null, samples: [], isAsWritten: true });
  const [before = '', after = ''] = row.split('| N |');
  const line = table.split('\n').find((found) => found.includes(`/${each.id}.claim.json`)) ?? '';
  expect(line.startsWith(before), remedy).toBe(true);
  expect(line.endsWith(after), remedy).toBe(true);
});

test.each(shipped.filter((each) => !isSlow(each)))('$id', async (each) => {
  const result = await runClaim(each.claim);
  if (each.id in measured) expect(Number(result.measured.toPrecision(6))).toBe(measured[each.id]);
  expect(result.isAsWritten).toBe(true);
  expect(table, remedy).toContain(claimRow(each, outcomeOf(result)));
});

test('the one that has chance in it has an interval, far from what is claimed', async () => {
  const { samples, interval, verdict } = await runClaim(claimOf('tutorial/06-a-thousand-times-apart'));
  expect(samples).toHaveLength(20);
  const [low = 0, high = 0] = interval ?? [];
  expect(low).toBeGreaterThan(0.9);
  expect(high).toBeLessThan(1.1);
  expect(verdict).toBe('not reproduced');
});

/** Numbers that findings state beside the measured one. */
test('the batch that grows takes 1650 steps, the rate that decays 3750', () => {
  const { protocol, finding } = claimOf('papers/grow-the-batch');
  if (!protocol || !('ways' in protocol)) throw new TypeError('expected a training in stages');
  const rows = findDataset(String(protocol.problem['data']))?.rows ?? Number.NaN;
  const steps = protocol.ways.map((stages) =>
    stages.reduce((sum, { epochs, batch_size }) => sum + epochs * Math.ceil(rows / Number(batch_size)), 0),
  );
  expect(steps).toEqual([3750, 1650]);
  for (const each of steps) expect(finding).toContain(String(each));
});

const onValley = (optimizer: object, lr: number) =>
  recordAll(createRunners({ problem: { surface: 'valley' }, optimizers: [optimizer], lr: [lr], steps: 200 }));

test('SGD does oscillate at lr 0.019, and is at 0 after one step at 0.01', async () => {
  const [run] = await onValley({ optimizer: 'sgd' }, 0.019);
  const [calm] = await onValley({ optimizer: 'sgd' }, 0.01);
  if (!run || !calm) throw new TypeError('expected runs');
  const signs = Array.from({ length: 200 }, (_, step) => Math.sign(pointAt(run, step)[0]));
  expect(signs.filter((sign, i) => i > 0 && sign !== signs[i - 1])).toHaveLength(199);
  expect(pointAt(calm, 1)[0]).toBe(0);
});

test('Nesterov’s momentum diverges at 0.03, where ordinary momentum comes down', async () => {
  const [nesterov] = await onValley({ optimizer: 'nesterov', hyperparameters: { form: 'tutorial' } }, 0.03);
  const [momentum] = await onValley({ optimizer: 'momentum' }, 0.03);
  expect(nesterov?.status.kind).toBe('diverged');
  expect(momentum?.state.loss).toBeLessThan(1e-6);
});
