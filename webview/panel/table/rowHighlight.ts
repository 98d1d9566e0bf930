/**
 * Marks the row of what is highlighted. That follows the pointer: rows are drawn without it, lest all of them are drawn anew
 * with every move.
 */
export class RowHighlight {
  #row: Element | null = null;

  /**
   * Call it whenever rows were drawn, too.
   * @param key Of a run or a group; null highlights none.
   */
  show(root: Element, key: string | null): void {
    const row = key === null ? null : root.querySelector(`tr[data-run=${JSON.stringify(key)}]`);
    if (row !== this.#row) this.#row?.classList.remove('highlighted');
    row?.classList.add('highlighted');
    this.#row = row;
  }
}
