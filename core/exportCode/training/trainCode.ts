/** `train()`, the loop of a script: the same for all frameworks but for the lines that measure and step. */

import type { RunSpec } from '../../experiment/runSpec.ts';
import { evaluatedRows } from '../../experiment/splitOf.ts';
import type { Surface } from '../../problems/surfaces/surface.ts';
import { indent } from '../../rule/targets/python/layout.ts';
import type { ExportedRun } from '../exportedRun.ts';
import type { FrameworkCode, StepRates } from '../frameworkCode.ts';
import type { Part } from '../part.ts';
import { pythonFloat, pythonFloats } from '../pythonValue.ts';
import { batchConstants } from './batchesCode.ts';
import { evaluationInterval, stopCode } from './stopCode.ts';

export function trainCode(run: ExportedRun, framework: FrameworkCode): Part {
  const { spec, network } = run;
  const stop = stopCode(spec);
  const body = network ? onData(run, framework) : onSurface(run, framework);
  const about = network ? aboutTraining(network.classes > 0) : aboutDescent;
  return {
    imports: stop.imports,
    code: ['def train():', ...indent([...about, ...body])].join('\n'),
  };
}

const aboutDescent = [
  '"""Takes all steps, prints how it goes, and returns the losses: losses[t] is after t steps."""',
];

function aboutTraining(hasClasses: boolean): readonly string[] {
  return [
    '"""Takes all steps, prints how it goes, and returns losses and evaluations.',
    '',
    'losses[t] is the loss after t steps, on the mini-batch of the next step. An evaluation is the',
    `number of steps and the loss on all rows that judge the model${hasClasses ? ', then its accuracy there' : ''}.`,
    '"""',
  ];
}

function onData(run: ExportedRun, framework: FrameworkCode): readonly string[] {
  const { spec, network } = run;
  const stop = stopCode(spec);
  const on = `${(network && evaluatedRows(network.problem)) ?? 'training'} loss`;
  const accuracy = (network?.classes ?? 0) > 0;
  return [
    '(inputs, targets), judged = load_data()',
    ...framework.setup,
    ...plateauSetup(run),
    'losses, evaluations = [], []',
    ...stop.setup,
    'for step, (epoch, begin, rows) in enumerate(batches(len(inputs))):',
    ...indent([
      'x, y = inputs[rows], targets[rows]',
      ...framework.measure,
      'losses.append(loss)',
      ...plateauReport(run),
      ...stop.afterLoss,
      'if why or (begin == 0 and epoch % EVALUATE_EVERY == 0):',
      ...indent([
        `scores = ${framework.evaluate('*judged')}`,
        'evaluations.append((step, *scores))',
        `print(f"epoch {epoch}: ${on} {scores[0]:.6g}${accuracy ? ', accuracy {scores[1]:.2%}' : ''}")`,
        ...stop.afterEvaluation,
      ]),
      'if why:',
      '    print(f"Ended after {step} steps: {why}.")',
      '    break',
      ...framework.update(ratesOf(run)),
    ]),
    ...(framework.finish ?? []),
    'return losses, evaluations',
  ];
}

function onSurface(run: ExportedRun, framework: FrameworkCode): readonly string[] {
  const stop = stopCode(run.spec);
  return [
    ...framework.setup,
    ...plateauSetup(run),
    'losses = []',
    'for step in range(STEPS + 1):',
    ...indent([
      ...framework.measure,
      'losses.append(loss)',
      ...plateauReport(run),
      ...stop.afterLoss,
      `if why or step % ${Math.max(1, Math.round(run.spec.steps / 20))} == 0:`,
      '    print(f"step {step}: loss {loss:.6g}")',
      'if why:',
      '    print(f"Ended after {step} steps: {why}.")',
      '    break',
      ...framework.update(ratesOf(run)),
    ]),
    'return losses',
  ];
}

function isPerEpoch({ schedule, network }: ExportedRun): boolean {
  return schedule?.unit === 'epoch' && network !== null;
}

function plateauSetup(run: ExportedRun): readonly string[] {
  const { schedule, spec } = run;
  if (!schedule?.readsLosses) return [];
  return [
    spec.layerRates
      ? 'plateaus = [ReduceLROnPlateau(lr) for lr in LAYER_RATES]'
      : 'plateaus = [ReduceLROnPlateau(LR)]',
    ...(isPerEpoch(run) ? ['losses_of_epoch = []'] : []),
  ];
}

/** The loss before the first step is none after a step. */
function plateauReport(run: ExportedRun): readonly string[] {
  if (!run.schedule?.readsLosses) return [];
  if (!isPerEpoch(run))
    return ['if step > 0:', '    for plateau in plateaus:', '        plateau.report(loss)'];
  return [
    'if step > 0:',
    '    losses_of_epoch.append(loss)',
    '    if begin == 0:  # An epoch is over.',
    '        for plateau in plateaus:',
    '            plateau.report(sum(losses_of_epoch) / len(losses_of_epoch))',
    '        losses_of_epoch = []',
  ];
}

function ratesOf(run: ExportedRun): StepRates {
  const { schedule, spec, momentumName } = run;
  const isByLayer = spec.layerRates !== undefined;
  if (!schedule) return { lr: null, isByLayer, momentum: null };
  const t = isPerEpoch(run) ? 'epoch' : 'step';
  const momentum = schedule.hasMomentum && momentumName !== null ? `momentum(${t})` : null;
  if (schedule.readsLosses)
    return {
      lr: isByLayer ? '[plateau.rate for plateau in plateaus]' : 'plateaus[0].rate',
      isByLayer,
      momentum,
    };
  const lr = isByLayer ? `[learning_rate(${t}, lr) for lr in LAYER_RATES]` : `learning_rate(${t}, LR)`;
  return { lr, isByLayer, momentum };
}

/** Constants that the script begins with. */
export function constants({ spec, network, surface, schedule }: ExportedRun): Part {
  const { seed, steps, layerRates, hyperparameters } = spec;
  const lr = Number(hyperparameters['lr']);
  return {
    code: [
      ...(surface ? [`START = ${pythonFloats(startOf(spec, surface))}`] : []),
      ...(network ? [`SEED = ${seed ?? 0}`, `WIDTHS = [${network.widths.join(', ')}]`] : []),
      ...(network ? batchConstants(spec.batchSize ?? 'full') : []),
      `STEPS = ${steps}`,
      ...(network ? [`EVALUATE_EVERY = ${evaluationInterval(spec)}  # epochs`] : []),
      ...(schedule && !layerRates ? [`LR = ${pythonFloat(lr)}`] : []),
      ...(layerRates ? [`LAYER_RATES = ${pythonFloats(layerRates)}  # of the first layer to the last`] : []),
    ].join('\n'),
  };
}

function startOf({ problem }: RunSpec, surface: Surface): readonly number[] {
  return ('start' in problem ? problem.start : undefined) ?? surface.start;
}
