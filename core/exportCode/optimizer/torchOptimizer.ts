/** The optimizer of a run in PyTorch: a class of torch.optim where it computes the same, else the rule written out. */
import { toPyTorch } from '../../optimizers/toPyTorch.ts';
import { className } from '../../rule/targets/python/names.ts';
import { torchSource } from '../../rule/targets/python/torch.ts';
import type { ExportedRun } from '../exportedRun.ts';
import { type Part, partOfSource } from '../part.ts';

export interface TorchOptimizer {
  readonly parts: readonly Part[];
  /** Lines that make it. */
  readonly setup: readonly string[];
  /** Whether its momentum is the first of `betas`. */
  readonly hasBetas: boolean;
  readonly notes: readonly string[];
}

/** PyTorch 1.13, as Debian 12 has it, multiplies the momentum of NAdam's next step once more than its paper. */
const notAlike: Readonly<Record<string, string>> = {
  nadam: 'torch.optim.NAdam gives other steps in early versions of PyTorch',
};

function classOf({ spec, rule }: ExportedRun): ReturnType<typeof toPyTorch> {
  if (spec.rule) return { reason: `${rule.name} is a rule of one’s own` };
  const reason = notAlike[spec.optimizer];
  return reason === undefined ? toPyTorch(spec.optimizer, spec.hyperparameters) : { reason };
}

/** @param params The parameters, all in one group. */
export function torchOptimizer(run: ExportedRun, params: string): TorchOptimizer {
  const { spec, rule, numbers, momentumName } = run;
  const groups = spec.layerRates
    ? [
        'layers = [layer for layer in model if isinstance(layer, nn.Linear)]',
        'groups = [{"params": layer.parameters(), "lr": lr} for layer, lr in zip(layers, LAYER_RATES)]',
      ]
    : [];
  const given = spec.layerRates ? 'groups' : params;
  const known = classOf(run);
  if ('code' in known)
    return {
      parts: [],
      setup: [...groups, `optimizer = ${known.code.replace('(params', `(${given}`)}`],
      hasBetas: momentumName === 'beta1',
      notes: [`torch.optim.${known.className} computes what the run’s optimizer computes.`],
    };
  return {
    parts: [partOfSource(torchSource(rule, { defaults: numbers }))],
    setup: [...groups, `optimizer = ${className(rule.name)}(${given})`],
    hasBetas: false,
    notes: [`The optimizer is written out: ${known.reason}.`],
  };
}
