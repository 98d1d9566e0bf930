import { describe, expect, test } from 'vitest';
import type { GpuPlan } from '../../../../core/engine/gpu/gpuPlan.ts';
import type { Product } from '../../../../core/engine/gpu/kernels/product.ts';
import { tiled } from '../../../../core/engine/gpu/kernels/tiledProduct.ts';
import { type NetworkPlanOptions, planNetwork } from '../../../../core/engine/gpu/networkPlan.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import type { Settings } from '../../../../core/rule/syntax/rule.ts';
import { createMethod } from '../networkTools.ts';

/** What every device has, whatever else it has: https://www.w3.org/TR/webgpu/#limits */
const limits = { storageBuffers: 8, workgroupStorage: 16_384, workgroups: 65_535, alignment: 256 };

const bytesOf: Readonly<Record<string, number>> = { f32: 4, vec2f: 8, vec4f: 16, bool: 4 };

/** `var<workgroup> name: array<array<vec4f, 16>, 16>;` */
function workgroupStorage(source: string): number {
  let bytes = 0;
  for (const [, type = ''] of source.matchAll(/var<workgroup> \w+: (.+);/g)) {
    const counts = [...type.matchAll(/, (\w+)>/g)].map(([, count]) =>
      count === 'threads' ? 256 : Number(count),
    );
    const element = /(\w+)(,|$)/.exec(type.replaceAll('array<', ''))?.[1] ?? '';
    bytes += counts.reduce((product, count) => product * count, bytesOf[element] ?? Number.NaN);
  }
  return bytes;
}

const sizes: readonly (readonly [name: string, widths: readonly number[], batchSize: number])[] = [
  ['a small network', [2, 8, 3], 16],
  ['a network of one layer', [64, 10], 1],
  ['a large network', [784, 128, 10], 1024],
  ['a wide network', [4096, 4096, 4096, 1000], 4096],
];

const ways = [true, false].flatMap((together) => [
  { together },
  { together, isSoftware: true },
  { together, isSoftware: true, hasSubgroups: true },
]);

describe.each(sizes)('%s', (_, widths, batchSize) => {
  test.each(optimizers.map(({ id }) => id))('asks of a device with %s what every device has', (id) => {
    for (const way of ways) {
      const { rule } = createMethod(id);
      const plan = planNetwork({ widths, rule, batchSize, activation: 'gelu', ...way });
      for (const { bindings, source } of plan.kernels) {
        const buffers = bindings.filter(({ type }) => type !== 'uniform').map(({ buffer }) => buffer);
        expect(buffers.length).toBeLessThanOrEqual(limits.storageBuffers);
        expect(new Set(buffers).size).toBe(buffers.length);
        expect(workgroupStorage(source)).toBeLessThanOrEqual(limits.workgroupStorage);
      }
      for (const { workgroups } of [...plan.measure, ...plan.advance, ...plan.evaluate])
        for (const count of workgroups) {
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThanOrEqual(limits.workgroups);
        }
      expect((4 * plan.rowLength) % limits.alignment).toBe(0);
      expect((4 * (plan.together?.stride ?? 0)) % limits.alignment).toBe(0);
    }
  });
});

const namesOf = (plan: GpuPlan, list: GpuPlan['measure']) =>
  list.map(({ kernel }) => plan.kernels[kernel]?.name);

test('a step of a large network is a dispatch for each product, and the update is a part of the last ones', () => {
  const plan = planNetwork({ widths: [784, 128, 10], rule: createMethod('adam').rule, batchSize: 1024 });
  expect(namesOf(plan, plan.measure)).toEqual(['forward 1', 'forward 2', 'losses of rows', 'mean loss']);
  expect(namesOf(plan, plan.advance)).toEqual(['backward 2', 'gradient 1', 'gradient 2']);
});

