/** The optimizer of a run in Optax: one of its own where it computes the same, else the rule written out. */
import type { Settings } from '../../rule/syntax/rule.ts';
import { functionName } from '../../rule/targets/python/names.ts';
import { optaxSource } from '../../rule/targets/python/optax.ts';
import type { ExportedRun } from '../exportedRun.ts';
import { type Part, partOfSource } from '../part.ts';
import { pythonFloat } from '../pythonValue.ts';

export interface OptaxOptimizer {
  readonly parts: readonly Part[];
  /** The optimizer before the first step, at a rate that is a text of Python. */
  readonly atStart: (lr: string) => string;
  /** In a step, where `lr` and `momentum_of_step` may be arguments. */
  readonly inStep: string;
  readonly notes: readonly string[];
}

/** A setting as Python has it: a number, or what is computed in a step. */
type Value = (name: string) => string;

/** Those that compute what ours compute; null for settings that they can't have. The first argument is the rate. */
const ofOptax: Readonly<Record<string, (settings: Settings, value: Value) => string | null>> = {
  sgd: (settings, value) => {
    const { momentum, dampening, nesterov, maximize } = settings;
    if (dampening !== 0 || maximize === true) return null;
    const kept = momentum === 0 ? '' : `, momentum=${value('momentum')}`;
    return withDecay(
      settings,
      value,
      `optax.sgd(${value('lr')}${kept}${nesterov === true ? ', nesterov=True' : ''})`,
    );
  },
  momentum: ({ form }, value) =>
    form === 'pytorch' ? `optax.sgd(${value('lr')}, momentum=${value('momentum')})` : null,
  nesterov: ({ form }, value) =>
    form === 'pytorch' ? `optax.sgd(${value('lr')}, momentum=${value('momentum')}, nesterov=True)` : null,
  adam: (settings, value) =>
    isPlain(settings)
      ? withDecay(settings, value, `optax.adam(${value('lr')}, ${betas(value)}, eps=${value('eps')})`)
      : null,
  adamw: (settings, value) =>
    isPlain(settings)
      ? `optax.adamw(${value('lr')}, ${betas(value)}, eps=${value('eps')}, weight_decay=${value('weight_decay')})`
      : null,
  lion: (_, value) => `optax.lion(${value('lr')}, ${betas(value)}, weight_decay=${value('weight_decay')})`,
};

function isPlain({ amsgrad, maximize }: Settings): boolean {
  return amsgrad !== true && maximize !== true;
}

function betas(value: Value): string {
  return `b1=${value('beta1')}, b2=${value('beta2')}`;
}

/** Weight decay that is added to the gradient. */
function withDecay({ weight_decay }: Settings, value: Value, optimizer: string): string {
  if (weight_decay === undefined || weight_decay === 0) return optimizer;
  return `optax.chain(optax.add_decayed_weights(${value('weight_decay')}), ${optimizer})`;
}

export function optaxOptimizer(run: ExportedRun): OptaxOptimizer {
  const { spec, schedule, momentumName } = run;
  const isChanging = schedule !== null || spec.layerRates !== undefined;
  const hasMomentum = schedule?.hasMomentum === true && momentumName !== null;
  const value: Value = (name) => {
    if (isChanging && name === 'lr') return 'lr';
    return hasMomentum && name === momentumName
      ? 'momentum_of_step'
      : pythonFloat(Number(spec.hyperparameters[name]));
  };
  const own = spec.rule ? null : (ofOptax[spec.optimizer]?.(spec.hyperparameters, value) ?? null);
  const written = own ?? writtenCall(run, value, isChanging, hasMomentum);
  const parts: Part[] = own === null ? [partOfSource(optaxSource(run.rule, { defaults: run.numbers }))] : [];
  const notes = own === null ? ['The optimizer is written out: Optax has none that computes the same.'] : [];
  if (!isChanging)
    return {
      parts: [...parts, { code: `optimizer = ${written}` }],
      atStart: () => 'optimizer',
      inStep: 'optimizer',
      notes,
    };
  const parameters = hasMomentum ? 'lr, momentum_of_step' : 'lr';
  const momentum = hasMomentum ? `, ${pythonFloat(Number(spec.hyperparameters[momentumName ?? '']))}` : '';
  return {
    parts: [
      ...parts,
      {
        code: [
          `def make_optimizer(${parameters}):`,
          '    """Of a step. What it keeps is in its state, so that each step may have another rate."""',
          `    return ${written}`,
        ].join('\n'),
      },
    ],
    atStart: (lr) => `make_optimizer(${lr}${momentum})`,
    inStep: `make_optimizer(${parameters})`,
    notes,
  };
}

function writtenCall(
  { rule, momentumName }: ExportedRun,
  value: Value,
  isChanging: boolean,
  hasMomentum: boolean,
): string {
  const given = [
    ...(isChanging ? [`lr=${value('lr')}`] : []),
    ...(hasMomentum && momentumName ? [`${momentumName}=${value(momentumName)}`] : []),
  ];
  return `${functionName(rule.name)}(${given.join(', ')})`;
}
