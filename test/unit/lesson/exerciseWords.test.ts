/** What is shown of an exercise, for who doesn't see it. */
import { expect, test } from 'vitest';
import { textOfExercise } from '../../../core/lesson/exerciseWords.ts';

test('the verdict is told with the first wrong steps, and code without its marks', () => {
  const steps = {
    ...{ parameter: 'w0', name: null },
    rows: [
      {
        ...{ step: 1, gradient: '100', value: null },
        parameter: { yours: '1', expected: '0', isWrong: true },
      },
    ],
  };
  const text = textOfExercise({
    ...{ type: 'exercise', cell: 'cell:1', verdict: 'failed', title: 'SGD', asked: null, heading: 'Not yet' },
    ...{ message: 'p stays.', remarks: ['But nearly.'], steps, hints: ['Take `lr * g` away.'] },
    ...{ solution: 'p -= lr * g', differences: null, explanation: 'One line: `p`.', offers: [] },
  });
  expect(text.split('\n')).toEqual([
    ...['SGD', 'Not yet. p stays.', 'But nearly.', 'Step 1: w0 after it is 1, and should be 0.'],
    ...['Hint 1: Take lr * g away.', 'Solution:', 'p -= lr * g', 'One line: p.'],
  ]);
});
