/** Classes of columns that a narrow table goes without, the most dispensable first: other parts of the page say the same. */
const dispensable = [
  'half',
  'range',
  'chance',
  'steps',
  'drawn',
  'trials',
  'behind',
  'lost',
  'rank',
  'rate',
] as const;

/** Hides columns of a table until it fits into what is around it; `.without-half .half` is how the styles hide one. */
export class TableFit {
  /** Where another number of columns may fit. */
  #room = '';
  #count = 0;

  /**
   * After it was drawn.
   * @param columns What columns it has.
   */
  fit(around: HTMLElement, columns: string): void {
    const table = around.querySelector('table');
    if (!table) return;
    const { paddingLeft, paddingRight } = getComputedStyle(around);
    const width = around.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    const room = `${width} ${columns}`;
    if (room !== this.#room) this.#show(around, 0);
    this.#room = room;
    while (table.offsetWidth > width && this.#count < dispensable.length) this.#show(around, this.#count + 1);
  }

  #show(around: HTMLElement, count: number): void {
    this.#count = count;
    dispensable.forEach((name, place) => {
      around.classList.toggle(`without-${name}`, place < count);
    });
  }
}
