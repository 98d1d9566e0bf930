/** What is debugged of an exercise is what its check has seen. */
import { describe, expect, test } from 'vitest';
import { Replay } from '../../../core/debug/replay.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { experimentOfAnswer } from '../../../core/lesson/exercise/rule/experimentOfAnswer.ts';
import { referenceRule } from '../../../core/lesson/exercise/rule/referenceRule.ts';
import { trialsOf } from '../../../core/lesson/exercise/rule/trials.ts';
import { fillSettings } from '../../../core/rule/check/settings.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { stepValues } from '../../../core/ruleTests/sideBySide/stepValues.ts';
import { decidedReference, ruleExercise } from '../lesson/exercise/ruleExercise.ts';

const text = [
  'name "Mine"',
  'lr = 0.5 in (0, 1]',
  'momentum = 0.5 in [0, 1)',
  'own = 3 in [0, 10]',
  'state v',
  'update',
  '  v = momentum * v - g',
  '  p -= lr * v * own',
].join('\n');
const path = 'mine.optimizer';

describe.each([
  ['the usual gradients', {}],
  [
    'settings and a start',
    {
      settings: { momentum: 0.7, lr: 0.003 },
      gradients: [{ noise: 1 }, { surface: 'rosenbrock', start: [0.5, 2] }],
    },
  ],
])('with %s', (_, fields) => {
  test('each step is the same, bit for bit', () => {
    const exercise = ruleExercise('momentum', { steps: 25, ...fields });
    const rule = parseRule(text, 'mine');
    const value = experimentOfAnswer(exercise, rule, path);
    const files = new Map([[path, { place: 'cell:/mine', text }]]);
    const [spec] = expandExperiment(parseExperiment(value, files));
    const replay = new Replay(spec ?? expect.fail(), null);
    const settings = fillSettings(referenceRule(exercise), exercise.settings);
    const trials = trialsOf(exercise, decidedReference(exercise).rule, settings, rule);
    const trial = trials.find(({ name }) => name.startsWith('on the surface')) ?? expect.fail();
    for (const { step, gradient, parameters } of stepValues(rule, trial)) {
      expect(replay.stepsDone).toBe(step - 1);
      expect(replay.recorded.gradient).toEqual(gradient);
      if (step === 25) break;
      replay.forward();
      expect(replay.parameters).toEqual(parameters);
    }
  });
});

test('there is none where no gradients are those of a surface', () => {
  const exercise = ruleExercise('momentum', { gradients: [{ noise: 0 }] });
  expect(experimentOfAnswer(exercise, parseRule(text, 'mine'), path)).toBeNull();
});

test('a rule without a learning rate runs, too', () => {
  const bare = 'name "Mine"\nupdate\n  p -= 0.01 * g\n';
  const value = experimentOfAnswer(ruleExercise('sgd'), parseRule(bare, 'mine'), path);
  expect(value).toMatchObject({ lr: [0.01], optimizers: [{ optimizer: path, hyperparameters: {} }] });
});
