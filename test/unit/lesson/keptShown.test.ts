import { expect, test } from 'vitest';
import type { CheckedAttempt } from '../../../core/lesson/exercise/checkAttempt.ts';
import { keepShown, readShown } from '../../../core/lesson/keptShown.ts';

const checked: CheckedAttempt = {
  ...{ kind: 'failed', message: 'Not yet.', remarks: ['But nearly.'], solution: 'x' },
  steps: {
    ...{ parameter: 'w0', name: 'v' },
    rows: [
      {
        ...{ step: 1, gradient: '100' },
        value: { yours: '10', expected: '100', isWrong: true },
        parameter: { yours: '0.9', expected: '0.9', isWrong: false },
      },
      { step: 2, gradient: '0', value: null, parameter: { yours: '0', expected: '1', isWrong: true } },
    ],
  },
  wrong: { start: 3, end: 9 },
  differences: [{ name: 'v', kind: 'missing', yours: null, expected: { line: 2, text: 'v = g' } }],
};
const overDisk = (kept: unknown) => JSON.parse(JSON.stringify(kept));

test('verdicts come back as they were, for the same texts', () => {
  for (const shown of [checked, { said: 'You say: SGD.', verdict: { right: true, text: 'So.' } }])
    expect(readShown(overDisk(keepShown(shown, ['a', 'b'])), ['a', 'b'])).toEqual(shown);
});

test('nothing comes back for other texts', () => {
  const kept = overDisk(keepShown(checked, ['a', 'b']));
  for (const texts of [['a'], ['a', 'c'], ['ab'], ['a', 'b', '']]) expect(readShown(kept, texts)).toBeNull();
});

test('what is no verdict is none', () => {
  const kept = overDisk(keepShown(checked, ['a']));
  const others = [
    ...[undefined, null, 'x', {}, { ...kept, more: 1 }, { ...kept, about: 3 }],
    ...['You say: SGD.', { said: 'You say: SGD.' }].map((shown) => ({ ...kept, shown })),
    { ...kept, shown: { ...kept.shown, kind: 'won' } },
    { ...kept, shown: { ...kept.shown, differences: [{}] } },
  ];
  for (const other of others) expect(readShown(other, ['a'])).toBeNull();
});
