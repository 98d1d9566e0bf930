/** What parameters are called: `w0`, `w1` on surfaces, `W1[3, 5]` and `b1[5]` in networks, counted as in the vector of all. */

export interface ParameterNames {
  /** How many there are. */
  readonly count: number;
  /** @throws {RangeError} if there is no such parameter. */
  nameOf(index: number): string;
  /** The indices that a text stands for: a name, the beginning of one, a layer, or an index; in their order. */
  find(query: string, most: number): readonly number[];
}

interface Tensor {
  readonly start: number;
  readonly length: number;
  /** `W1`; of surfaces `w`. */
  readonly name: string;
  /** How many there are in a row; null where there are no rows. */
  readonly width: number | null;
}

/**
 * @param tensors Their lengths: of a network W1, b1, W2, b2 …, the weights inputs × outputs, row by row.
 * @param isNetwork Otherwise it is a surface.
 */
export function parameterNames(tensors: readonly number[], isNetwork: boolean): ParameterNames {
  let start = 0;
  const parts = tensors.map((length, place): Tensor => {
    const layer = Math.floor(place / 2) + 1;
    const isWeights = isNetwork && place % 2 === 0;
    const name = isNetwork ? `${isWeights ? 'W' : 'b'}${layer}` : 'w';
    const part = { start, length, name, width: isWeights ? (tensors[place + 1] ?? length) : null };
    start += length;
    return part;
  });
  const count = start;
  const nameOf = (index: number) => {
    const part = parts.find((each) => each.start <= index && index < each.start + each.length);
    if (!part) throw new RangeError(`parameter = ${index} — expected a whole number >= 0 and < ${count}`);
    const place = index - part.start;
    if (!isNetwork) return `${part.name}${place}`;
    if (part.width === null) return `${part.name}[${place}]`;
    return `${part.name}[${Math.floor(place / part.width)}, ${place % part.width}]`;
  };
  return {
    count,
    nameOf,
    find(query, most) {
      const text = query.trim();
      if (/^\d+$/.test(text)) return Number(text) < count ? [Number(text)] : [];
      const [, name = '', row, column] =
        /^([a-z]+\s*\d*)[\s[(]*(\d+)?[\s,]*(\d+)?[\s\])]*$/i.exec(text) ?? [];
      const wanted = name.replace(/\s/g, '').toLowerCase();
      if (wanted === '') return [];
      if (!isNetwork) return Array.from(parts.keys()).flatMap(() => surfaceMatches(wanted, count));
      const found: number[] = [];
      for (const part of parts) {
        const isMeant = part.name.toLowerCase() === wanted || `layer${part.name.slice(1)}` === wanted;
        if (isMeant) found.push(...elementsOf(part, row, column, most - found.length));
      }
      return found;
    },
  };
}

function surfaceMatches(wanted: string, count: number): readonly number[] {
  const [, place] = /^w(\d+)$/.exec(wanted) ?? [];
  return place !== undefined && Number(place) < count ? [Number(place)] : [];
}

/** Those of a row, one alone, or all. */
function elementsOf(
  { start, length, width }: Tensor,
  row: string | undefined,
  column: string | undefined,
  most: number,
): readonly number[] {
  const first = Number(row ?? 0);
  if (width === null || row === undefined) {
    if (row !== undefined) return first < length && column === undefined ? [start + first] : [];
    return Array.from({ length: Math.min(most, length) }, (_, place) => start + place);
  }
  if (first * width >= length) return [];
  if (column !== undefined) return Number(column) < width ? [start + first * width + Number(column)] : [];
  return Array.from({ length: Math.min(most, width) }, (_, place) => start + first * width + place);
}
