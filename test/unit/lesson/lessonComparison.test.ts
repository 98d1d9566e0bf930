/** The fair comparison of a lesson's experiment: what is told of it in words, and whether it can be computed. */
import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import { firstState } from '../../../core/fairComparison/comparisonState.ts';
import { sheetOf } from '../../../core/fairComparison/sheetOf.ts';
import { textOfComparison } from '../../../core/lesson/comparisonOutput.ts';
import { examineComparison } from '../../../core/lesson/examineComparison.ts';
import { examineLesson } from '../../../core/lesson/examineLesson.ts';
import { ruleExperiment } from '../../../core/lesson/ruleExperiment.ts';
import { completed, type LossOf, rateOf } from '../fairComparison/fakeRaces.ts';

const compared = {
  problem: { data: 'circles', hidden: [2] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }, { optimizer: 'sam' }],
  ...{ lr: [0.01], epochs: 4, batch_size: ['full'] },
  compare: { trials: 3, tuning_seeds: 2, seeds: 8 },
};
const specOf = (change: object = {}) => comparisonSpecOf(parseExperiment({ ...compared, ...change }));
const textOf = (state: ReturnType<typeof firstState>, isStopped = false) =>
  textOfComparison({ type: 'comparison', comparison: 'a', sheet: sheetOf(state, isStopped, null) }).split(
    '\n',
  );

describe('in words', () => {
  /** Adam is best; SAM diverges with half of the fresh seeds, and SGD gets the better the larger its rate. */
  const lossOf: LossOf = (spec) => {
    const seed = spec.seed ?? 0;
    if (spec.optimizer === 'sam' && seed % 2 === 1) return Number.NaN;
    if (spec.optimizer === 'sgd') return 0.5 - 0.1 * Math.log10(rateOf(spec)) + 0.001 * (seed % 7);
    return 0.1 + 0.01 * Math.abs(Math.log10(rateOf(spec) / 0.001)) + 0.001 * (seed % 5);
  };

  test('are the finding, and a line an optimizer, the best first', () => {
    const [title, budget, finding, ...rows] = textOf(completed(specOf(), lossOf));
    expect([title, budget]).toEqual([
      'Fair comparison · Two circles, 2-2-2 network',
      '4 epochs · 3 trials each on 2 seeds · judged on 8 fresh seeds',
    ]);
    expect(finding).toBe(
      'Adam wins: SGD and SAM are worse on fresh seeds. The best rates of SGD and SAM are still at the edge of those tried: they may improve.',
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(
      /^Adam: learning rate 0\.001, final test loss 0\.10\d+ \(middle half 0\.10\d to 0\.10\d\)\. Best of the three\.$/,
    );
    const sgd = rows.find((row) => row.startsWith('SGD'));
    expect(sgd).toMatch(/^SGD: learning rate \S+, the highest tried, final test loss 0\.\d+ /);
    expect(sgd).toMatch(/, behind the best by 0\.\d+ \(99\.17 % interval 0\.\d+ to 0\.\d+\)\. /);
    // Only signs are compared of what has diverged.
    expect(rows.find((row) => row.startsWith('SAM'))).not.toContain('behind the best');
  });

  test('say how far it is before that', () => {
    const state = firstState(specOf());
    expect(textOf(state).slice(2)).toEqual([
      '0 of 42 runs.',
      'Tuning: each optimizer gets the same number of trials.',
      ...['SGD', 'Adam', 'SAM'].map((name) => `${name}: no trial has a result yet.`),
    ]);
    expect(textOf(state, true)[2]).toBe('Stopped after 0 of 42 runs.');
  });

  test('have accuracies in percent, steps in whole numbers, and each problem by its name', () => {
    const accuracy = specOf({ compare: { ...compared.compare, judge: 'accuracy' } });
    expect(textOf(completed(accuracy, lossOf)).join('\n')).toMatch(/\nAdam: .*test accuracy 89\.\d % /);
    const steps = specOf({ target: 0.2, compare: { ...compared.compare, judge: 'steps' } });
    expect(textOf(completed(steps, lossOf)).join('\n')).toMatch(
      /\nAdam: .* steps to .* 4 \(middle half 4 to 4\)/,
    );
    const problems = [{ data: 'spirals', hidden: [2] }];
    const two = textOf(completed(specOf({ compare: { ...compared.compare, problems } }), lossOf));
    expect(two.filter((line) => line.includes(': Adam wins'))).toHaveLength(2);
  });
});

describe('whether it can be computed', () => {
  test('is known of the first trial of each optimizer, on one seed and on each problem', async () => {
    const ran = await examineComparison(parseExperiment(compared));
    expect(ran.map(({ spec }) => [spec.optimizer, spec.seed])).toEqual([
      ['sgd', 0],
      ['adam', 0],
      ['sam', 0],
    ]);
    // As the comparison runs them: with rows held out, and half as many steps for SAM, which takes two gradients in each.
    expect(ran.map(({ spec }) => spec.steps)).toEqual([4, 4, 2]);
    expect(ran[0]?.spec.problem).toMatchObject({ validation: 0.2, test: 0.2, evaluate_on: 'validation' });
    expect(ran.map(({ judged }) => judged.state.status.kind)).toEqual(Array(3).fill('finished'));
    const problems = [{ data: 'spirals', hidden: [2] }];
    const two = parseExperiment({ ...compared, compare: { ...compared.compare, problems } });
    expect(await examineComparison(two)).toHaveLength(6);
  });

  test('and told where its cell stands', async () => {
    const said = async (experiment: object, more = '') => {
      const cell = `\`\`\`experiment fair\n${JSON.stringify(experiment)}\n\`\`\`\n${more}`;
      const found = await examineLesson(`---\ntitle: A\n---\n\n${cell}`);
      return found.map(({ message, at }) => `${at.line} ${message}`);
    };
    expect(await said(compared)).toEqual([]);
    expect(await said({ ...compared, problem: { data: 'digits' } })).toEqual([
      expect.stringMatching(/^5 This can’t be run: .*expected a surface, or data that is generated$/),
    ]);
    expect(await said({ ...compared, optimizers: [{ optimizer: 'sgd' }] })).toEqual([
      expect.stringMatching(/^6 .*expected at least 2 optimizers to compare/),
    ]);
    const question = (answer: unknown) =>
      `\n\`\`\`predict worse\n${JSON.stringify({ question: 'How many?', experiment: 'fair', answer })}\n\`\`\`\n`;
    expect(await said(compared, question({ formula: '2' }))).toEqual([]);
    expect(await said(compared, question('lowest final loss'))).toEqual([
      '10 the experiment has a fair comparison, which is no race — expected an answer that is a number',
    ]);
  });
});

test('a rule below a comparison is raced, and not compared', () => {
  const experiment = { kind: 'experiment', id: null, text: JSON.stringify(compared) } as const;
  const rule = { kind: 'optimizer', id: 'mine', text: '' } as const;
  const { compare, ...race } = compared;
  expect(ruleExperiment('mine.optimizer', [experiment, rule], 1)).toEqual({
    ...race,
    optimizers: [{ optimizer: 'mine.optimizer' }, { optimizer: 'adam' }],
  });
  expect(compare).toBeDefined();
});
