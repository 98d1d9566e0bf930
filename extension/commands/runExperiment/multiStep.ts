/** Questions in a row: an answer leads on, the back button back, Escape out of all. */
import type { Answer } from './ask.ts';

/** A step that leads back may keep what was answered in it. */
export type StepAnswer<State> = Answer<State> | { readonly back: State };

/**
 * Runs `steps` in order over one growing state; a step that answers `back` leads to the one before that asked.
 * @param keep What to make of an earlier state that the person goes back to from a later one.
 * @returns The last state, or undefined where the person left.
 */
export async function runSteps<State>(
  state: State,
  steps: readonly ((state: State) => Promise<StepAnswer<State>>)[],
  keep: (later: State, earlier: State) => State,
): Promise<State | undefined> {
  /** Steps that were answered, with the state before them. */
  const answered: { readonly step: number; readonly before: State }[] = [];
  let current = state;
  for (let step = 0; step < steps.length; ) {
    const answer = await steps[step]?.(current);
    if (answer === undefined) return undefined;
    if (answer === 'back' || 'back' in answer) {
      const last = answered.pop();
      if (!last) return undefined;
      current = keep(answer === 'back' ? current : answer.back, last.before);
      step = last.step;
    } else {
      // A step that leaves the state as it is has asked nothing.
      if (answer.value !== current) answered.push({ step, before: current });
      current = answer.value;
      step++;
    }
  }
  return current;
}
