/** The units of a column's numbers: money of two currencies, or percentages beside plain numbers, can't be compared. */

/** The first value with a unit. */
export interface UnitExample {
  readonly row: number;
  readonly unit: string;
  readonly text: string;
}

export class UnitUse {
  readonly #examples = new Map<string, UnitExample>();
  /** Percentages other than 0. */
  #percentages = 0;

  get isEmpty(): boolean {
    return this.#examples.size === 0;
  }

  add(example: UnitExample, value: number): void {
    const { unit } = example;
    if (isShare(unit) && value !== 0) this.#percentages++;
    const known = this.#examples.get(unit);
    if (!known || example.row < known.row) this.#examples.set(unit, example);
  }

  /**
   * Two values that can't be compared; the second may be any plain number.
   * @param numbers How many numbers other than 0 the column has.
   */
  conflict(
    numbers: number,
  ): { readonly value: UnitExample; readonly other: UnitExample | undefined } | undefined {
    const kinds = new Map<string, UnitExample>();
    for (const example of [...this.#examples.values()].sort((a, b) => a.row - b.row)) {
      const kind = isShare(example.unit) ? '%' : example.unit;
      if (!kinds.has(kind)) kinds.set(kind, example);
    }
    const [first, second] = [...kinds.values()];
    if (second) return { value: second, other: first };
    if (first && isShare(first.unit) && numbers > this.#percentages)
      return { value: first, other: undefined };
    return undefined;
  }
}

function isShare(unit: string): boolean {
  return unit === '%' || unit === '‰';
}
