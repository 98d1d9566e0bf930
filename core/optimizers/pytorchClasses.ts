/** The classes of torch.optim that optimizers here compute, with their arguments under PyTorch's names. */
import { didYouMean } from '../rule/syntax/errors.ts';

/** What PyTorch can't be asked, or was asked in a way that it refuses: `betas[1] = 1.2 — expected 0 <= beta2 < 1`. */
export class PyTorchError extends RangeError {
  override readonly name = 'PyTorchError';
}

/** One argument and the settings of the rule that it gives: two where PyTorch takes a pair. */
export interface PyTorchArgument {
  readonly name: string;
  readonly settings: readonly string[];
}

export interface PyTorchClass {
  /** Without `torch.optim.`. */
  readonly name: string;
  /** Id of the optimizer whose rule computes what the class computes. */
  readonly optimizer: string;
  /** After `params`, in the order in which they may be given without their names. */
  readonly positional: readonly PyTorchArgument[];
  /** All arguments; the last ones are given by name. */
  readonly arguments: readonly PyTorchArgument[];
}

/** Arguments that change how fast a step is computed, or on what, but not its result. */
export const performanceArguments: readonly string[] = ['foreach', 'fused', 'capturable', 'differentiable'];

const betas: PyTorchArgument = { name: 'betas', settings: ['beta1', 'beta2'] };
const etas: PyTorchArgument = { name: 'etas', settings: ['etaminus', 'etaplus'] };
const stepSizes: PyTorchArgument = { name: 'step_sizes', settings: ['step_min', 'step_max'] };

/** Signatures of PyTorch 2.13. */
export const pytorchClasses: readonly PyTorchClass[] = [
  define('SGD', 'sgd', 'lr', 'momentum', 'dampening', 'weight_decay', 'nesterov'),
  define('RMSprop', 'rmsprop', 'lr', 'alpha', 'eps', 'weight_decay', 'momentum', 'centered'),
  define('Adam', 'adam', 'lr', betas, 'eps', 'weight_decay', 'amsgrad'),
  define('AdamW', 'adamw', 'lr', betas, 'eps', 'weight_decay', 'amsgrad'),
  define('NAdam', 'nadam', 'lr', betas, 'eps', 'weight_decay', 'momentum_decay', 'decoupled_weight_decay'),
  define('RAdam', 'radam', 'lr', betas, 'eps', 'weight_decay', 'decoupled_weight_decay'),
  define('Adagrad', 'adagrad', 'lr', 'lr_decay', 'weight_decay', 'initial_accumulator_value', 'eps'),
  define('Adadelta', 'adadelta', 'lr', 'rho', 'eps', 'weight_decay'),
  define('Adamax', 'adamax', 'lr', betas, 'eps', 'weight_decay'),
  define('ASGD', 'asgd', 'lr', 'lambd', 'alpha', 't0', 'weight_decay'),
  define('Rprop', 'rprop', 'lr', etas, stepSizes),
];

function define(
  name: string,
  optimizer: string,
  ...positional: readonly (string | PyTorchArgument)[]
): PyTorchClass {
  const byPosition = positional.map(named);
  return { name, optimizer, positional: byPosition, arguments: [...byPosition, named('maximize')] };
}

function named(argument: string | PyTorchArgument): PyTorchArgument {
  return typeof argument === 'string' ? { name: argument, settings: [argument] } : argument;
}

/** The class called `SGD`, `optim.SGD` or `torch.optim.SGD`. Throws a PyTorchError where there is none. */
export function findPyTorchClass(name: string): PyTorchClass {
  const short = String(name).replace(/^(torch\.)?optim\./, '');
  const found = pytorchClasses.find((each) => each.name === short);
  if (found) return found;
  const known = pytorchClasses.map((each) => each.name);
  const expectation = `one of ${known.join(', ')}${didYouMean(short.slice(0, 50), known)}`;
  throw new PyTorchError(`class = ${showValue(name)} — expected ${expectation}`);
}

/** A value of anyone's, for a message. */
export function showValue(value: unknown): string {
  return Array.isArray(value) ? `[${value.slice(0, 5).map(showOne).join(', ')}]` : showOne(value);
}

function showOne(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return `${value}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
