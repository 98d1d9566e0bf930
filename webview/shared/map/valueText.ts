/** Values of settings as texts: with as many digits as tell neighbours apart. */
import { type MapAxis, placeOf } from '../../../core/experiment/map/mapAxis.ts';
import { formatNumber } from '../../../core/format.ts';
import type { MapCells } from '../../../core/map/mapCells.ts';

const fewest = 3;
/** In double precision more are the same for each number. */
const most = 17;

/** `0.0304`, `0.728`, `64`: the value of a cell. */
export function cellText(cells: MapCells, index: number, isWhole: boolean): string {
  const value = cells.values[index] ?? Number.NaN;
  if (isWhole) return String(value);
  const beside = cells.values[index > 0 ? index - 1 : 1] ?? value;
  return numberText(value, Math.abs(value - beside));
}

/** With the digits that matter where values are this far apart. */
function numberText(value: number, distance: number): string {
  const digits =
    value === 0 || distance === 0 ? fewest : Math.floor(Math.log10(Math.abs(value) / distance)) + 1;
  return formatNumber(value, Math.min(most, Math.max(fewest, digits)));
}

/** Without zeros at its end: `0.01`, `1e-4`. */
export function tickText(value: number, distance: number): string {
  if (value === 0) return '0';
  const digits = Math.max(1, Math.ceil(Math.log10(Math.abs(value) / distance)) + 1);
  const short = Number(value.toPrecision(Math.min(most, digits)));
  const size = Math.abs(short);
  return size >= 1e5 || size < 1e-3 ? short.toExponential().replace('e+', 'e') : String(short);
}

export interface AxisTick {
  /** Among the cells: 0 in the middle of the first. */
  readonly place: number;
  readonly text: string;
}

/** Round values along an axis. @param linear Gives round values between two, as many as have room. */
export function axisTicks(
  cells: MapCells,
  linear: (from: number, to: number) => readonly number[],
  placeIn: (value: number) => number,
): readonly AxisTick[] {
  const { axis, values } = cells;
  const [from, to] = [values[0] ?? axis.from, values.at(-1) ?? axis.to];
  const round = axis.scale === 'linear' ? [] : decadesOf(axis.scale, from, to);
  const chosen = round.length >= 2 ? round : linear(from, to);
  // 1 - 1e-8 is not the same number however it is written.
  const isInView = (place: number) => place > -0.01 && place < values.length - 0.99;
  return chosen
    .filter((value) => isInView(placeIn(value)))
    .map((value, index, all) => {
      const distances = [all[index - 1], all[index + 1]].flatMap((each) =>
        each === undefined ? [] : [Math.abs(each - value)],
      );
      const text = nearOneText(axis.scale, value);
      const distance = Math.min(...distances, Math.abs(value) || 1);
      return { place: placeIn(value), text: text ?? tickText(value, distance) };
    });
}

/** `1 − 1e-5`: shorter than as many nines; null of what is no decade from 1. */
function nearOneText(scale: MapAxis['scale'], value: number): string | null {
  const away = Number((1 - value).toPrecision(3));
  return scale === 'one minus log' && away < 2e-4 && Number.isInteger(Math.log10(away))
    ? `1 − ${tickText(away, away)}`
    : null;
}

/** Of a decade: eight places from 1 few digits are left. */
const rounding = 1e-6;

function decadesOf(scale: 'log' | 'one minus log', from: number, to: number): number[] {
  const [low, high] = [placeOf(scale, from), placeOf(scale, to)];
  const ticks: number[] = [];
  const stride = Math.max(1, Math.ceil((high - low) / 8 - rounding));
  for (let decade = Math.ceil(low - rounding); decade <= high + rounding; decade += stride)
    ticks.push(scale === 'log' ? Number(`1e${decade}`) : Number((1 - 10 ** -decade).toPrecision(15)));
  if (scale === 'one minus log' && from <= 0.5 && to > 0.5) ticks.push(0.5);
  return ticks.sort((a, b) => a - b);
}
