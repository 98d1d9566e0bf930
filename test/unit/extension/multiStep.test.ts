import { expect, test } from 'vitest';
import { runSteps } from '../../../extension/commands/runExperiment/multiStep.ts';
import type { Answer } from '../../../extension/commands/runExperiment/pickRow.ts';

interface State {
  readonly said: string;
  /** What was said and taken back. */
  readonly dropped: string;
}

/**
 * Steps by letters: one in capitals asks nothing. What the person does at the questions is `acts`: `+` answers, `<` goes back,
 * `.` leaves. Gives which steps asked, and what came of it.
 */
async function play(letters: string, acts: string) {
  const asked: string[] = [];
  const left = [...acts];
  const steps = [...letters].map((letter) => async (state: State): Promise<Answer<State>> => {
    if (letter !== letter.toLowerCase()) return { value: state };
    asked.push(letter);
    const act = left.shift();
    if (act === '<') return 'back';
    return act === '+' ? { value: { ...state, said: state.said + letter } } : undefined;
  });
  const keep = (later: State, earlier: State) => ({
    ...earlier,
    dropped: later.said.slice(earlier.said.length) + later.dropped,
  });
  const state = await runSteps({ said: '', dropped: '' }, steps, keep);
  return { asked: asked.join(''), said: state?.said, dropped: state?.dropped };
}

test.each([
  ['in order', 'abc', '+++', 'abc', 'abc', ''],
  ['passing over what asks nothing', 'aBcDe', '+++', 'ace', 'ace', ''],
  ['with nothing to ask', 'AB', '', '', '', ''],
  ['back by one', 'abc', '++<++', 'abcbc', 'abc', 'b'],
  ['back over what asks nothing', 'aBCd', '+<++', 'adad', 'ad', 'a'],
  ['back twice, over what asks nothing', 'aBCdEf', '++<<+++', 'adfdadf', 'adf', 'ad'],
])('%s', async (_, letters, acts, asked, said, dropped) => {
  expect(await play(letters, acts)).toEqual({ asked, said, dropped });
});

test.each([
  ['at once', 'abc', '.', 'a'],
  ['in the middle', 'abc', '++.', 'abc'],
  ['back from the first', 'abc', '<', 'a'],
  ['back from the first that asks', 'ABc', '<', 'c'],
  ['back from the first, after going back', 'abc', '+<<', 'aba'],
])('leaves %s', async (_, letters, acts, asked) => {
  expect(await play(letters, acts)).toEqual({ asked, said: undefined, dropped: undefined });
});
