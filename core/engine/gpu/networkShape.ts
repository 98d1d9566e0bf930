/** Where a network's numbers are in the buffers of a device. */

export interface LayerShape {
  readonly inputs: number;
  readonly outputs: number;
  /** Among the parameters: inputs × outputs, row by row, and the biases behind them. */
  readonly weights: number;
  /** In `workspace`, rows × outputs each: values, what the derivatives are multiplied by, derivatives of the loss. */
  readonly values: number;
  /** null where the slopes can be told from the values. */
  readonly slopes: number | null;
  readonly deltas: number;
}

export interface NetworkShape {
  readonly layers: readonly LayerShape[];
  readonly parameters: number;
  /** Of the parameter tensors W1, b1, W2, b2 …. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
  /** In `workspace`: the loss of each row, and 1 for each that is answered rightly. */
  readonly rowLosses: number;
  readonly rowsRight: number;
  /** Numbers in `workspace`. */
  readonly workspace: number;
}

/**
 * @param widths Inputs, hidden layers …, outputs.
 * @param rows Rows that are computed together at most.
 * @param keepsSlopes Whether hidden layers keep the slopes of their activation.
 */
export function shapeNetwork(widths: readonly number[], rows: number, keepsSlopes: boolean): NetworkShape {
  const ranges: (readonly [number, number])[] = [];
  let parameters = 0;
  let workspace = 0;
  // Where four numbers can be read at once.
  const place = (numbers: number) => {
    const at = workspace;
    workspace += 4 * Math.ceil(numbers / 4);
    return at;
  };
  const layers = widths.slice(1).map((outputs, depth): LayerShape => {
    const inputs = widths[depth] ?? 0;
    const weights = parameters;
    const biases = weights + inputs * outputs;
    parameters = biases + outputs;
    ranges.push([weights, biases], [biases, parameters]);
    const isHidden = depth < widths.length - 2;
    return {
      ...{ inputs, outputs, weights },
      values: place(rows * outputs),
      slopes: isHidden && keepsSlopes ? place(rows * outputs) : null,
      deltas: place(rows * outputs),
    };
  });
  const [rowLosses, rowsRight] = [place(rows), place(rows)];
  return { layers, parameters, ranges, rowLosses, rowsRight, workspace };
}

export function layerAt({ layers }: NetworkShape, depth: number): LayerShape {
  const layer = layers[depth];
  if (!layer) throw new RangeError(`depth = ${depth} — expected a layer of ${layers.length}`);
  return layer;
}
