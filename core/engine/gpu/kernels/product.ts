/** Products of matrices, whatever way a device computes them. Each number is summed up in the order of the inner index. */

export interface Operand {
  /** Along which index neighbours lie in memory: an outer one (a row or a column of the result) or the inner one. */
  readonly contiguous: 'outer' | 'inner';
  /** Where the neighbours of the other index begin, as an expression in WGSL. */
  readonly line: (index: string) => string;
  /** The number at a place of such a line. */
  readonly at: (line: string, place: string) => string;
  /**
   * Four neighbours at once, as an expression; the place is a multiple of four, and so is the size of its index. Where
   * there are any of the four, there are all, unless the expression sees to that. Default: numbers are read one by one.
   */
  readonly four?: ((line: string, place: string) => string) | undefined;
}

export interface Product {
  readonly entryPoint: string;
  /** Sizes of the result and of the inner index, as expressions. */
  readonly rows: string;
  readonly columns: string;
  readonly inner: string;
  readonly left: Operand;
  readonly right: Operand;
  /** What becomes of a number of the result. */
  readonly store: (row: string, column: string, value: string) => readonly string[];
  /** What becomes of four of a row, the first column of which is a multiple of four. Default: `store` of each. */
  readonly storeFour?: ((row: string, column: string, values: string) => readonly string[]) | undefined;
}

/** How the threads of a device share the numbers of a result. */
export interface Sharing {
  readonly workgroups: readonly [x: number, y: number];
  /** Whether a thread has four neighbours of either operand and of the result. */
  readonly hasFours: boolean;
  /** Whether a thread looks for a line once and keeps where it begins. */
  readonly keepsLines: boolean;
  /** The entry point. */
  readonly linesOf: (product: Product) => string;
}
