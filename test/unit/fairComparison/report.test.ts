import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import { reportText } from '../../../core/fairComparison/report.ts';
import { sheetOf } from '../../../core/fairComparison/sheetOf.ts';
import { completed, rateOf } from './fakeRaces.ts';

const spec = comparisonSpecOf(
  parseExperiment({
    title: 'A | title <b>of</b> *mine*',
    problem: { data: 'digits', hidden: [16] },
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
    lr: [0.01],
    epochs: 5,
    compare: { trials: 3, tuning_seeds: 2, seeds: 9 },
  }),
);
const state = completed(
  spec,
  (run) => (run.optimizer === 'sgd' ? 0.4 : 0.1) + 0.05 * Math.abs(Math.log10(rateOf(run) / 0.001)),
);
const text = reportText(spec, sheetOf(state, false, null), [
  { name: 'Test-loss', file: 'my report-curves.svg' },
]);

test('has the finding, both tables, the pictures and the experiment', () => {
  expect(text).toContain('**Adam wins: SGD is worse on fresh seeds.**');
  expect(text).toContain(
    '| Adam | 0.001 |  | 0.1000 | 0.1000 to 0.1000 | 170 | 0 of 9 | – | – | – | Best of the two |',
  );
  expect(text).toContain('| Middle half | Steps to 0.4 | Diverged |');
  expect(text).toContain('| SGD | 0.001 (used) |');
  expect(text).toContain('Adam is ahead with any number of trials.');
  expect(text).toContain('![Test loss](my%20report-curves.svg)');
  const json = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  expect(parseExperiment(JSON.parse(json))).toEqual(spec.experiment);
});

test('nothing in names is read as Markdown or HTML', () => {
  expect(text).toContain('# Fair comparison · A \\| title \\<b\\>of\\</b\\> \\*mine\\*');
  for (const line of text.split('\n').filter((each) => each.startsWith('|')))
    expect([11, 6]).toContain(line.replaceAll('\\|', '').split('|').length - 2);
});