test('an update that needs the whole gradient follows it', () => {
  const plan = planNetwork({
    widths: [784, 128, 10],
    rule: createMethod('clipped-sgd').rule,
    batchSize: 1024,
  });
  expect(namesOf(plan, plan.advance).slice(-3)).toEqual([
    'update: squares of the gradient',
    'update: norm of the gradient',
    'update',
  ]);
});

test('sums over few parameters are those of one workgroup', () => {
  const namesFor = (id: string) => {
    const { rule } = createMethod(id);
    const plan = planNetwork({ widths: [64, 32, 10], rule, batchSize: 1024, together: false });
    return namesOf(plan, plan.advance).slice(-2);
  };
  expect(namesFor('clipped-sgd')).toEqual(['update: norm of the gradient', 'update']);
  expect(namesFor('lamb')).toEqual(['gradient 2', 'update']);
});

test('a rule that needs sums over each tensor goes through it again, as often as it needs them', () => {
  const { rule } = createMethod('lamb');
  const plan = planNetwork({ widths: [784, 128, 10], rule, batchSize: 1024 });
  expect(namesOf(plan, plan.advance).slice(-2)).toEqual(['update: pass 1', 'update: pass 2']);
});

test('a rule that looks ahead takes its gradient there, and one that reads a gradient for that takes two', () => {
  const namesFor = (id: string, settings: Settings = {}) => {
    const plan = planNetwork({
      widths: [784, 128, 10],
      rule: createMethod(id, settings).rule,
      batchSize: 1024,
    });
    return namesOf(plan, plan.advance);
  };
  expect(namesFor('nesterov', { form: 'tutorial' }).slice(0, 3)).toEqual([
    'look_ahead',
    'forward 1',
    'forward 2',
  ]);
  expect(namesFor('sam').slice(0, 6)).toEqual([
    'backward 2',
    'gradient 1',
    'gradient 2',
    'look_ahead: squares of the gradient',
    'look_ahead: norm of the gradient',
    'look_ahead',
  ]);
});

