import { baseLr, numberFunction } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';

/** lr_t = base_lr * lr_lambda(t) */
export const lambdaLR = defineSchedule({
  name: 'LambdaLR',
  description: 'Multiplies the rate by what a function says of the steps done.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    lr_lambda: numberFunction.describe('The factor, from the steps done. It has to be a pure function.'),
  },
  outsideExperiments: { lr_lambda: 'JSON has no functions' },
  cause: () => 'lr_lambda',
  create:
    ({ base_lr, lr_lambda }) =>
    (t) =>
      base_lr * lr_lambda(t),
});
