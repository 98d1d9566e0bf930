/** The fields of problems with data that say which rows are held out, and which of them models are evaluated on. */
import * as z from 'zod';
import { mostHeldOut } from './limits.ts';

const share = z.number().min(0).max(mostHeldOut).optional();

/** To be spread into a problem's schema, beside the fields of the model. */
export const heldOutFields = {
  validation: share.describe(
    'Share of the rows to hold out of training, for the validation loss. Default: 0, none.',
  ),
  test: share.describe(
    'Share of the rows to hold out of training and of validation, to be judged by once all choices are made. The same rows whatever validation is; with it at most 0.9. Default: 0, none.',
  ),
  evaluate_on: z
    .enum(['validation', 'test'])
    .optional()
    .describe(
      'Which held-out rows models are evaluated on: those of validation or, of test, rows that no choice has seen. Training is the same in both cases. Default: "validation", which without such rows is the training set.',
    ),
};
