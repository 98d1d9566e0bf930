/** The optimizer of a run in Keras, where it has one that computes the same. */
import type { Settings } from '../../rule/syntax/rule.ts';
import type { ExportedRun } from '../exportedRun.ts';
import { pythonFloat } from '../pythonValue.ts';

export interface KerasOptimizer {
  /** The call that makes it. */
  readonly code: string;
  readonly notes: readonly string[];
}

/** A setting as Python has it. */
type Value = (name: string) => string;

type Writer = (settings: Settings, value: Value, isConstant: boolean) => KerasOptimizer | null;

const insideVelocity =
  'Keras has the learning rate inside the velocity; as long as the rate stays the same, that is the same path.';
const epsilon =
  'Keras adds epsilon before it corrects the mean of squares for its start at zero: in step t it counts 1 / sqrt(1 - beta2**t) times as much, so that losses differ in their last digits.';

/** By optimizer: null for settings that it can't have. */
const writers: Readonly<Record<string, Writer>> = {
  sgd: ({ momentum, dampening, nesterov, maximize, weight_decay }, value, isConstant) => {
    if (dampening !== 0 || maximize === true || weight_decay !== 0) return null;
    if (momentum === 0) return plain(`keras.optimizers.SGD(${value('lr')})`);
    return isConstant ? heavyBall(value, nesterov === true, [insideVelocity]) : null;
  },
  momentum: ({ form }, value, isConstant) =>
    form === 'tutorial' || isConstant
      ? heavyBall(value, false, form === 'tutorial' ? [] : [insideVelocity])
      : null,
  nesterov: ({ form }, value, isConstant) =>
    form === 'keras' || (form === 'pytorch' && isConstant)
      ? heavyBall(value, true, form === 'keras' ? [] : [insideVelocity])
      : null,
  adam: ({ amsgrad, maximize, weight_decay }, value) =>
    amsgrad === true || maximize === true || weight_decay !== 0
      ? null
      : { code: `keras.optimizers.Adam(${ofAdam(value)})`, notes: [epsilon] },
  adamw: ({ amsgrad, maximize }, value) =>
    amsgrad === true || maximize === true
      ? null
      : {
          code: `keras.optimizers.AdamW(${ofAdam(value)}, weight_decay=${value('weight_decay')})`,
          notes: [epsilon],
        },
};

function plain(code: string): KerasOptimizer {
  return { code, notes: [] };
}

function heavyBall(value: Value, isNesterov: boolean, notes: readonly string[]): KerasOptimizer {
  const nesterov = isNesterov ? ', nesterov=True' : '';
  return {
    code: `keras.optimizers.SGD(${value('lr')}, momentum=${value('momentum')}${nesterov})`,
    notes,
  };
}

function ofAdam(value: Value): string {
  return `${value('lr')}, beta_1=${value('beta1')}, beta_2=${value('beta2')}, epsilon=${value('eps')}`;
}

/** Null where Keras has none: another one, rates by layer, a momentum that is cycled, or a gradient ahead. */
export function kerasOptimizer({
  spec,
  schedule,
  momentumName,
  gradient,
}: ExportedRun): KerasOptimizer | null {
  const isCycled = schedule?.hasMomentum === true && momentumName !== null;
  if (spec.rule || spec.layerRates || isCycled || gradient !== 'here') return null;
  const value: Value = (name) => pythonFloat(Number(spec.hyperparameters[name]));
  return writers[spec.optimizer]?.(spec.hyperparameters, value, schedule === null) ?? null;
}
