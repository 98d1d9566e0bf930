/** Comparisons that were made here, so that the same experiment opens what came of it. */
import type { Memento } from 'vscode';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { type ComparisonPlace, comparisonPlaceSchema } from '../../../core/protocol/fairComparison.ts';
import { stableText } from '../../../core/stableText.ts';

const memoryKey = 'fairComparisons';
const mostKept = 20;

export class ComparisonMemory {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  find(experiment: Experiment, csvFolder: string | null): ComparisonPlace | undefined {
    const key = keyOf({ experiment, csvFolder });
    return this.#all().find((place) => keyOf(place) === key);
  }

  /** In place of what was kept of the same experiment. */
  async keep(place: ComparisonPlace): Promise<void> {
    const key = keyOf(place);
    const others = this.#all().filter((each) => keyOf(each) !== key);
    await this.#memory.update(memoryKey, [place, ...others].slice(0, mostKept));
  }

  #all(): ComparisonPlace[] {
    const kept = this.#memory.get<readonly unknown[]>(memoryKey, []);
    return kept.flatMap((each) => comparisonPlaceSchema.safeParse(each).data ?? []);
  }
}

function keyOf({ experiment, csvFolder }: Pick<ComparisonPlace, 'experiment' | 'csvFolder'>): string {
  return stableText({ experiment, csvFolder });
}
