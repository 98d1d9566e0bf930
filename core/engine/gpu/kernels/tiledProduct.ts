/**
 * Products in tiles, as GPUs compute them. A workgroup of 16 × 16 threads computes a tile of the result: again and again it brings a slice
 * of both operands into its own memory, and each thread multiplies a few numbers of one by a few of the other, which it
 * keeps in registers. Each number of the result is summed up in the order of the inner index, one after another.
 */
import type { Operand, Product, Sharing } from './product.ts';
import { indent, sum, times } from './text.ts';

/** The side of a workgroup, in threads. */
const side = 16;
/** Threads of a workgroup. */
const threads = side * side;
/** How many inner indices a slice has. */
const depth = 16;

/** How many rows and columns of the result a thread computes. */
export interface Tile {
  readonly rows: 1 | 2 | 4 | 8;
  readonly columns: 1 | 2 | 4;
}

/** The tile that fits a result: as large as it fills, but not so large that few workgroups are left. */
function tileFor(rows: number, columns: number): Tile {
  let best: Tile = { rows: 1, columns: 1 };
  for (const tile of tiles) {
    const isFilled = rows > side * (tile.rows / 2) && columns > side * (tile.columns / 2);
    const [x, y] = workgroupsFor(tile, rows, columns);
    if (isFilled && x * y >= fewest) best = tile;
  }
  return best;
}

/** The larger ones later. */
const tiles: readonly Tile[] = [
  { rows: 1, columns: 2 },
  { rows: 2, columns: 1 },
  { rows: 2, columns: 2 },
  { rows: 2, columns: 4 },
  { rows: 4, columns: 2 },
  { rows: 4, columns: 4 },
  { rows: 8, columns: 4 },
];

/** With fewer workgroups, much of a device has nothing to do. */
const fewest = 32;

export function tiled(rows: number, columns: number): Sharing {
  const tile = tileFor(rows, columns);
  return {
    workgroups: workgroupsFor(tile, rows, columns),
    hasFours: tile.rows >= 4 && tile.columns >= 4,
    keepsLines: false,
    linesOf: (product) => productLines(product, tile),
  };
}

function workgroupsFor(tile: Tile, rows: number, columns: number): readonly [x: number, y: number] {
  return [Math.ceil(columns / (side * tile.columns)), Math.ceil(rows / (side * tile.rows))];
}

function productLines(product: Product, tile: Tile): string {
  const { entryPoint, inner } = product;
  return [
    `// A tile of the result has ${side * tile.rows} × ${side * tile.columns} numbers, a thread ${tile.rows} × ${tile.columns} of them.`,
    `var<workgroup> left_slice: array<array<${lane(tile.rows)}, ${lanes(tile.rows)}>, ${depth}>;`,
    `var<workgroup> right_slice: array<array<${lane(tile.columns)}, ${lanes(tile.columns)}>, ${depth}>;`,
    '',
    `@compute @workgroup_size(${side}, ${side})`,
    `fn ${entryPoint}(`,
    '  @builtin(workgroup_id) workgroup: vec3u,',
    '  @builtin(local_invocation_id) thread: vec3u,',
    '  @builtin(local_invocation_index) index: u32,',
    ') {',
    ...indent([
      `let first_row = workgroup.y * ${side * tile.rows}u;`,
      `let first_column = workgroup.x * ${side * tile.columns}u;`,
      ...sumNames(tile).map((name) => `var ${name} = ${lane(tile.columns)}();`),
      `for (var begin = 0u; begin < ${inner}; begin += ${depth}u) {`,
      ...indent([
        ...sliceLines('left', product.left, tile.rows, 'first_row', product.rows, inner),
        ...sliceLines('right', product.right, tile.columns, 'first_column', product.columns, inner),
        'workgroupBarrier();',
        `for (var k = 0u; k < ${depth}u; k++) {`,
        ...indent(multiplyLines(tile)),
        '}',
        'workgroupBarrier();',
      ]),
      '}',
      ...storeLines(product, tile),
    ]),
    '}',
  ].join('\n');
}

/** A thread's numbers of one outer index and one inner one; a slice has those of all threads side by side. */
function lane(count: number): string {
  return count === 1 ? 'f32' : `vec${Math.min(4, count)}f`;
}

function lanes(count: number): number {
  return side * Math.max(1, count / 4);
}

/**
 * Each thread brings its share of a slice, neighbours in memory by neighbours. It writes whole vectors: whoever writes one
 * component may write the others, too.
 */
