/**
 * What torch.optim does to one parameter, written after its `_single_tensor_…` functions: state is made when it is first
 * used, and every hyperparameter is read anew in each step, as a scheduler may have changed it.
 */

/** A group's values in one step, under PyTorch's names but for pairs, whose two numbers have names of their own. */
export type Group = Readonly<Record<string, number>>;

/** Takes a step from `p` and returns where it leads; `state` is empty before the first. */
export type TorchStep = (p: number, grad: number, group: Group, state: Map<string, number>) => number;

function inGroup(group: Group, name: string): number {
  const value = group[name];
  if (value === undefined) throw new RangeError(`the group has no ${name}`);
  return value;
}

/** Python's `state.setdefault(name, value)`. */
function kept(state: Map<string, number>, name: string, initial: number): number {
  const value = state.get(name) ?? initial;
  state.set(name, value);
  return value;
}

/** Changes what is kept, from `initial` the first time, and returns it. */
function change(
  state: Map<string, number>,
  name: string,
  initial: number,
  to: (old: number) => number,
): number {
  const value = to(kept(state, name, initial));
  state.set(name, value);
  return value;
}

const countStep = (state: Map<string, number>) => change(state, 'step', 0, (step) => step + 1);

const sgd: TorchStep = (p, grad, group, state) => {
  const [lr, momentum, dampening] = ['lr', 'momentum', 'dampening'].map((name) => inGroup(group, name));
  const g = grad + inGroup(group, 'weight_decay') * p;
  if (lr === undefined || momentum === undefined || dampening === undefined) return Number.NaN;
  if (momentum === 0) return p - lr * g;
  const old = state.get('momentum_buffer');
  const buffer = old === undefined ? g : old * momentum + (1 - dampening) * g;
  state.set('momentum_buffer', buffer);
  return p - lr * (inGroup(group, 'nesterov') === 1 ? g + momentum * buffer : buffer);
};

const rprop: TorchStep = (p, grad, group, state) => {
  const old = kept(state, 'step_size', inGroup(group, 'lr'));
  const trend = Math.sign(grad * kept(state, 'prev', 0));
  const factor = trend > 0 ? inGroup(group, 'etaplus') : trend < 0 ? inGroup(group, 'etaminus') : 1;
  const raised = Math.max(old * factor, inGroup(group, 'step_min'));
  const stepSize = Math.min(raised, inGroup(group, 'step_max'));
  const g = trend < 0 ? 0 : grad;
  state.set('step_size', stepSize);
  state.set('prev', g);
  return p - Math.sign(g) * stepSize;
};

const rmsprop: TorchStep = (p, grad, group, state) => {
  const [alpha, momentum] = [inGroup(group, 'alpha'), inGroup(group, 'momentum')];
  const g = grad + inGroup(group, 'weight_decay') * p;
  const squareAvg = change(state, 'square_avg', 0, (old) => alpha * old + (1 - alpha) * g * g);
  const step = g / (Math.sqrt(squareAvg) + inGroup(group, 'eps'));
  if (!(momentum > 0)) return p - inGroup(group, 'lr') * step;
  return p - inGroup(group, 'lr') * change(state, 'momentum_buffer', 0, (old) => momentum * old + step);
};

const asgd: TorchStep = (p, grad, group, state) => {
  const [lr, lambd] = [inGroup(group, 'lr'), inGroup(group, 'lambd')];
  const eta = kept(state, 'eta', lr);
  const step = countStep(state);
  const g = grad + inGroup(group, 'weight_decay') * p;
  state.set('eta', lr / (1 + lambd * lr * step) ** inGroup(group, 'alpha'));
  return p * (1 - lambd * eta) - eta * g;
};

const adagrad: TorchStep = (p, grad, group, state) => {
  const step = countStep(state);
  const g = grad + inGroup(group, 'weight_decay') * p;
  const clr = inGroup(group, 'lr') / (1 + (step - 1) * inGroup(group, 'lr_decay'));
  const sum = change(state, 'sum', inGroup(group, 'initial_accumulator_value'), (old) => old + g * g);
  return p - (clr * g) / (Math.sqrt(sum) + inGroup(group, 'eps'));
};

