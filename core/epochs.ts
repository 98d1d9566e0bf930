/** How steps and passes over the data go together: the one place where they are made of each other. */

/** Passes one after the other that have as many steps each. */
export interface EpochStage {
  readonly epochs: number;
  /** In each of them. */
  readonly steps: number;
}

/** Steps in a pass: in each as many or, where the batch size changes, stages in their order, of which the last goes on. */
export type StepsPerEpoch = number | readonly EpochStage[];

/** Passes over the data after so many steps, with the part of the one that isn't over. */
export function epochsAfter(stepsPerEpoch: StepsPerEpoch, steps: number): number {
  if (typeof stepsPerEpoch === 'number') return steps / stepsPerEpoch;
  let [epochs, left] = [0, steps];
  for (const [stage, isLast] of withLast(stepsPerEpoch)) {
    if (isLast || left < stage.epochs * stage.steps) return epochs + left / stage.steps;
    epochs += stage.epochs;
    left -= stage.epochs * stage.steps;
  }
  return epochs;
}

/** Steps in so many passes over the data; not rounded where one of them isn't whole. */
export function stepsAfter(stepsPerEpoch: StepsPerEpoch, epochs: number): number {
  if (typeof stepsPerEpoch === 'number') return epochs * stepsPerEpoch;
  let [steps, left] = [0, epochs];
  for (const [stage, isLast] of withLast(stepsPerEpoch)) {
    if (isLast || left < stage.epochs) return steps + left * stage.steps;
    steps += stage.epochs * stage.steps;
    left -= stage.epochs;
  }
  return steps;
}

/** Whether a pass is over after so many steps; none is before the first. */
export function endsEpoch(stepsPerEpoch: StepsPerEpoch, steps: number): boolean {
  return Number.isInteger(epochsAfter(stepsPerEpoch, steps));
}

/** Steps in the pass that the last of so many steps, at least one, belongs to. */
export function stepsOfLastEpoch(stepsPerEpoch: StepsPerEpoch, steps: number): number {
  if (typeof stepsPerEpoch === 'number') return stepsPerEpoch;
  let left = steps;
  for (const [stage, isLast] of withLast(stepsPerEpoch)) {
    if (isLast || left <= stage.epochs * stage.steps) return stage.steps;
    left -= stage.epochs * stage.steps;
  }
  return 1;
}

/** The most steps that a pass has. */
export function mostStepsOfEpoch(stepsPerEpoch: StepsPerEpoch): number {
  if (typeof stepsPerEpoch === 'number') return stepsPerEpoch;
  return Math.max(1, ...stepsPerEpoch.map(({ steps }) => steps));
}

/** As `stepsPerEpoch`, of a unit of which a pass has so many. */
export function perUnit(stepsPerEpoch: StepsPerEpoch, units: number): StepsPerEpoch {
  if (typeof stepsPerEpoch === 'number') return stepsPerEpoch / units;
  return stepsPerEpoch.map(({ epochs, steps }) => ({ epochs: epochs * units, steps: steps / units }));
}

function withLast(stages: readonly EpochStage[]): (readonly [stage: EpochStage, isLast: boolean])[] {
  return stages.map((stage, index) => [stage, index === stages.length - 1]);
}