function sliceLines(
  name: 'left' | 'right',
  operand: Operand,
  count: number,
  first: string,
  outers: string,
  inner: string,
): readonly string[] {
  const { contiguous, line, at, four } = operand;
  if (four && contiguous === 'inner')
    return turnedSliceLines(name, { line, four }, count, first, outers, inner);
  const numberAt = (outer: string) =>
    contiguous === 'outer' ? at(line('(begin + k)'), outer) : at(line(outer), '(begin + k)');
  const components = Math.min(4, count);
  const vectors = lanes(count);
  const [vector, k] =
    contiguous === 'outer'
      ? [`place % ${vectors}u`, `place / ${vectors}u`]
      : [`place / ${depth}u`, `place % ${depth}u`];
  const numbers = Array.from({ length: components }, (_, component) => `number_${component}`);
  const value = components === 1 ? 'number_0' : `vec${components}f(${numbers.join(', ')})`;
  const lines = four
    ? [
        'var numbers = vec4f();',
        `if (outer < ${outers} && begin + k < ${inner}) { numbers = ${four(line('(begin + k)'), 'outer')}; }`,
        `${name}_slice[k][lane] = numbers;`,
      ]
    : [
        ...numbers.flatMap((number, component) => [
          `var ${number} = 0f;`,
          `if (${outerAt(component)} < ${outers} && begin + k < ${inner}) {`,
          `  ${number} = ${numberAt(component === 0 ? 'outer' : `(${outerAt(component)})`)};`,
          '}',
        ]),
        `${name}_slice[k][lane] = ${value};`,
      ];
  return [
    `for (var place = index; place < ${vectors * depth}u; place += ${threads}u) {`,
    ...indent([
      `let lane = ${vector};`,
      `let k = ${k};`,
      `let outer = ${sum(first, times('lane', components))};`,
      ...lines,
    ]),
    '}',
  ];
}

/** Of four outer indices four inner ones each, which are neighbours in memory, and then by the inner one. */
function turnedSliceLines(
  name: 'left' | 'right',
  { line, four }: { readonly line: Operand['line']; readonly four: NonNullable<Operand['four']> },
  count: number,
  first: string,
  outers: string,
  inner: string,
): readonly string[] {
  const fours = depth / 4;
  const components = ['x', 'y', 'z', 'w'];
  return [
    `for (var place = index; place < ${lanes(count) * fours}u; place += ${threads}u) {`,
    ...indent([
      `let lane = place / ${fours}u;`,
      `let k = place % ${fours}u * 4u;`,
      `let outer = ${sum(first, times('lane', 4))};`,
      ...components.flatMap((_, index) => [
        `var numbers_${index} = vec4f();`,
        `if (${outerAt(index)} < ${outers} && begin + k < ${inner}) {`,
        `  numbers_${index} = ${four(line(index === 0 ? 'outer' : `(${outerAt(index)})`), '(begin + k)')};`,
        '}',
      ]),
      ...components.map((component, index) => {
        const numbers = components.map((_, outer) => `numbers_${outer}.${component}`);
        return `${name}_slice[${sum('k', index)}][lane] = vec4f(${numbers.join(', ')});`;
      }),
    ]),
    '}',
  ];
}

function outerAt(component: number): string {
  return component === 0 ? 'outer' : `outer + ${component}u`;
}

/** A vector of sums for each row of a thread. */
function sumNames({ rows }: Tile): readonly string[] {
  return Array.from({ length: rows }, (_, row) => `sums_${row}`);
}

function multiplyLines(tile: Tile): readonly string[] {
  const vectors = Math.max(1, tile.rows / 4);
  const lefts = Array.from({ length: vectors }, (_, vector) => {
    const place = sum(times('thread.y', vectors), ...(vector === 0 ? [] : [vector]));
    return `let left_${vector} = left_slice[k][${place}];`;
  });
  return [
    ...lefts,
    'let right = right_slice[k][thread.x];',
    ...sumNames(tile).map(
      (name, row) => `${name} += ${component(`left_${Math.floor(row / 4)}`, tile.rows, row % 4)} * right;`,
    ),
  ];
}

function component(vector: string, count: number, index: number): string {
  return count === 1 ? vector : `${vector}.${'xyzw'[index] ?? ''}`;
}

function storeLines({ rows, columns, store, storeFour }: Product, tile: Tile): readonly string[] {
  const place = (first: string, axis: string, count: number, index: number) =>
    sum(first, times(axis, count), ...(index === 0 ? [] : [index]));
  if (storeFour) {
    return sumNames(tile).flatMap((name, r) => [
      '{',
      `  let row = ${place('first_row', 'thread.y', tile.rows, r)};`,
      `  let column = ${place('first_column', 'thread.x', tile.columns, 0)};`,
      `  if (row < ${rows} && column < ${columns}) {`,
      ...indent(storeFour('row', 'column', name), '    '),
      '  }',
      '}',
    ]);
  }
  return sumNames(tile).flatMap((name, r) => [
    '{',
    `  let row = ${place('first_row', 'thread.y', tile.rows, r)};`,
    ...Array.from({ length: tile.columns }, (_, c) => [
      '  {',
      `    let column = ${place('first_column', 'thread.x', tile.columns, c)};`,
      `    if (row < ${rows} && column < ${columns}) {`,
      ...indent(store('row', 'column', component(name, tile.columns, c)), '      '),
      '    }',
      '  }',
    ]).flat(),
    '}',
  ]);
}
