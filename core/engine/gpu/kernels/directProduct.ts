/**
 * Products as a processor computes them that stands in for a GPU. Its threads are the lanes of a vector, and reading a number
 * takes each as long as some multiplications do: so a thread multiplies many numbers of one operand by many of the other.
 * There is no memory of a workgroup, and nobody waits. Where lanes can read each other's numbers, each reads the left operand
 * for one row, and all have it for four. Each number of the result is summed up in the order of the inner index, one after
 * another.
 */
import { lanes } from './createKernel.ts';
import type { Operand, Product, Sharing } from './product.ts';
import { indent, sum, times } from './text.ts';

/** Rows and columns of a thread. */
const most = 8;
/** Rows, where the left operand is read for four at once and a thread has few columns. */
const mostRows = 16;

/** Blocks of about the same size, and as few of them as can be. */
const evenly = (count: number, largest: number) => Math.ceil(count / Math.ceil(count / largest));

/** What a thread computes of the result: some rows, and every fourth column, in vectors of one size. */
interface Block {
  readonly rows: number;
  readonly vectors: number;
  readonly columnsOfVector: number;
  /** Whether blocks end where the columns of the result do. */
  readonly fits: boolean;
  /** Whether each lane reads the left operand for every fourth row. */
  readonly broadcasts: boolean;
}

function blockFor(rows: number, columns: number, hasSubgroups: boolean): Block {
  const count = evenly(Math.ceil(columns / lanes), most);
  const vectors = Math.ceil(count / 4);
  const columnsOfVector = Math.ceil(count / vectors);
  const fits = columns % (lanes * vectors * columnsOfVector) === 0;
  const rowsOfThread = evenly(rows, hasSubgroups ? Math.min(mostRows, (most * most) / count) : most);
  const broadcasts = hasSubgroups && rowsOfThread > 1;
  return { rows: rowsOfThread, vectors, columnsOfVector, fits, broadcasts };
}

/** Lanes are columns of the result. Where these are fewer, they are rows, as if all matrices were transposed. */
function isTransposed(rows: number, columns: number): boolean {
  return columns < lanes && rows > columns;
}

const aboutTransposed = '// Rows are those of the transposed result, and so are columns.';

function transpose({ rows, columns, left, right, store, ...rest }: Product): Product {
  return {
    ...rest,
    ...{ rows: columns, columns: rows, left: right, right: left },
    store: (row, column, value) => store(column, row, value),
  };
}

/** A workgroup for each block of columns of four threads, and block of rows. */
export function direct(rows: number, columns: number, hasSubgroups: boolean): Sharing {
  if (isTransposed(rows, columns)) {
    const { linesOf, ...sharing } = direct(columns, rows, hasSubgroups);
    return { ...sharing, linesOf: (product) => [aboutTransposed, linesOf(transpose(product))].join('\n') };
  }
  const block = blockFor(rows, columns, hasSubgroups);
  return {
    workgroups: [Math.ceil(columns / width(block)), Math.ceil(rows / block.rows)],
    hasFours: false,
    keepsLines: true,
    linesOf: (product) =>
      [
        `// A thread computes ${block.rows} × ${block.vectors * block.columnsOfVector} numbers of the result.`,
        `@compute @workgroup_size(${lanes})`,
        `fn ${product.entryPoint}(`,
        '  @builtin(workgroup_id) workgroup: vec3u,',
        `  @builtin(${block.broadcasts ? 'subgroup_invocation_id' : 'local_invocation_index'}) thread: u32,`,
        ') {',
        ...indent([
          `let first_row = ${times('workgroup.y', block.rows)};`,
          `let first_column = ${times('workgroup.x', width(block))} + thread;`,
          `if (first_row >= ${product.rows}) { return; }`,
          ...blockLines(product, block),
        ]),
        '}',
      ].join('\n'),
  };
}

/** The whole product by one workgroup of four threads, which are numbered by `thread`: their places in the subgroup. */
export function directLines(
  product: Product,
  rows: number,
  columns: number,
  hasSubgroups: boolean,
): readonly string[] {
  if (isTransposed(rows, columns))
    return [aboutTransposed, ...directLines(transpose(product), columns, rows, hasSubgroups)];
  const block = blockFor(rows, columns, hasSubgroups);
  return [
    `for (var first_row = 0u; first_row < ${product.rows}; first_row += ${block.rows}u) {`,
    `  for (var column = 0u; column < ${product.columns}; column += ${width(block)}u) {`,
    ...indent(['let first_column = column + thread;', ...blockLines(product, block)], '    '),
    '  }',
    '}',
  ];
}