describe('on a device that computes on the processor', () => {
  const planFor = (id: string, options: Partial<NetworkPlanOptions> = {}) =>
    planNetwork({
      ...{ widths: [784, 128, 10], rule: createMethod(id).rule, batchSize: 1024, isSoftware: true },
      ...options,
    });

  test('a product is computed without memory of a workgroup, and waits for no other thread', () => {
    for (const id of ['adam', 'sam', 'lamb']) {
      const plan = planFor(id);
      const products = plan.kernels.filter(({ name }) => /^(forward|backward|gradient) \d/.test(name));
      expect(products.length).toBeGreaterThan(4);
      for (const { source } of products) expect(source).not.toMatch(/var<workgroup>|Barrier/);
    }
  });

  test('the update follows the whole gradient', () => {
    const plan = planFor('adam');
    expect(namesOf(plan, plan.advance)).toEqual(['backward 2', 'gradient 1', 'gradient 2', 'update']);
  });

  test('a workgroup is a vector of four where its threads wait for each other', () => {
    for (const together of [true, false])
      for (const { source } of planFor('lamb', { together }).kernels)
        if (source.includes('Barrier')) expect(source).toContain('const threads = 4u;');
  });

  const firstOf = (widths: readonly number[], batchSize: number, hasSubgroups: boolean) => {
    const plan = planFor('adam', { widths, batchSize, together: false, hasSubgroups });
    const [first] = plan.measure;
    return [plan.kernels[first?.kernel ?? -1]?.source ?? '', first?.workgroups] as const;
  };

  test('blocks cover the result, and are no larger than it', () => {
    for (const [batchSize, outputs, block, workgroups] of [
      [1, 1, '1 × 1', [1, 1]],
      [3, 9, '3 × 3', [1, 1]],
      [5, 17, '5 × 6', [1, 1]],
      [8, 32, '8 × 8', [1, 1]],
      [9, 33, '5 × 6', [2, 2]],
      [17, 64, '6 × 8', [2, 3]],
      // Lanes are rows where columns are fewer.
      [17, 3, '3 × 6', [1, 1]],
      [37, 1, '1 × 6', [2, 1]],
    ] as const) {
      const [source, found] = firstOf([7, outputs, 2], batchSize, false);
      expect(source).toContain(`A thread computes ${block} numbers`);
      expect(found).toEqual(workgroups);
    }
  });

  test('a number that all lanes need is read by one of them, where they can tell each other', () => {
    for (const [batchSize, outputs, block, workgroups] of [
      [33, 16, '11 × 4', [1, 3]],
      [33, 64, '7 × 8', [2, 5]],
      [33, 32, '7 × 8', [1, 5]],
    ] as const) {
      const [source, found] = firstOf([7, outputs, 2], batchSize, true);
      expect(source).toContain(`A thread computes ${block} numbers`);
      expect(source).toMatch(/^enable subgroups;/);
      expect(source).toContain('@builtin(subgroup_invocation_id) thread: u32');
      expect(source.match(/= examples\[/g)).toHaveLength(Math.ceil(Number.parseInt(block, 10) / 4));
      expect(found).toEqual(workgroups);
    }
    // One row is for all lanes alike.
    expect(firstOf([7, 16, 2], 1, true)[0]).not.toContain('subgroup');
    expect(firstOf([7, 16, 2], 33, false)[0]).not.toContain('subgroup');
  });

  test('a device that is no processor has no use for subgroups', () => {
    for (const together of [true, false])
      for (const { source } of planFor('adam', { together, isSoftware: false, hasSubgroups: true }).kernels)
        expect(source).not.toContain('subgroup');
  });
});

test('steps are taken together where they are short', () => {
  const isTogether = (widths: readonly number[], batchSize: number, isSoftware = false) =>
    planNetwork({ widths, rule: createMethod('adam').rule, batchSize, isSoftware }).together !== null;
  expect(isTogether([64, 32, 10], 32)).toBe(true);
  expect(isTogether([784, 128, 10], 128)).toBe(false);
  // A processor gives a workgroup one of its cores, and takes its time for each parameter.
  expect(isTogether([64, 64, 10], 32, true)).toBe(true);
  expect(isTogether([64, 64, 10], 128, true)).toBe(false);
  expect(isTogether([784, 128, 10], 1, true)).toBe(false);
  expect(isTogether([784, 128, 10], 1)).toBe(true);
});

function tileFor(rows: number, columns: number) {
  const { workgroups, linesOf } = tiled(rows, columns);
  const operand = { contiguous: 'inner', line: () => '', at: () => '' } as const;
  const product: Product = {
    ...{ entryPoint: 'product', rows: '', columns: '', inner: '', left: operand, right: operand },
    store: () => [],
  };
  const [, ofThread = ''] = /a thread (.+) of them/.exec(linesOf(product)) ?? [];
  const [rowsOfThread = 0, columnsOfThread = 0] = ofThread.split(' × ').map(Number);
  return { workgroups, rows: rowsOfThread, columns: columnsOfThread };
}

test('tiles are no larger than the result, and large where it is large', () => {
  expect(tileFor(1, 1)).toMatchObject({ rows: 1, columns: 1 });
  expect(tileFor(32, 128)).toMatchObject({ rows: 1, columns: 1 });
  expect(tileFor(1024, 1024)).toMatchObject({ rows: 8, columns: 4 });
  for (const [rows, columns] of [
    [1, 1],
    [17, 300],
    [300, 17],
    [513, 511],
    [4096, 10],
  ] as const) {
    const tile = tileFor(rows, columns);
    const [x, y] = tile.workgroups;
    expect(16 * tile.columns * x).toBeGreaterThanOrEqual(columns);
    expect(16 * tile.columns * (x - 1)).toBeLessThan(columns);
    expect(16 * tile.rows * y).toBeGreaterThanOrEqual(rows);
    expect(16 * tile.rows * (y - 1)).toBeLessThan(rows);
  }
});
