import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';

/** lr_t = base_lr */
export const constant = defineSchedule({
  name: 'constant',
  description: 'Keeps the rate as it is.',
  counts: 'epoch',
  arguments: { base_lr: baseLr },
  create:
    ({ base_lr }) =>
    () =>
      base_lr,
});