const adadelta: TorchStep = (p, grad, group, state) => {
  const [rho, eps] = [inGroup(group, 'rho'), inGroup(group, 'eps')];
  const g = grad + inGroup(group, 'weight_decay') * p;
  const squareAvg = change(state, 'square_avg', 0, (old) => rho * old + (1 - rho) * g * g);
  const delta = (Math.sqrt(kept(state, 'acc_delta', 0) + eps) / Math.sqrt(squareAvg + eps)) * g;
  change(state, 'acc_delta', 0, (old) => rho * old + (1 - rho) * delta * delta);
  return p - inGroup(group, 'lr') * delta;
};

const adamax: TorchStep = (p, grad, group, state) => {
  const step = countStep(state);
  const [beta1, beta2] = [inGroup(group, 'beta1'), inGroup(group, 'beta2')];
  const g = grad + inGroup(group, 'weight_decay') * p;
  const mean = change(state, 'exp_avg', 0, (old) => old + (1 - beta1) * (g - old));
  const largest = change(state, 'exp_inf', 0, (old) =>
    Math.max(old * beta2, Math.abs(g) + inGroup(group, 'eps')),
  );
  return p - ((inGroup(group, 'lr') / (1 - beta1 ** step)) * mean) / largest;
};

/** Adam, and AdamW where the decay is decoupled. */
function adamLike(isDecoupled: boolean): TorchStep {
  return (p, grad, group, state) => {
    const step = countStep(state);
    const [lr, beta1, beta2] = [inGroup(group, 'lr'), inGroup(group, 'beta1'), inGroup(group, 'beta2')];
    const decay = inGroup(group, 'weight_decay');
    const start = isDecoupled ? p * (1 - lr * decay) : p;
    const g = isDecoupled ? grad : grad + decay * p;
    const mean = change(state, 'exp_avg', 0, (old) => old + (1 - beta1) * (g - old));
    const square = change(state, 'exp_avg_sq', 0, (old) => beta2 * old + (1 - beta2) * g * g);
    const denom = Math.sqrt(square) / Math.sqrt(1 - beta2 ** step) + inGroup(group, 'eps');
    return start - ((lr / (1 - beta1 ** step)) * mean) / denom;
  };
}

const nadam: TorchStep = (p, grad, group, state) => {
  const step = countStep(state);
  const [lr, beta1, beta2] = [inGroup(group, 'lr'), inGroup(group, 'beta1'), inGroup(group, 'beta2')];
  const g = grad + inGroup(group, 'weight_decay') * p;
  const momentumAt = (at: number) => beta1 * (1 - 0.5 * 0.96 ** (at * inGroup(group, 'momentum_decay')));
  const [mu, muNext] = [momentumAt(step), momentumAt(step + 1)];
  const product = change(state, 'mu_product', 1, (old) => old * mu);
  const mean = change(state, 'exp_avg', 0, (old) => old + (1 - beta1) * (g - old));
  const square = change(state, 'exp_avg_sq', 0, (old) => beta2 * old + (1 - beta2) * g * g);
  const denom = Math.sqrt(square / (1 - beta2 ** step)) + inGroup(group, 'eps');
  const along = p - (((lr * (1 - mu)) / (1 - product)) * g) / denom;
  return along - (((lr * muNext) / (1 - product * muNext)) * mean) / denom;
};

const radam: TorchStep = (p, grad, group, state) => {
  const step = countStep(state);
  const [lr, beta1, beta2] = [inGroup(group, 'lr'), inGroup(group, 'beta1'), inGroup(group, 'beta2')];
  const g = grad + inGroup(group, 'weight_decay') * p;
  const mean = change(state, 'exp_avg', 0, (old) => old + (1 - beta1) * (g - old)) / (1 - beta1 ** step);
  const square = change(state, 'exp_avg_sq', 0, (old) => beta2 * old + (1 - beta2) * g * g);
  const correction = 1 - beta2 ** step;
  const rhoInf = 2 / (1 - beta2) - 1;
  const rho = rhoInf - (2 * step * beta2 ** step) / correction;
  if (!(rho > 5)) return p - mean * lr;
  const rect = Math.sqrt(((rho - 4) * (rho - 2) * rhoInf) / ((rhoInf - 4) * (rhoInf - 2) * rho));
  return p - mean * lr * (Math.sqrt(correction) / (Math.sqrt(square) + inGroup(group, 'eps'))) * rect;
};

/** By id of the optimizer whose rule computes the same. */
export const torchSteps: Readonly<Record<string, TorchStep>> = {
  sgd,
  rprop,
  rmsprop,
  asgd,
  adagrad,
  adadelta,
  adamax,
  adam: adamLike(false),
  adamw: adamLike(true),
  nadam,
  radam,
};
