/** Questions in a row: an answer leads on, the back button back, Escape out of all. */
import type { Answer } from './pickRow.ts';

/**
 * Runs `steps` in order over one growing state; a step that answers `back` leads to the one before that asked.
 * @param keep What to make of an earlier state that the person goes back to from a later one.
 * @returns The last state, or undefined where the person left.
 */
export async function runSteps<State>(
  state: State,
  steps: readonly ((state: State) => Promise<Answer<State>>)[],
  keep: (later: State, earlier: State) => State,
): Promise<State | undefined> {
  const states = [state];
  while (states.length <= steps.length) {
    const current = states[states.length - 1] as State;
    const answer = await steps[states.length - 1]?.(current);
    if (answer === undefined) return undefined;
    if (answer === 'back') {
      goBack(states);
      const earlier = states.pop();
      if (earlier !== undefined) states.push(keep(current, earlier));
    } else states.push(answer.value);
    if (states.length === 0) return undefined;
  }
  return states[states.length - 1];
}

/** Drops the last state, and with it those of steps that asked nothing. */
function goBack(states: unknown[]): void {
  let dropped: unknown;
  do dropped = states.pop();
  while (states.length > 0 && dropped === states[states.length - 1]);
}
