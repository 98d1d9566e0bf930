/** The losses of the run that is looked at, then of the best one, asked for as the person goes from run to run. */
import type { InspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import { Latest } from '../shared/latest.ts';
import { type MapState, toldCell, valuesOfCell } from '../shared/map/mapState.ts';

interface Wanted {
  /** The number of the part that the cell is of. */
  readonly part: number;
  readonly cell: number;
  readonly x: number;
  readonly y: number;
}

export class CellCurves {
  readonly #latest: () => MapState;
  readonly #curves: Latest<Wanted, InspectedCurve>;

  /** @param latest The state of now. */
  constructor(
    ask: (place: { readonly x: number; readonly y: number }) => Promise<InspectedCurve>,
    latest: () => MapState,
    update: (change: Partial<MapState>) => void,
    fail: (error: unknown) => void,
  ) {
    this.#latest = latest;
    this.#curves = new Latest(
      ({ x, y }) => ask({ x, y }),
      (curve, { part, cell }) => {
        const state = latest();
        if (part !== state.part?.number) return;
        if (cell === toldCell(state)) update({ curve: { cell, curve } });
        if (cell === state.summary.best) update({ bestCurve: { cell, curve } });
        this.want();
      },
      fail,
    );
  }

  want(): void {
    const state = this.#latest();
    const { part, curve, bestCurve, summary } = state;
    const told = toldCell(state);
    if (!part) return;
    const isKnown = (cell: number) => curve?.cell === cell || bestCurve?.cell === cell;
    const wanted = told !== null && !isKnown(told) ? told : summary.best;
    if (wanted === null || (wanted === told ? isKnown(wanted) : bestCurve?.cell === wanted)) return;
    const values = valuesOfCell(part, wanted);
    if (values) this.#curves.want({ part: part.number, cell: wanted, ...values });
  }

  forget(): void {
    this.#curves.forget();
  }
}
