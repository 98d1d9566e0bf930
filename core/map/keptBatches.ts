/** The mini-batches of runs that all have the same: they are drawn once. */
import type { ModelTask } from '../problems/models/modelTask.ts';

/** 4 MiB. */
const usuallyKept = 2 ** 20;

/**
 * The same task.
 * @param most Row numbers that are kept; those behind them are drawn for each run.
 */
export function keepBatches(model: ModelTask, most = usuallyKept): ModelTask {
  const drawn = model.batchesFrom(0);
  const { stepsPerEpoch } = drawn;
  const kept: Int32Array[] = [];
  let numbers = 0;
  const batchAt = (index: number): Int32Array | null => {
    const known = kept[index];
    if (known || index > kept.length || numbers >= most) return known ?? null;
    const rows = drawn.next().slice();
    numbers += rows.length;
    kept.push(rows);
    return rows;
  };
  return {
    ...model,
    batchesFrom(stepsDone) {
      let index = stepsDone;
      let others: ReturnType<ModelTask['batchesFrom']> | null = null;
      return {
        stepsPerEpoch,
        next() {
          const rows = others ? null : batchAt(index);
          if (rows === null) others ??= model.batchesFrom(index);
          index++;
          return rows ?? others?.next() ?? new Int32Array();
        },
      };
    },
  };
}
