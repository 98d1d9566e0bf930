/** So many elements are made in one frame: those in view. Those of hundreds of rows would hold it up. */
const mostNew = 32;

/**
 * Which elements of the table show which rows. Rows change places several times a second: where nobody is among them, the
 * elements stay where they are and only their texts change, since an element that is moved is laid out like a new one.
 */
export class RowSlots {
  /** By the keys of the rows, in their order. */
  #slots: ReadonlyMap<string, number> = new Map();
  #count = 0;

  /**
   * @param keys Of the rows, in their order.
   * @param follow Elements follow their rows: somebody is among them.
   * @param pinned The row whose element follows it in any case; null pins none.
   * @returns A number for the element of each row; of many new rows only the first have one yet.
   */
  place(keys: readonly string[], follow: boolean, pinned: string | null): ReadonlyMap<string, number> {
    const known = this.#slots;
    const areSame = keys.length === known.size && keys.every((key) => known.has(key));
    const own = follow || !areSame ? new Set(keys) : new Set([pinned]);
    const others = [...known].flatMap(([key, slot]) => (own.has(key) ? [] : [slot])).values();
    const last = this.#count + mostNew;
    this.#slots = new Map(
      keys.flatMap((key) => {
        const slot = own.has(key) ? known.get(key) : others.next().value;
        if (slot === undefined && this.#count === last) return [];
        return [[key, slot ?? this.#count++]];
      }),
    );
    return this.#slots;
  }
}
