/** What a kind of output is shown by. */
interface View<Output> {
  /** The whole of it in place of what was shown. */
  reset(output: Output): void;
  onThemeChange(): void;
}

/** Views of a kind of output whose parts are loaded with the first, by the ids of their output items. */
export class LateViews<Output, Shown extends View<Output>> {
  readonly #create: (element: HTMLElement, output: Output) => Promise<() => Shown>;
  readonly #known = new Map<string, { readonly element: HTMLElement; readonly view: Shown }>();
  /** Also those whose parts are loaded now. */
  readonly #onScreen = new Set<string>();

  /** @param create Loads what it takes. What it gives is called once nothing else has come in its place. */
  constructor(create: (element: HTMLElement, output: Output) => Promise<() => Shown>) {
    this.#create = create;
  }

  get all(): readonly Shown[] {
    return [...this.#known.values()].map(({ view }) => view);
  }

  /** Stays as it is where it is rendered again in the same element. @returns Whether it is on the screen. */
  async render(id: string, output: Output, element: HTMLElement): Promise<boolean> {
    this.#onScreen.add(id);
    const create = await this.#create(element, output);
    if (!this.#onScreen.has(id)) return false;
    const known = this.#known.get(id);
    if (known?.element === element) known.view.reset(output);
    else {
      element.classList.add('optimizer-lesson');
      this.#known.set(id, { element, view: create() });
    }
    return true;
  }

  /** @param id Undefined: all. */
  forget(id: string | undefined): void {
    for (const known of [this.#known, this.#onScreen]) {
      if (id === undefined) known.clear();
      else known.delete(id);
    }
  }
}
