/** An axis of a map of hyperparameters: which setting it is, from where to where, and how its values lie on it. */

/** `one minus log`: 1 - x on a logarithmic scale, so that 0.9, 0.99 and 0.999 are equally far apart. */
export type MapScale = 'linear' | 'log' | 'one minus log';

export const mapScales: readonly MapScale[] = ['linear', 'log', 'one minus log'];

export interface MapAxis {
  /** By its name in `mapSettings`. */
  readonly setting: string;
  readonly scale: MapScale;
  /** The first value, in the units of the setting, and the last, which is larger. */
  readonly from: number;
  readonly to: number;
}

/** Where a value lies on a scale: equal distances of this look equally long. */
export function placeOf(scale: MapScale, value: number): number {
  switch (scale) {
    case 'linear':
      return value;
    case 'log':
      return Math.log10(value);
    case 'one minus log':
      return -Math.log10(1 - value);
  }
}

function valueAtPlace(scale: MapScale, place: number): number {
  switch (scale) {
    case 'linear':
      return place;
    case 'log':
      return 10 ** place;
    case 'one minus log':
      return 1 - 10 ** -place;
  }
}

/** @param fraction 0: the first value, 1: the last one; also beyond. */
export function valueAt({ scale, from, to }: MapAxis, fraction: number): number {
  if (fraction === 0) return from;
  if (fraction === 1) return to;
  const [first, last] = [placeOf(scale, from), placeOf(scale, to)];
  return valueAtPlace(scale, first + fraction * (last - first));
}

export function fractionOf({ scale, from, to }: MapAxis, value: number): number {
  const [first, last] = [placeOf(scale, from), placeOf(scale, to)];
  return (placeOf(scale, value) - first) / (last - first);
}

/** With its scale behind it, where that isn't linear: `Momentum, log of 1 − momentum`. */
export function withScale(text: string, { setting, scale }: Pick<MapAxis, 'setting' | 'scale'>): string {
  const said = { linear: '', log: ', log', 'one minus log': `, log of 1 − ${setting}` } satisfies Record<
    MapScale,
    string
  >;
  return `${text}${said[scale]}`;
}

/** What an axis must be, whatever its setting; null where it is that. */
export function faultOfAxis({ scale, from, to }: MapAxis): { field: 'from' | 'to'; expected: string } | null {
  if (scale === 'log' && !(from > 0))
    return { field: 'from', expected: 'a number above 0 on a logarithmic axis' };
  if (scale === 'one minus log' && !(to < 1))
    return { field: 'to', expected: 'a number below 1, since 1 - x is on a logarithmic axis' };
  if (!(from < to)) return { field: 'to', expected: 'a number above "from"' };
  return null;
}

export function sameAxis(a: MapAxis, b: MapAxis): boolean {
  return a.setting === b.setting && a.scale === b.scale && a.from === b.from && a.to === b.to;
}
