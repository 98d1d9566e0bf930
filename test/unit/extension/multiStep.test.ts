import { expect, test } from 'vitest';
import type { Answer } from '../../../extension/commands/runExperiment/ask.ts';
import { runSteps } from '../../../extension/commands/runExperiment/multiStep.ts';

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

test('a step that leads back may keep what was answered in it', async () => {
  const seen: string[] = [];
  let isBack = false;
  const steps = [
    async (state: string) => {
      seen.push(state);
      return { value: `${state}1` };
    },
    async (state: string) => {
      seen.push(state);
      if (isBack) return { value: `${state}2` };
      isBack = true;
      return { back: `${state}x` };
    },
  ];
  const keep = (later: string, earlier: string) => `${earlier}(${later})`;
  expect(await runSteps('', steps, keep)).toBe('(1x)12');
  expect(seen).toEqual(['', '1', '(1x)', '(1x)1']);
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
