/** Exercises of kind "rule", and the rules that they are about. */
import type { ExerciseOf } from '../../../../core/lesson/exercise/exercise.ts';
import { exerciseSchema } from '../../../../core/lesson/exercise/exerciseSchema.ts';
import { referenceRule } from '../../../../core/lesson/exercise/rule/referenceRule.ts';
import { fillSettings, numbersIn } from '../../../../core/rule/check/settings.ts';
import { resolve } from '../../../../core/rule/plan/resolve.ts';
import type { HyperparameterValues, Rule, Settings } from '../../../../core/rule/syntax/rule.ts';

export function ruleExercise(reference: string, fields: object = {}): ExerciseOf<'rule'> {
  const exercise = exerciseSchema.parse({ kind: 'rule', reference, steps: 60, ...fields });
  if (exercise.kind !== 'rule') throw new TypeError('expected an exercise of kind "rule"');
  return exercise;
}

/** The reference with its options decided, and the values of its hyperparameters. */
export function decidedReference(exercise: ExerciseOf<'rule'>): {
  readonly rule: Rule;
  readonly values: HyperparameterValues;
} {
  const rule = referenceRule(exercise);
  const settings = fillSettings(rule, exercise.settings);
  const options = Object.fromEntries(
    Object.entries(settings).filter(([, value]) => typeof value !== 'number'),
  );
  return { rule: resolve(rule, options), values: numbersIn(settings) };
}

/** What lessons let people write, in each of its forms. */
export const references: readonly (readonly [id: string, settings: Settings])[] = [
  ['sgd', {}],
  ['sgd', { momentum: 0.9 }],
  ['momentum', {}],
  ['momentum', { form: 'tutorial' }],
  ['nesterov', {}],
  ['nesterov', { form: 'keras' }],
  ['nesterov', { form: 'tutorial' }],
  ['rmsprop', {}],
  ['rmsprop', { form: 'keras' }],
  ['adagrad', {}],
  ['adam', {}],
  ['adamw', { lr: 0.01 }],
  ['adamw', { decay: 'after' }],
  ['lion', {}],
  ['signum', {}],
  ['nadam', {}],
];
