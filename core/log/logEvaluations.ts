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
  readonly accuracyOfOne: number;
}

/** Evaluations of one kind: beyond `mostEvaluations` one in two is kept, then one in four and so on, from the first. */
class Lane {
  #count = 0;
  #taken = 0;
  #stride = 1;

  /** @returns whether one more is kept; null where all have to be taken anew, since fewer are kept. */
  takes(): boolean | null {
    if (this.#count++ % this.#stride !== 0) return false;
    if (this.#taken++ < mostEvaluations) return true;
    this.#stride *= 2;
    return null;
  }

  restart(): void {
    this.#count = 0;
    this.#taken = 0;
  }
}

/** Hands each evaluation on once. Accuracies that come more often than losses take no loss's place. */
export class LogEvaluations {
  readonly #sources: EvaluationSources;
  #nextLoss = 0;
  #nextAccuracy = 0;
  readonly #withLoss = new Lane();
  readonly #withoutLoss = new Lane();
  #lastStep = Number.NEGATIVE_INFINITY;

  constructor(sources: EvaluationSources) {
    this.#sources = sources;
  }

  /** Whether any was handed on. */
  get hasTaken(): boolean {
    return this.#lastStep > Number.NEGATIVE_INFINITY;
  }

  /**
   * Those that have come.
   * @param all Also the last one, whose other half may still come.
   * @returns null where those before have changed, so that all have to be taken anew.
   */
  take(all: boolean): Evaluation[] | null {
    const evaluations: Evaluation[] = [];
    for (let step = this.#nextStep(all); step !== undefined; step = this.#nextStep(all)) {
      if (step <= this.#lastStep) return null;
      this.#lastStep = step;
      const hasLoss = stepOf(this.#sources.loss, this.#nextLoss) === step;
      const isTaken = (hasLoss ? this.#withLoss : this.#withoutLoss).takes();
      if (isTaken === null) return null;
      if (isTaken) evaluations.push(this.#evaluationAt(step));
      this.#goBehind(step);
    }
    return evaluations;
  }

  /** Begins with the first one again. */
  restart(): void {
    this.#nextLoss = 0;
    this.#nextAccuracy = 0;
    this.#withLoss.restart();
    this.#withoutLoss.restart();
    this.#lastStep = Number.NEGATIVE_INFINITY;
  }

  /** undefined where there is none that is whole. */
  #nextStep(all: boolean): number | undefined {
    const { loss, accuracy, trainingLoss } = this.#sources;
    const lossStep = stepOf(loss, this.#nextLoss);
    const accuracyStep = stepOf(accuracy, this.#nextAccuracy);
    const step = Math.min(lossStep, accuracyStep);
    if (step === Number.POSITIVE_INFINITY) return undefined;
    if (all) return step;
    const isWhole = (lossStep === step || !loss) && (accuracyStep === step || !accuracy);
    if (!isWhole && step === Math.max(lastOf(loss), lastOf(accuracy))) return undefined;
    return !loss && trainingLoss && trainingLoss.lastStep < step ? undefined : step;
  }

  #evaluationAt(step: number): Evaluation {
    const { loss, accuracy, accuracyOfOne } = this.#sources;
    const hasLoss = loss && stepOf(loss, this.#nextLoss) === step;
    const evaluation = { step, loss: hasLoss ? loss.value(this.#nextLoss) : this.#trainingLossAt(step) };
    if (!accuracy || stepOf(accuracy, this.#nextAccuracy) !== step) return evaluation;
    return { ...evaluation, accuracy: accuracy.value(this.#nextAccuracy) / accuracyOfOne };
  }

  #goBehind(step: number): void {
    const { loss, accuracy } = this.#sources;
    if (stepOf(loss, this.#nextLoss) === step) this.#nextLoss++;
    if (stepOf(accuracy, this.#nextAccuracy) === step) this.#nextAccuracy++;
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
