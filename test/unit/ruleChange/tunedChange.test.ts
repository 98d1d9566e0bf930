import { expect, test } from 'vitest';
import type { EntrantVerdict } from '../../../core/fairComparison/comparisonSheet.ts';
import { ruleChangeOf } from '../../../core/ruleChange/ruleVersions.ts';
import { tunedReport, tunedSpecOf, tunedVerdict } from '../../../core/ruleChange/tunedChange.ts';
import { sheetDone } from '../../pages/comparisonSheets.ts';
import { baseWith, headOf } from './versions.ts';

const head = headOf({
  ...{ seed: [4], compare: { trials: 3, tuning_seeds: 2 } },
  optimizers: [{ optimizer: './mine.optimizer' }, { optimizer: 'sgd' }],
});
const change = ruleChangeOf(head, baseWith(2));

/** Of the two versions on each problem. */
function sheetWith(...verdicts: (readonly [EntrantVerdict, EntrantVerdict])[]) {
  const sheet = sheetDone();
  const [problem] = sheet.problems;
  const problems = verdicts.map((pair) => ({
    ...(problem ?? expect.fail()),
    entrants: pair.map((verdict, place) => ({ ...(problem?.entrants[place] ?? expect.fail()), verdict })),
  }));
  return { ...sheet, problems };
}

test('compares the version as it was with that as it is, as the file says how', () => {
  const spec = tunedSpecOf(change, head, null, undefined);
  expect(spec.entrants.map(({ name }) => name)).toEqual([
    'Mine (base/mine.optimizer)',
    'Mine (mine.optimizer)',
  ]);
  expect(spec).toMatchObject({ trials: 3, tuningSeeds: [4, 5], seeds: 10, firstFreshSeed: 1004 });
  expect(tunedSpecOf(change, head, 17, undefined).seeds).toBe(17);
});

test('is of one changed optimizer', () => {
  const twice = headOf({
    optimizers: [{ optimizer: './mine.optimizer' }, { optimizer: './mine.optimizer' }],
  });
  expect(() => tunedSpecOf(ruleChangeOf(twice, baseWith(2)), twice, null, undefined)).toThrow(
    /^2 changed optimizers — expected one to tune: /,
  );
  expect(() => tunedSpecOf(ruleChangeOf(head, baseWith(1)), head, null, undefined)).toThrow(RangeError);
});

test.each([
  [[['best', 'worse']], 'worse'],
  [[['best', 'failed']], 'worse'],
  [[['worse', 'best']], 'better'],
  [[['best', 'not established']], 'not established'],
  [[['failed', 'failed']], 'not established'],
  [
    [
      ['worse', 'best'],
      ['best', 'not established'],
    ],
    'better',
  ],
  [
    [
      ['worse', 'best'],
      ['best', 'worse'],
    ],
    'worse',
  ],
] as const)('of %j the verdict is %s', (verdicts, expected) => {
  expect(tunedVerdict(sheetWith(...verdicts))).toBe(expected);
});

test('its report has the finding of each problem, and mentions nobody', () => {
  const sheet = sheetWith(['best', 'worse']);
  const named = { ...sheet, problems: sheet.problems.map((each) => ({ ...each, name: '@everyone' })) };
  const facts = { file: 'a.experiment.json', problem: 'Digits', base: 'main', version: '1.2.3' };
  const text = tunedReport(facts, change, named);
  expect(text).toMatch(
    /^<!-- .* -->\n\n### Optimizer Playground: worse\n\n## @\u200beveryone\n\n\*\*Tuned alike, /,
  );
  expect(text).toContain('\n<sub>`a.experiment.json` with its rules');
  expect(text).not.toContain('@everyone');
});
