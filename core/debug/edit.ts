/** Values that a person sets in the middle of a run. */
import { at, type Frame, type Value } from '../rule/run/frame.ts';

export interface Edit {
  /** It is made in the step after so many. */
  readonly stepsDone: number;
  /** Before this line of the update, by its index. */
  readonly line: number;
  /** `p`, `g`, a state, a scalar, a name of the update or a hyperparameter; the last keeps the value in all later steps. */
  readonly name: string;
  /** Of all parameters, by its index; null for what is the same for all of them. */
  readonly parameter: number | null;
  readonly value: number;
}

/** The edits of one step, in the order in which they were made within each line; applied to a tensor as its lines come. */
export class StepEdits {
  readonly #edits: readonly Edit[];
  readonly #vectors: ReadonlySet<string>;

  /** @param vectors Names that have a number for each parameter, whatever a line has made of them. */
  constructor(edits: readonly Edit[], vectors: ReadonlySet<string>) {
    this.#vectors = vectors;
    this.#edits = [...edits].sort((a, b) => a.line - b.line);
  }

  /**
   * Sets what was set before the lines from `applied` up to and with `line` for the elements of a frame.
   * @returns The line from which on nothing is applied yet.
   */
  apply(frame: Frame, applied: number, line: number): number {
    for (const edit of this.#edits) {
      if (edit.line < applied || edit.line > line) continue;
      if (edit.parameter === null) frame.set(edit.name, edit.value);
      else if (frame.contains(edit.parameter)) frame.set(edit.name, this.#replaced(frame, edit));
    }
    return Math.max(applied, line + 1);
  }

  #replaced(frame: Frame, { name, parameter, value }: Edit): Value {
    const before = frame.get(name) ?? Number.NaN;
    // What a tensor has one of.
    if (typeof before === 'number' && !this.#vectors.has(name)) return value;
    const { start, end } = frame.range;
    const values = Float64Array.from({ length: end - start }, (_, element) => at(before, element));
    values[frame.elementAt(parameter ?? start)] = value;
    return values;
  }
}
