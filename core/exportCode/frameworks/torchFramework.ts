/** Scripts in PyTorch: a module, its own optimizer where that computes the same, and autograd. */
import type { ExportedNetwork, ExportedRun } from '../exportedRun.ts';
import type { FrameworkCode, StepRates } from '../frameworkCode.ts';
import { type TorchOptimizer, torchOptimizer } from '../optimizer/torchOptimizer.ts';
import { code, type Part } from '../part.ts';
import { pythonFloat } from '../pythonValue.ts';
import { lossOfSurface } from '../surface/surfaceCode.ts';

const precision: Part = { imports: ['import torch'], code: 'torch.set_default_dtype(torch.float64)' };
const library = {
  module: 'torch',
  array: (number: string) => `torch.tensor(${pythonFloat(Number(number))})`,
};

export function torchFramework(run: ExportedRun): FrameworkCode {
  const optimizer = torchOptimizer(run, run.network ? 'model.parameters()' : 'params');
  const measured = run.network ? 'loss_of(model(x), y)' : 'loss_of(*params[0])';
  const shared = {
    measure:
      run.gradient === 'here'
        ? [`outcome = ${measured}`, 'loss = outcome.item()']
        : ['with torch.no_grad():', `    loss = ${measured}.item()`],
    update: (rates: StepRates) => [...ratesInGroups(run, optimizer, rates), ...step(run, measured)],
    notes: optimizer.notes,
  };
  if (run.surface)
    return {
      ...shared,
      parts: [precision, lossOfSurface(run.surface, library), ...optimizer.parts],
      setup: ['params = [torch.tensor(START, requires_grad=True)]', ...optimizer.setup],
      evaluate: () => '()',
    };
  const { network } = run;
  if (!network) throw new RangeError('network = null — expected a run that trains on data');
  const type = network.classes > 0 ? ', dtype=torch.long' : '';
  return {
    ...shared,
    parts: [precision, model(network), ...optimizer.parts],
    setup: [
      `inputs, targets = torch.tensor(inputs), torch.tensor(targets${type})`,
      `judged = torch.tensor(judged[0]), torch.tensor(judged[1]${type})`,
      'model = make_model()',
      ...optimizer.setup,
    ],
    evaluate: (judged) => `evaluate(model, ${judged})`,
  };
}

const modules: Readonly<Record<ExportedNetwork['activation'], string>> = {
  tanh: 'nn.Tanh()',
  relu: 'nn.ReLU()',
  sigmoid: 'nn.Sigmoid()',
  gelu: 'nn.GELU()',
  gelu_tanh: 'nn.GELU(approximate="tanh")',
  identity: 'nn.Identity()',
};

/** `make_model()`, `loss_of` and `evaluate(model, x, y)`. */
function model({ widths, activation, classes }: ExportedNetwork): Part {
  const layers = widths.slice(1).flatMap((outputs, index) => {
    const linear = `        nn.Linear(${widths[index]}, ${outputs}),`;
    return index === 0 ? [linear] : [`        ${modules[activation]},`, linear];
  });
  const accuracy = classes > 0 ? ', (outputs.argmax(dim=1) == y).double().mean().item()' : ',';
  return {
    imports: ['import torch', 'from torch import nn'],
    code: code(`
def make_model():
    """The network with the initial weights of the run. PyTorch has weights as outputs x inputs."""
    model = nn.Sequential(
${layers.join('\n')}
    )
    with torch.no_grad():
        for param, array in zip(model.parameters(), initial_weights()):
            param.copy_(torch.tensor(array.T))
    return model


loss_of = ${classes > 0 ? 'nn.CrossEntropyLoss()' : 'nn.MSELoss()'}


def evaluate(model, x, y):
    """${classes > 0 ? 'Loss and accuracy.' : 'The loss, alone in a tuple.'}"""
    with torch.no_grad():
        outputs = model(x)
        return (loss_of(outputs, y).item()${accuracy})
`),
  };
}

function ratesInGroups(
  { momentumName }: ExportedRun,
  { hasBetas }: TorchOptimizer,
  { lr, isByLayer, momentum }: StepRates,
): readonly string[] {
  if (lr === null) return [];
  const ofMomentum = hasBetas
    ? `    group["betas"] = (${momentum}, group["betas"][1])`
    : `    group["${momentumName}"] = ${momentum}`;
  return [
    isByLayer
      ? `for group, lr in zip(optimizer.param_groups, ${lr}):`
      : 'for group in optimizer.param_groups:',
    `    group["lr"] = ${isByLayer ? 'lr' : lr}`,
    ...(momentum === null ? [] : [ofMomentum]),
  ];
}

function step({ gradient }: ExportedRun, measured: string): readonly string[] {
  if (gradient === 'here') return ['optimizer.zero_grad()', 'outcome.backward()', 'optimizer.step()'];
  return [
    '',
    'def closure():',
    '    """The loss and its gradients where the optimizer looks ahead."""',
    '    optimizer.zero_grad()',
    `    outcome = ${measured}`,
    '    outcome.backward()',
    '    return outcome',
    '',
    'optimizer.step(closure)',
  ];
}
