/** Scripts in NumPy: everything is written out. */
import type { ExportedRun } from '../exportedRun.ts';
import type { FrameworkCode } from '../frameworkCode.ts';
import { numpyNetwork } from '../network/numpyNetwork.ts';
import { numpyOptimizer, numpySetup, numpyUpdate } from '../optimizer/numpyOptimizer.ts';
import { lossOfSurface, slopeOfSurface } from '../surface/surfaceCode.ts';

const library = { module: 'np' };

export function numpyFramework(run: ExportedRun): FrameworkCode {
  return run.surface ? onSurface(run, run.surface) : onData(run);
}

function onSurface(run: ExportedRun, surface: NonNullable<ExportedRun['surface']>): FrameworkCode {
  return {
    parts: [lossOfSurface(surface, library), slopeOfSurface(surface, library), numpyOptimizer(run)],
    setup: ['params = [np.array(START)]', ...numpySetup(run)],
    measure: ['loss = float(loss_of(*params[0]))', 'grads = [np.array(slope_of(*params[0]), float)]'],
    update: (rates) =>
      numpyUpdate(run, rates, (points) => `[np.array(slope_of(*point), float) for point in ${points}]`),
    evaluate: () => '()',
    notes: [],
  };
}

function onData(run: ExportedRun): FrameworkCode {
  const { network } = run;
  if (!network) throw new RangeError('network = null — expected a run that trains on data');
  const { activation, problem, classes } = network;
  return {
    parts: [numpyNetwork({ activation, classes, hidden: problem.hidden }), numpyOptimizer(run)],
    setup: ['params = initial_weights()', ...numpySetup(run)],
    measure: ['loss, grads = loss_and_gradients(params, x, y)'],
    update: (rates) => numpyUpdate(run, rates, (points) => `loss_and_gradients(${points}, x, y)[1]`),
    evaluate: (judged) => `evaluate(params, ${judged})`,
    notes: [],
  };
}
