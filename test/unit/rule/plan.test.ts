import { expect, test } from 'vitest';
import { plan } from '../../../core/rule/plan/plan.ts';
import type { Move, Stage } from '../../../core/rule/plan/stage.ts';
import { declaredRule, resolved, ruleText } from './ruleText.ts';

const stageOf = (text: string, reciprocals = false): Stage => plan(resolved(text), { reciprocals }).update;
const planned = (...update: readonly string[]) => stageOf(ruleText(...update));
const targets = (lines: readonly { readonly target: string }[]) => lines.map(({ target }) => target);
const moves = (list: readonly Move[]) => list.map(({ name, slot }) => `${name} ${slot.kind}${slot.index}`);

/** What each pass computes and moves. */
const passesOf = ({ passes }: Stage) =>
  passes.map(({ perTensor, loads, elements, stores, reductions }) => ({
    perTensor: targets(perTensor),
    loads: moves(loads),
    elements: targets(elements),
    stores: moves(stores),
    reductions: reductions.map(({ name }) => name),
  }));

test('computes what is the same for every parameter once a step', () => {
  expect(targets(planned('p = p - g / (1 - a**t)').perStep)).toEqual(['u']);
});

test('takes out the largest such part, and only that', () => {
  const { perStep, uniforms } = planned('p = p - (a + 1) * (t + 1) * g * (a * t)');
  expect(targets(perStep)).toEqual(['u', 'u2']);
  expect(uniforms).toEqual(['u', 'u2']);
});

test('takes out nothing that would change the order of operations', () => {
  const { perStep, uniforms } = planned('p = p * a * t');
  expect(perStep).toEqual([]);
  expect(uniforms).toEqual(['a', 't']);
});

test('computes the same operation once', () => {
  expect(targets(planned('m = (1 - a) * g', 'p = p - (1 - a) * m').perStep)).toEqual(['u']);
});

test('takes out a local that is the same for every parameter, and what follows from it', () => {
  const stage = planned('c = 1 - a**t', 'd = sqrt(c)', 'p = p - d * g');
  expect(targets(stage.perStep)).toEqual(['c', 'd']);
  expect(passesOf(stage).map(({ elements }) => elements)).toEqual([['p2']]);
});

test('a local that is assigned twice is two values', () => {
  const stage = planned('c = a', 'p = p - c * g', 'c = a * t', 'p = p - c * g');
  expect(targets(stage.perStep)).toEqual(['c', 'c2']);
  expect(passesOf(stage).map(({ elements }) => elements)).toEqual([['p2', 'p3']]);
});

test("doesn't take a name that the rule has", () => {
  expect(targets(planned('u = g', 'p = p - u * (a * t)').perStep)).toEqual(['u2']);
});

test('what is stored for each parameter but known once a step is computed once a step', () => {
  const stage = planned('m = a**t', 'p = p - m');
  expect(targets(stage.perStep)).toEqual(['u']);
});

test('an `if` is a choice between two values, whose condition is asked before its lines change anything', () => {
  const { passes } = planned('if m > 0', '  m = m - 1', 'else', '  m = m + 1', 'p = p - m');
  expect(targets(passes[0]?.elements ?? [])).toEqual(['m2', 'm3', 'm4', 'p2']);
});

test('a reduction ends a pass; what crosses it is stored, in scratch where it has no place of its own', () => {
  const text = declaredRule(
    ['lr = 1 in [0, 2]', 'state m'],
    ['m = m + g', 'u = m * 2', 'r = norm(p) / norm(u)', 'p -= lr * r * u'],
  );
  const stage = stageOf(text);
  expect(stage.scratch).toBe(1);
  expect(passesOf(stage)).toEqual([
    {
      perTensor: [],
      loads: ['m state0', 'g gradient0', 'p parameters0'],
      elements: ['m2', 'u'],
      stores: ['m2 state0', 'u scratch0'],
      reductions: ['norm', 'norm2'],
    },
    {
      perTensor: ['r', 'u2'],
      loads: ['p parameters0', 'u scratch0'],
      elements: ['p2'],
      stores: ['p2 parameters0'],
      reductions: [],
    },
  ]);
});

test('an old value that a later pass reads is not overwritten before', () => {
  const stage = planned('m = m + g', 'r = sum(m)', 'q = m - r', 'm = q', 'p = p - q');
  const stored = passesOf(stage).map(({ stores }) => stores);
  expect(stored).toEqual([['m2 scratch0'], ['p2 parameters0', 'm3 state0']]);
});

test('the norm of all gradients is one number that a tensor’s values wait for', () => {
  const stage = planned('s = min(1, a / global_norm(g))', 'p = p - s * g');
  expect(stage.globalNorm).toBe('global_norm');
  expect(passesOf(stage)).toMatchObject([{ perTensor: ['s'], elements: ['p2'] }]);
});

test('divides by the reciprocal of what is the same for all parameters only where asked to', () => {
  const text = ruleText('p = p - g / (1 - a**t) / m');
  const operators = (reciprocals: boolean) =>
    JSON.stringify(stageOf(text, reciprocals).passes[0]?.elements).match(/"operator":"[*/]"/g);
  expect(operators(false)).toEqual(['"operator":"/"', '"operator":"/"']);
  expect(operators(true)).toEqual(['"operator":"/"', '"operator":"*"']);
});

test('the reciprocal of what a tensor shares is computed once a tensor', () => {
  const stage = stageOf(ruleText('p = p - g / (a + norm(g))'), true);
  expect(passesOf(stage).map(({ perTensor }) => perTensor)).toEqual([[], ['u']]);
  expect(JSON.stringify(stage.passes[1]?.elements)).not.toContain('"operator":"/"');
});

test('scalars change once a step, in the order of the lines', () => {
  const text = declaredRule(['scalar c = 1, d = 1'], ['d = c', 'c = c * 2', 'p = p - c * d']);
  const { perStep, scalars } = stageOf(text);
  expect(targets(perStep)).toEqual(['d2', 'c2', 'u']);
  expect(scalars).toEqual([
    { index: 0, name: 'c2' },
    { index: 1, name: 'd2' },
  ]);
});

test('the point ahead is a stage of its own', () => {
  const { lookAhead, update } = plan(resolved(ruleText('g = gradient at p + a * m', 'p = p - g')));
  expect(lookAhead && passesOf(lookAhead)).toMatchObject([{ elements: ['at'], stores: ['at ahead0'] }]);
  expect(passesOf(update)).toMatchObject([{ loads: ['p parameters0', 'g gradient0'] }]);
});
