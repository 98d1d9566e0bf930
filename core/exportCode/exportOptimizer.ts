/** The code of an optimizer alone in Python, with the settings of a run as the defaults of its arguments. */
import { valueName } from '../fault.ts';
import type { ChosenOptimizer } from '../optimizers/ownRule.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { resolve } from '../rule/plan/resolve.ts';
import type { ResolvedRule, Settings } from '../rule/syntax/rule.ts';
import { className, functionName } from '../rule/targets/python/names.ts';
import { numpySource } from '../rule/targets/python/numpy.ts';
import { optaxSource } from '../rule/targets/python/optax.ts';
import { torchSource } from '../rule/targets/python/torch.ts';

/** The libraries that there is code for, by what people call them. */
export const codeLibraries = {
  PyTorch: torchSource,
  NumPy: numpySource,
  Optax: optaxSource,
} as const;
export type CodeLibrary = keyof typeof codeLibraries;

/**
 * @param layerRates Of a run whose layers have learning rates of their own. Default: all have lr.
 * @throws {RangeError} if no optimizer has this id.
 */
export function exportOptimizer(
  chosen: ChosenOptimizer,
  settings: Settings,
  library: CodeLibrary,
  layerRates?: readonly number[],
): string {
  const rule = ruleOf(chosen);
  if (!rule)
    throw new RangeError(`optimizer = ${valueName(chosen.optimizer)} — expected the id of an optimizer`);
  const numbers = Object.entries(settings).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  const scheduled = layerRates ? ['lr'] : [];
  const resolved = resolve(rule, settings, scheduled);
  const code = codeLibraries[library](resolved, { defaults: Object.fromEntries(numbers) });
  return layerRates ? `${code}${layerCode[library](resolved, layerRates)}` : code;
}

/** What gives each layer its rate, behind the code of the optimizer. */
const layerCode: Readonly<Record<CodeLibrary, (rule: ResolvedRule, rates: readonly number[]) => string>> = {
  PyTorch: ({ name }, rates) => `

# Learning rates by layer, the first layer's first.
LAYER_RATES = [${rates.join(', ')}]


def parameter_groups(layers):
    """Groups of parameters: ${className(name)}(parameter_groups(m for m in model if isinstance(m, torch.nn.Linear)))."""
    return [dict(params=layer.parameters(), lr=lr) for layer, lr in zip(layers, LAYER_RATES, strict=True)]
`,
  NumPy: (rule, rates) => byLayer(className(rule.name), rule, rates),
  Optax: (rule, rates) => byLayer(functionName(rule.name), rule, rates),
};

function byLayer(optimizer: string, rule: ResolvedRule, rates: readonly number[]): string {
  const norm =
    '# The norm of all gradients is that of the gradients of one layer here, in the run it is that of all layers.\n';
  return `

# Learning rates by layer: an optimizer for each, the first layer's first, which gets the weights and biases of that layer.
${rule.lines.some((line) => line.includes('global_norm')) ? norm : ''}OF_LAYERS = [${optimizer}(lr=lr) for lr in [${rates.join(', ')}]]
`;
}
