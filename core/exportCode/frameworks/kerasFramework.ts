/** Scripts in Keras: a model with Keras' optimizer where that computes the same, else with the rule for Optax, on JAX. */
import type { ExportedNetwork, ExportedRun } from '../exportedRun.ts';
import type { FrameworkCode } from '../frameworkCode.ts';
import { kerasOptimizer } from '../optimizer/kerasOptimizer.ts';
import { code, type Part } from '../part.ts';
import { evaluation, lossOf, withOptax } from './jaxFramework.ts';

const precision = {
  imports: ['import os', 'import keras'],
  code: 'keras.config.set_floatx("float64")\nkeras.config.set_dtype_policy("float64")',
};

export function kerasFramework(run: ExportedRun): FrameworkCode {
  const { network } = run;
  if (!network) throw new RangeError('network = null — expected a run that trains on data');
  const optimizer = kerasOptimizer(run);
  if (optimizer === null) return onJax(run, network);
  const { classes } = network;
  return {
    prelude: [
      'os.environ.setdefault("KERAS_BACKEND", "jax")  # Or "tensorflow", or "torch".',
      'os.environ.setdefault("JAX_ENABLE_X64", "1")  # Double precision in JAX.',
    ],
    parts: [precision, model(network), judging(classes)],
    setup: [
      'model = make_model()',
      `optimizer = ${optimizer.code}`,
      'model.compile(optimizer=optimizer, loss=loss_of)',
    ],
    measure: ['loss = float(loss_of(y, model(x)))'],
    update: ({ lr }) => [
      ...(lr === null ? [] : [`model.optimizer.learning_rate = ${lr}`]),
      'model.train_on_batch(x, y)',
    ],
    evaluate: (judged) => `evaluate(model, ${judged})`,
    notes: [...optimizer.notes, precisionOnJax],
  };
}

/** Keras makes 32 bits of 64 in functions such as tanh and mean there. */
const precisionOnJax =
  'On JAX, Keras computes some functions in single precision, whatever it is told: losses are the run’s to about six digits.';

/** Gradients by JAX, and the optimizer as a gradient transformation. */
function onJax(run: ExportedRun, network: ExportedNetwork): FrameworkCode {
  const { classes } = network;
  const parts: readonly Part[] = [
    {
      imports: [...precision.imports, 'import jax', 'import jax.numpy as jnp', 'import optax'],
      code: `jax.config.update("jax_enable_x64", True)\n${precision.code}`,
    },
    model(network),
    {
      code: code(`
model = make_model()


def predict(params, x):
    return model.stateless_call(params, [], x)[0]


def loss_at(params, x, y):
    """${classes > 0 ? 'Mean cross-entropy of the softmax.' : 'Mean squared error.'}"""
    return ${lossOf('predict(params, x)', classes)}


${evaluation(classes, 'predict(params, x)')}
`),
    },
  ];
  const written = withOptax(
    run,
    parts,
    'params = [variable.value for variable in model.trainable_variables]',
  );
  return {
    ...written,
    prelude: ['os.environ["KERAS_BACKEND"] = "jax"'],
    finish: ['for variable, value in zip(model.trainable_variables, params):', '    variable.assign(value)'],
    notes: [
      'Keras has no optimizer that computes the same, so the model is trained with the optimizer written for Optax, and Keras runs on JAX: pip install optax.',
      precisionOnJax,
    ],
  };
}

const activations: Readonly<Record<ExportedNetwork['activation'], string>> = {
  tanh: '"tanh"',
  relu: '"relu"',
  sigmoid: '"sigmoid"',
  gelu: '"gelu"',
  gelu_tanh: 'lambda z: keras.activations.gelu(z, approximate=True)',
  identity: '"linear"',
};

function model({ widths, activation }: ExportedNetwork): Part {
  const layers = widths.slice(1).map((outputs, index) => {
    const isLast = index === widths.length - 2;
    return `            keras.layers.Dense(${outputs}${isLast ? '' : `, activation=${activations[activation]}`}),`;
  });
  return {
    code: code(`
def make_model():
    """The network with the initial weights of the run."""
    model = keras.Sequential(
        [
            keras.Input((${widths[0]},)),
${layers.join('\n')}
        ]
    )
    model.set_weights(initial_weights())
    return model
`),
  };
}

/** `loss_of` and `evaluate(model, x, y)`. */
function judging(classes: number): Part {
  if (classes === 0)
    return {
      code: code(`
loss_of = keras.losses.MeanSquaredError()


def evaluate(model, x, y):
    """The loss, alone in a tuple."""
    return (float(loss_of(y, model(x))),)
`),
    };
  return {
    code: code(`
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def evaluate(model, x, y):
    """Loss and accuracy."""
    outputs = model(x)
    is_right = keras.ops.convert_to_numpy(outputs).argmax(axis=1) == y
    return float(loss_of(y, outputs)), float(is_right.mean())
`),
  };
}
