import type { SheetBand } from '../../../core/fairComparison/comparisonSheet.ts';
import { Series } from '../../../core/race/series.ts';
import { SeriesCurve } from '../curves/seriesCurve.ts';

/** A band as the chart has it. */
export interface BandCurve {
  readonly median: SeriesCurve;
  readonly low: SeriesCurve;
  readonly high: SeriesCurve;
}

/**
 * The curves of bands, the same as long as their numbers are: sheets come many times a second, and the chart draws anew what is not
 * the same curve.
 */
export class BandCurves {
  #known = new Map<string, { readonly band: SheetBand; readonly curve: BandCurve }>();

  /** @param key Of the band among all. */
  of(key: string, band: SheetBand): BandCurve {
    const known = this.#known.get(key);
    if (known && isSame(known.band, band)) return known.curve;
    const curve = curveOf(band);
    this.#known.set(key, { band, curve });
    return curve;
  }

  /** Of another comparison the keys are the same. */
  forget(): void {
    this.#known = new Map();
  }
}

function curveOf({ x, median, low, high }: SheetBand): BandCurve {
  const steps = seriesOf(x);
  return {
    median: new SeriesCurve(steps, seriesOf(median)),
    low: new SeriesCurve(steps, seriesOf(low)),
    high: new SeriesCurve(steps, seriesOf(high)),
  };
}

export function seriesOf(numbers: readonly number[]): Series {
  return new Series(Float64Array.from(numbers));
}

function isSame(a: SheetBand, b: SheetBand): boolean {
  if (a === b) return true;
  return (['x', 'median', 'low', 'high'] as const).every(
    (part) => a[part].length === b[part].length && a[part].every((value, i) => Object.is(value, b[part][i])),
  );
}

/** Whether curves can be on a logarithmic axis: on some surfaces losses go below 0. */
export function haveLogarithms(bands: readonly SheetBand[]): boolean {
  return bands.every(({ median }) => median.every((loss) => !(loss < 0)));
}
