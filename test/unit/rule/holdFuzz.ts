/** What has to hold for the exports of any rule. */
import { expect, test } from 'vitest';
import { exportOf, type FuzzCase, textsOf } from './fuzzCases.ts';
import { answersTo, deviationOf, surroundingsOf } from './pythonAnswers.ts';
import { libraries } from './pythonCases.ts';

/** A text of 64 KB becomes at most this many characters. */
const longest = 1_500_000;

/** Each target of text takes a rule, and what it makes is bounded and whole. */
export function holdTexts(cases: readonly FuzzCase[]): void {
  for (const each of cases) {
    for (const [target, text] of textsOf(each)) {
      expect(text.length, `${target} of ${each.title}`).toBeLessThan(longest);
      expect(/\p{Cs}/u.test(text), `${target} of ${each.title}`).toBe(false);
      if (target === 'latex') expect(nestingOf(text), each.text).toBe(0);
    }
  }
}

/** How many braces are open at the end; NaN where one closes too early. */
function nestingOf(latex: string): number {
  let depth = 0;
  for (const [brace] of latex.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return Number.NaN;
  }
  return depth;
}

/** Python compiles and runs each export, to where the kernel goes. */
export function holdPython(cases: readonly FuzzCase[]): void {
  for (const library of libraries) {
    const surroundings = surroundingsOf(library);
    if ('missing' in surroundings) {
      console.warn(`SKIPPED: exports to ${library} are not run: ${surroundings.missing}`);
      test.skip(`${library}: ${surroundings.missing}`, () => {});
      continue;
    }
    test(`${library} runs them on ${surroundings.title}`, { timeout: 3_600_000 }, () => {
      const expected = cases.map((each) => exportOf(each, library));
      const answers = answersTo(expected);
      const faults = cases.flatMap((each, index) => {
        const [answer = {}, path = []] = [answers[index], expected[index]?.path];
        const found = answer.error ?? (each.isSteady ? deviationOf(answer, path) : '');
        return found === ''
          ? []
          : [`${each.title}\n${JSON.stringify(each.settings)}\n${each.text}\n${found}`];
      });
      expect(faults).toEqual([]);
    });
  }
}
