/** What is measured of one run: it takes what its thread says, and tells what a page shows. */
import type { DiagnosisNews, MeasuredStep } from '../../core/diagnostics/diagnoseRun.ts';
import { type DiagnosticId, diagnostics } from '../../core/diagnostics/index.ts';
import {
  digitsOf,
  emptySeries,
  type MeasuredSeries,
  withReadings,
} from '../../core/diagnostics/measuredSeries.ts';
import type { MeasuredRun, Progress, ShownMeasurement } from '../../core/protocol/diagnostics.ts';
import { precisionOf } from '../inspector/runToInspect.ts';
import { type FoundRun, recordedLosses } from './diagnosedRuns.ts';
import type { Measurement } from './diagnosticsMemory.ts';

/** Losses that differ by less have the same rounding. */
const sameWithin = 1e-12;

export class Diagnosis {
  progress: Progress = { kind: 'waiting' };
  readonly #found: FoundRun;
  readonly #place: number;
  readonly #recorded: ReadonlyMap<number, number>;
  readonly #series: Map<DiagnosticId, MeasuredSeries>;
  #stepsDone = 0;
  /** The largest deviation of a loss from that which was recorded; null where none was compared. */
  #deviation: number | null = null;

  /** @param place Among the runs of the page. */
  constructor(found: FoundRun, place: number, ids: readonly DiagnosticId[]) {
    this.#found = found;
    this.#place = place;
    this.#recorded = recordedLosses(found.run.record);
    this.#series = new Map(ids.map((id) => [id, emptySeries]));
  }

  take(news: readonly DiagnosisNews[]): void {
    this.#stepsDone = news.at(-1)?.stepsDone ?? this.#stepsDone;
    const measured = news.flatMap((each) => each.measured ?? []);
    for (const [id, series] of this.#series) {
      const readings = measured.flatMap(({ step, readings }) => {
        const reading = readings[id];
        return reading ? [{ step, reading }] : [];
      });
      this.#series.set(id, withReadings(series, readings));
    }
    for (const each of measured) this.#compare(each);
  }

  /** What there is to keep. */
  get measured(): Measurement {
    return {
      stepsDone: this.#stepsDone,
      deviation: this.#deviation,
      series: Object.fromEntries(this.#series),
    };
  }

  /** @returns Whether nothing is missing: of the steps, and of the diagnostics that the run can have. */
  restore({ stepsDone, deviation, series }: Measurement): boolean {
    this.#stepsDone = stepsDone;
    this.#deviation = deviation;
    let isWhole = stepsDone >= this.#found.run.record.state.stepsDone;
    for (const id of this.#series.keys()) {
      const known = series[id];
      if (known) this.#series.set(id, known);
      else isWhole &&= diagnostics[id].obstacle(this.#found.run.spec) !== null;
    }
    return isWhole;
  }

  get shown(): MeasuredRun {
    return {
      type: 'run',
      run: this.#place,
      progress: this.progress,
      stepsDone: this.#stepsDone,
      comparison: this.#comparison(),
      measured: [...this.#series].map(([id, series]) => this.#measurement(id, series)),
    };
  }

  #measurement(id: DiagnosticId, series: MeasuredSeries): ShownMeasurement {
    const { spec, name } = this.#found.run;
    const obstacle = diagnostics[id].obstacle(spec);
    if (obstacle !== null) return { id, series: emptySeries, seen: `has none: ${obstacle}.` };
    const isKnown = series.values.some(Number.isFinite);
    const named = { spec, name, rows: this.#found.race.rows };
    return { id, series, seen: isKnown ? diagnostics[id].seen(series, named) : null };
  }

  #compare({ step, loss }: MeasuredStep): void {
    const recorded = this.#recorded.get(step - 1);
    if (recorded === undefined || !Number.isFinite(recorded)) return;
    const deviation = loss === recorded ? 0 : Math.abs(loss - recorded) / Math.abs(recorded);
    this.#deviation = Math.max(
      this.#deviation ?? 0,
      Number.isNaN(deviation) ? Number.POSITIVE_INFINITY : deviation,
    );
  }

  #comparison(): string | null {
    const deviation = this.#deviation;
    // Of a run that has recorded none of these steps.
    if (deviation === null) return this.#stepsDone > 0 ? precisionOf(this.#found.run.record) : null;
    if (deviation <= sameWithin) return 'The losses are those that were recorded.';
    return `Computed again in float64, losses differ by at most ${digitsOf(100 * deviation)} % from those that were recorded.`;
  }
}
