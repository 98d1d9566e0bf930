/** A race as far as it is known below its cell: pieces come while it goes on. */
import type { RaceOutput, RunOutput } from '../../../core/lesson/raceOutput.ts';
import { Series } from '../../../core/race/series.ts';
import { SeriesCurve } from '../curves/seriesCurve.ts';

export interface RunData {
  readonly facts: RunOutput;
  readonly curve: SeriesCurve;
}

interface Known {
  readonly steps: Series;
  readonly losses: Series;
  readonly curve: SeriesCurve;
}

export class RaceData {
  readonly #known: readonly Known[];
  #output: RaceOutput;

  constructor(output: RaceOutput) {
    this.#output = output;
    this.#known = output.runs.map(() => {
      const [steps, losses] = [new Series(), new Series()];
      return { steps, losses, curve: new SeriesCurve(steps, losses) };
    });
    this.append(output);
  }

  get output(): RaceOutput {
    return this.#output;
  }

  get runs(): readonly RunData[] {
    return this.#output.runs.flatMap((facts, run) => {
      const curve = this.#known[run]?.curve;
      return curve ? [{ facts, curve }] : [];
    });
  }

  /**
   * Adds a piece. Points that are known are left out.
   * @returns false, and nothing is added, if points between the known ones and the piece are missing.
   */
  append(piece: RaceOutput): boolean {
    const isNext = ({ first }: RunOutput, run: number) => first <= (this.#known[run]?.losses.length ?? -1);
    if (piece.runs.length !== this.#known.length || !piece.runs.every(isNext)) return false;
    for (const [run, { first, stepOf, losses }] of piece.runs.entries()) {
      const known = this.#known[run];
      const begin = (known?.losses.length ?? 0) - first;
      known?.steps.append(Float64Array.from(stepOf.slice(begin)));
      known?.losses.append(Float64Array.from(losses.slice(begin), (loss) => loss ?? Number.NaN));
    }
    this.#output = piece;
    return true;
  }
}
