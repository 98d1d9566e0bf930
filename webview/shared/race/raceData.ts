/** A race as far as it is known below its cell: pieces come while it goes on. */
import type { RaceOutput, RunOutput } from '../../../core/lesson/raceOutput.ts';
import { Series } from '../../../core/race/series.ts';
import { stableText } from '../../../core/stableText.ts';
import { MiddleCurve } from '../curves/middleCurve.ts';
import { SeriesCurve } from '../curves/seriesCurve.ts';

export interface RunData {
  readonly facts: RunOutput;
  readonly curve: SeriesCurve;
  /** What `curve` is the mean of; null where it is measured as it is. */
  readonly raw: SeriesCurve | null;
  /** On the rows that are held out; null where they aren't shown, or not known yet. */
  readonly evaluated: SeriesCurve | null;
  /** Of the steps along a parameter, from the first on; empty where they aren't shown. */
  readonly lengths: SeriesCurve;
}

/** Runs that differ in nothing but the seed. */
export interface SettingData {
  /** The numbers of its runs. */
  readonly runs: readonly number[];
  readonly middle: MiddleCurve;
}

interface Known {
  readonly steps: Series;
  readonly losses: Series;
  readonly raw: Series;
  readonly curve: SeriesCurve;
  readonly rawCurve: SeriesCurve;
  readonly lengthSteps: Series;
  readonly lengths: Series;
  readonly lengthCurve: SeriesCurve;
}

export class RaceData {
  readonly #known: readonly Known[];
  #output: RaceOutput;
  #evaluated: readonly (SeriesCurve | null)[] = [];
  #settings: readonly SettingData[] | null = null;

  constructor(output: RaceOutput) {
    this.#output = output;
    this.#known = output.runs.map(() => {
      const [steps, losses, raw] = [new Series(), new Series(), new Series()];
      const [curve, rawCurve] = [new SeriesCurve(steps, losses), new SeriesCurve(steps, raw)];
      const [lengthSteps, lengths] = [new Series(), new Series()];
      const lengthCurve = new SeriesCurve(lengthSteps, lengths);
      return { steps, losses, raw, curve, rawCurve, lengthSteps, lengths, lengthCurve };
    });
    this.append(output);
  }

  get output(): RaceOutput {
    return this.#output;
  }

  get runs(): readonly RunData[] {
    return this.#output.runs.flatMap((facts, run) => {
      const known = this.#known[run];
      if (!known) return [];
      const evaluated = this.#evaluated[run] ?? null;
      const { curve, rawCurve, lengthCurve: lengths } = known;
      return [{ facts, curve, raw: facts.raw && rawCurve, evaluated, lengths }];
    });
  }

  /** The settings in the order of their first runs, where there are several and some have several runs; else none. */
  get settings(): readonly SettingData[] {
    this.#settings ??= this.#makeSettings();
    for (const { middle } of this.#settings) middle.grow();
    return this.#settings;
  }

  #makeSettings(): readonly SettingData[] {
    const { runs, target } = this.#output;
    const groups = new Map<number, number[]>();
    for (const [run, { setting }] of runs.entries())
      groups.set(setting, [...(groups.get(setting) ?? []), run]);
    if (groups.size < 2 || groups.size === runs.length) return [];
    return [...groups.values()].map((numbers) => {
      const members = numbers.flatMap((run) => {
        const curve = this.#known[run]?.curve;
        return curve ? [{ curve, units: [1, 1] as const, end: () => this.#endOf(run) }] : [];
      });
      return { runs: numbers, middle: new MiddleCurve(members, { target }) };
    });
  }

  #endOf(run: number): 'over' | 'lost' | null {
    const { divergedAt = null, ended = false } = this.#output.runs[run] ?? {};
    if (divergedAt !== null) return 'lost';
    return ended ? 'over' : null;
  }

  /** Whether runs are compared by passes over the data: where these have more steps in some than in others. */
  get countsEpochs(): boolean {
    return new Set(this.#output.runs.map(({ stepsPerEpoch }) => stableText(stepsPerEpoch))).size > 1;
  }

  /**
   * Adds a piece. Points that are known are left out.
   * @returns false, and nothing is added, if points between the known ones and the piece are missing.
   */
  append(piece: RaceOutput): boolean {
    const isNext = ({ first }: RunOutput, run: number) => first <= (this.#known[run]?.losses.length ?? -1);
    if (piece.runs.length !== this.#known.length || !piece.runs.every(isNext)) return false;
    for (const [run, { first, stepOf, losses, raw, stepLengths }] of piece.runs.entries()) {
      const known = this.#known[run];
      const begin = (known?.losses.length ?? 0) - first;
      const numbers = (told: readonly (number | null)[]) =>
        Float64Array.from(told.slice(begin), (value) => value ?? Number.NaN);
      known?.steps.append(numbers(stepOf));
      known?.losses.append(numbers(losses));
      known?.raw.append(numbers(raw ?? []));
      for (const [place, length] of (stepLengths ?? []).entries()) {
        if (place < begin || length === null) continue;
        known?.lengthSteps.push(stepOf[place] ?? Number.NaN);
        known?.lengths.push(length);
      }
    }
    this.#output = piece;
    this.#evaluated = piece.runs.map(evaluatedCurve);
    return true;
  }
}

function evaluatedCurve({ evaluated }: RunOutput): SeriesCurve | null {
  if (!evaluated || evaluated.stepOf.length === 0) return null;
  const losses = evaluated.losses.map((loss) => loss ?? Number.NaN);
  return new SeriesCurve(
    new Series(Float64Array.from(evaluated.stepOf)),
    new Series(Float64Array.from(losses)),
  );
}