/** How many columns of the result four threads have. */
function width({ vectors, columnsOfVector }: Block): number {
  return lanes * vectors * columnsOfVector;
}

/**
 * Of a thread's numbers, from `first_row` and `first_column` on, those that the result has are stored. Others are computed
 * of whatever lies beside the operands.
 */
function blockLines(product: Product, block: Block): readonly string[] {
  const { rows, columns, inner, left, right, store } = product;
  const { vectors, columnsOfVector, fits, broadcasts } = block;
  const type = columnsOfVector === 1 ? 'f32' : `vec${columnsOfVector}f`;
  const ofRows = range(block.rows).map((r) => sum('first_row', r));
  const ofColumns = range(vectors * columnsOfVector).map((c) => sum('first_column', lanes * c));
  const ofFours = range(Math.ceil(block.rows / lanes)).map((r) => `${sum('first_row', lanes * r)} + thread`);
  const lefts = operandLines('left', left, broadcasts ? ofFours : ofRows);
  const leftOf = (r: number) =>
    broadcasts ? `subgroupBroadcast(four_${Math.floor(r / lanes)}, ${r % lanes}u)` : (lefts.numbers[r] ?? '');
  const rights = operandLines('right', right, ofColumns);
  const rightOf = (vector: number) => {
    const numbers = rights.numbers.slice(vector * columnsOfVector, (vector + 1) * columnsOfVector);
    return columnsOfVector === 1 ? numbers.join() : `${type}(${numbers.join(', ')})`;
  };
  return [
    `var sums = array<${type}, ${block.rows * vectors}>();`,
    ...lefts.before,
    ...rights.before,
    `for (var k = 0u; k < ${inner}; k++) {`,
    ...indent([
      ...lefts.within,
      ...rights.within,
      ...range(vectors).map((vector) => `let right_${vector} = ${rightOf(vector)};`),
      ...(broadcasts ? lefts.numbers.map((number, index) => `let four_${index} = ${number};`) : []),
      ...range(block.rows).flatMap((r) => [
        `let left_${r} = ${leftOf(r)};`,
        ...range(vectors).map((vector) => `sums[${r * vectors + vector}] += left_${r} * right_${vector};`),
      ]),
    ]),
    '}',
    `for (var r = 0u; r < ${block.rows}u && first_row + r < ${rows}; r++) {`,
    '  let row = first_row + r;',
    ...range(vectors).map((vector) => `  let sums_${vector} = sums[${sum(times('r', vectors), vector)}];`),
    ...ofColumns.flatMap((column, c) => [
      '  {',
      `    let column = ${column};`,
      ...indent(
        fits
          ? store('row', 'column', component(c, columnsOfVector))
          : [
              `if (column < ${columns}) {`,
              ...indent(store('row', 'column', component(c, columnsOfVector))),
              '}',
            ],
        '    ',
      ),
      '  }',
    ]),
    '}',
  ];
}

function component(column: number, columnsOfVector: number): string {
  const vector = `sums_${Math.floor(column / columnsOfVector)}`;
  return columnsOfVector === 1 ? vector : `${vector}.${'xyzw'[column % columnsOfVector] ?? ''}`;
}

/** An operand's numbers at an inner index `k`, and what they need: found once, or for each `k`. */
interface OperandLines {
  readonly before: readonly string[];
  readonly within: readonly string[];
  readonly numbers: readonly string[];
}

function operandLines(name: string, operand: Operand, outers: readonly string[]): OperandLines {
  const line = `${name}_line`;
  if (operand.contiguous === 'outer')
    return {
      before: [],
      within: [`let ${line} = ${operand.line('k')};`],
      numbers: outers.map((outer) => operand.at(line, outer)),
    };
  return {
    before: outers.map(
      (outer, index) => `let ${line}_${index} = ${operand.line(outer.includes(' ') ? `(${outer})` : outer)};`,
    ),
    within: [],
    numbers: outers.map((_, index) => operand.at(`${line}_${index}`, 'k')),
  };
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
