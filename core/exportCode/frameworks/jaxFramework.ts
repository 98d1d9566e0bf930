/** Scripts in JAX with Optax: pure functions, compiled, and a gradient transformation. */
import type { ExportedNetwork, ExportedRun } from '../exportedRun.ts';
import type { FrameworkCode, StepRates } from '../frameworkCode.ts';
import { type OptaxOptimizer, optaxOptimizer } from '../optimizer/optaxOptimizer.ts';
import { code, type Part } from '../part.ts';
import { lossOfSurface } from '../surface/surfaceCode.ts';

/** What the loss is a function of, beside the parameters: nothing on a surface. */
type Batch = '' | ', x, y';

const precision: Part = {
  imports: ['import jax', 'import jax.numpy as jnp', 'import optax'],
  code: 'jax.config.update("jax_enable_x64", True)',
};

export function jaxFramework(run: ExportedRun): FrameworkCode {
  if (run.network)
    return withOptax(
      run,
      [precision, network(run.network)],
      'params = [jnp.array(each) for each in initial_weights()]',
    );
  if (!run.surface) throw new RangeError('surface = null — expected a run on a surface or on data');
  const loss = lossOfSurface(run.surface, { module: 'jnp' });
  const atPoint = code(`
def loss_at(params):
    return loss_of(*params)
`);
  return withOptax(
    run,
    [precision, { ...loss, code: `${loss.code}\n\n\n${atPoint}` }],
    'params = jnp.array(START)',
  );
}

/** @param parts With `loss_at(params, x, y)` and, on data, `evaluate(params, x, y)`. */
export function withOptax(run: ExportedRun, parts: readonly Part[], makeParams: string): FrameworkCode {
  const batch: Batch = run.network ? ', x, y' : '';
  const optimizer = optaxOptimizer(run);
  const init = run.spec.layerRates
    ? [
        'layers = [params[i : i + 2] for i in range(0, len(params), 2)]',
        `state = [${optimizer.atStart('lr')}.init(own) for own, lr in zip(layers, LAYER_RATES)]`,
      ]
    : [`state = ${optimizer.atStart('LR')}.init(params)`];
  return {
    parts: [
      ...parts,
      { code: 'loss_and_gradients = jax.jit(jax.value_and_grad(loss_at))' },
      ...optimizer.parts,
      update(run, optimizer, batch),
    ],
    setup: [makeParams, ...init],
    measure: [`loss, grads = loss_and_gradients(params${batch})`, 'loss = float(loss)'],
    update: (rates) => [`params, state = update(params, state, grads${argumentsOf(run, rates, batch)})`],
    evaluate: (judged) => `tuple(map(float, evaluate(params, ${judged})))`,
    notes: optimizer.notes,
  };
}

const functions: Readonly<Record<ExportedNetwork['activation'], (z: string) => string>> = {
  tanh: (z) => `jnp.tanh(${z})`,
  relu: (z) => `jax.nn.relu(${z})`,
  sigmoid: (z) => `jax.nn.sigmoid(${z})`,
  gelu: (z) => `jax.nn.gelu(${z}, approximate=False)`,
  gelu_tanh: (z) => `jax.nn.gelu(${z}, approximate=True)`,
  identity: (z) => z,
};

function network({ widths, activation, classes }: ExportedNetwork): Part {
  const hidden =
    widths.length > 2
      ? `    for weights, biases in zip(params[:-2:2], params[1:-2:2]):
        x = ${functions[activation]('x @ weights + biases')}
`
      : '';
  return {
    code: code(`
def predict(params, x):
    """The outputs of the network, whose params are W1, b1, W2, b2 ..."""
${hidden}    return x @ params[-2] + params[-1]


def loss_at(params, x, y):
    """${classes > 0 ? 'Mean cross-entropy of the softmax.' : 'Mean squared error.'}"""
    return ${lossOf('predict(params, x)', classes)}


${evaluation(classes, 'predict(params, x)')}
`),
  };
}

export function lossOf(outputs: string, classes: number): string {
  return classes > 0
    ? `optax.softmax_cross_entropy_with_integer_labels(${outputs}, y).mean()`
    : `jnp.mean((${outputs} - y) ** 2)`;
}

/** `evaluate(params, x, y)` */
export function evaluation(classes: number, outputs: string): string {
  return code(
    classes > 0
      ? `
@jax.jit
def evaluate(params, x, y):
    """Loss and accuracy."""
    return loss_at(params, x, y), (${outputs}.argmax(axis=1) == y).mean(dtype=float)
`
      : `
@jax.jit
def evaluate(params, x, y):
    """The loss, alone in a tuple."""
    return (loss_at(params, x, y),)
`,
  );
}

/** Rates that change are arguments, so that a step is compiled once. */
function parametersOf({ spec, schedule, momentumName }: ExportedRun): readonly string[] {
  if (spec.layerRates)
    return ['rates', ...(schedule?.hasMomentum && momentumName ? ['momentum_of_step'] : [])];
  if (!schedule) return [];
  return ['lr', ...(schedule.hasMomentum && momentumName ? ['momentum_of_step'] : [])];
}

function argumentsOf({ spec, gradient }: ExportedRun, { lr, momentum }: StepRates, batch: Batch): string {
  const rates = spec.layerRates ? (lr ?? 'LAYER_RATES') : lr;
  const all = [...(rates === null ? [] : [rates]), ...(momentum === null ? [] : [momentum])];
  return `${gradient === 'here' ? '' : batch}${all.map((each) => `, ${each}`).join('')}`;
}

function update(run: ExportedRun, optimizer: OptaxOptimizer, batch: Batch): Part {
  const { spec, gradient } = run;
  const ahead = gradient === 'here' ? '' : batch;
  const parameters = ['params', 'state', 'grads', ...(ahead === '' ? [] : ['x', 'y']), ...parametersOf(run)];
  const extra = gradient === 'here' ? '' : `, grad_fn=lambda points: jax.grad(loss_at)(points${batch})`;
  const byLayer = `
@jax.jit
def update(${parameters.join(', ')}):
    """Takes a step, in which each layer has its rate."""
    params, state = list(params), list(state)
    for layer, lr in enumerate(rates):
        own = slice(2 * layer, 2 * layer + 2)
        updates, state[layer] = ${optimizer.inStep}.update(grads[own], state[layer], params[own])
        params[own] = optax.apply_updates(params[own], updates)
    return params, state
`;
  const together = `
@jax.jit
def update(${parameters.join(', ')}):
    """Takes a step."""
    updates, state = ${optimizer.inStep}.update(grads, state, params${extra})
    return optax.apply_updates(params, updates), state
`;
  return { code: code(spec.layerRates ? byLayer : together) };
}
