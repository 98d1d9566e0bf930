/** The claims that ship are put to the test, and come out as their files say. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseClaim } from '../../../core/claims/parseClaim.ts';
import { runClaim } from '../../../core/claims/runClaim.ts';
import { createRunners, pointAt, recordAll } from '../engine/runs.ts';

const folder = new URL('../../../core/claims/', import.meta.url);
const ending = '.claim.json';
const ids = ['tutorial', 'papers'].flatMap((source) =>
  readdirSync(new URL(`${source}/`, folder))
    .toSorted()
    .map((file) => `${source}/${file.slice(0, -ending.length)}`),
);

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
  'papers/gradient-descent-rate': 0.980198,
};

function claimOf(id: string) {
  const { claim, faults } = parseClaim(readFileSync(new URL(`${id}${ending}`, folder), 'utf8'));
  expect(faults).toEqual([]);
  if (!claim) throw new TypeError('expected a claim');
  return claim;
}

test('none is forgotten here', () => {
  expect(ids).toEqual(Object.keys(measured));
});

test.each(ids)('%s', async (id) => {
  const result = await runClaim(claimOf(id));
  expect(Number(result.measured.toPrecision(6))).toBe(measured[id]);
  expect(result.isAsWritten).toBe(true);
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
