/** The evaluations of a logged run: held-out loss and accuracy, brought together by their steps. */
import type { Evaluation } from '../race/evaluation.ts';
import type { KeptPoints } from './keptPoints.ts';
import { mostEvaluations } from './logLimits.ts';

/** What evaluations are made of. */
export interface EvaluationSources {
  readonly loss: KeptPoints | null;
  readonly accuracy: KeptPoints | null;
  /** Where no loss is held out, the loss of training at the same step stands for it. */
  readonly trainingLoss: KeptPoints | null;
  /** 100 where accuracy is in percent; else 1. */
  readonly accuracyOf: () => number;
}

/**
 * Hands each evaluation on once. Beyond `mostEvaluations`, every second is left out, then every fourth and so on, from
 * the first one.
 */
export class LogEvaluations {
  readonly #sources: EvaluationSources;
  #nextLoss = 0;
  #nextAccuracy = 0;
  /** How many there were, and how many of these were handed on. */
  #count = 0;
  #taken = 0;
  #stride = 1;
  #lastStep = Number.NEGATIVE_INFINITY;

  constructor(sources: EvaluationSources) {
    this.#sources = sources;
  }

  /**
   * Those that have come.
   * @param all Also the last one, whose other half may still come.
   * @returns null where those before have changed, so that all have to be taken anew.
   */
  take(all: boolean): Evaluation[] | null {
    const evaluations: Evaluation[] = [];
    for (let next = this.#next(all); next; next = this.#next(all)) {
      if (next.step <= this.#lastStep) return null;
      this.#lastStep = next.step;
      if (this.#count++ % this.#stride !== 0) continue;
      if (this.#taken === mostEvaluations) {
        this.#stride *= 2;
        return null;
      }
      this.#taken++;
      evaluations.push(next);
    }
    return evaluations;
  }

  /** Begins with the first one again. */
  restart(): void {
    this.#nextLoss = 0;
    this.#nextAccuracy = 0;
    this.#count = 0;
    this.#taken = 0;
    this.#lastStep = Number.NEGATIVE_INFINITY;
  }

  #next(all: boolean): Evaluation | undefined {
    const { loss, accuracy, trainingLoss } = this.#sources;
    const lossStep = stepOf(loss, this.#nextLoss);
    const accuracyStep = stepOf(accuracy, this.#nextAccuracy);
    const step = Math.min(lossStep, accuracyStep);
    if (step === Number.POSITIVE_INFINITY) return undefined;
    const [hasLoss, hasAccuracy] = [lossStep === step, accuracyStep === step];
    const isWhole = (hasLoss || !loss) && (hasAccuracy || !accuracy);
    if (!all && !isWhole && step === Math.max(lastOf(loss), lastOf(accuracy))) return undefined;
    if (!all && !loss && trainingLoss && trainingLoss.lastStep < step) return undefined;
    const evaluation = {
      step,
      loss: hasLoss && loss ? loss.value(this.#nextLoss) : this.#trainingLossAt(step),
    };
    const share =
      hasAccuracy && accuracy ? accuracy.value(this.#nextAccuracy) / this.#sources.accuracyOf() : null;
    if (hasLoss) this.#nextLoss++;
    if (hasAccuracy) this.#nextAccuracy++;
    return share === null ? evaluation : { ...evaluation, accuracy: share };
  }

  #trainingLossAt(step: number): number {
    const { loss, trainingLoss } = this.#sources;
    if (loss || !trainingLoss) return Number.NaN;
    const point = trainingLoss.firstFrom(step);
    return point < trainingLoss.length && trainingLoss.step(point) === step
      ? trainingLoss.value(point)
      : Number.NaN;
  }
}

function lastOf(points: KeptPoints | null): number {
  return points?.lastStep ?? Number.NEGATIVE_INFINITY;
}

/** Infinity where there is none. */
function stepOf(points: KeptPoints | null, point: number): number {
  return points && point < points.length ? points.step(point) : Number.POSITIVE_INFINITY;
}
