/** Runs of experiments, diagnosed. */
import { diagnoseRun, type MeasuredStep } from '../../../core/diagnostics/diagnoseRun.ts';
import { type DiagnosticId, diagnosticIds, diagnostics } from '../../../core/diagnostics/index.ts';
import { emptySeries, type MeasuredSeries, withReadings } from '../../../core/diagnostics/measuredSeries.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { dataOf } from '../engine/runs.ts';

export interface Diagnosed {
  readonly measured: readonly MeasuredStep[];
  readonly seriesOf: (id: DiagnosticId) => MeasuredSeries;
  readonly seen: (id: DiagnosticId, name?: string) => string;
}

/** The first run of an experiment. @param ids Default: all. */
export function diagnosed(experiment: object, ids: readonly DiagnosticId[] = diagnosticIds): Diagnosed {
  const parsed = parseExperiment(experiment);
  const [spec] = expandExperiment(parsed);
  if (!spec) throw new RangeError('expected an experiment with a run');
  const data = dataOf(parsed);
  const run = { spec, stepsDone: spec.steps, diagnostics: ids };
  const measured = [...diagnoseRun(run, data)].flatMap((news) => news.measured ?? []);
  const seriesOf = (id: DiagnosticId) => {
    const readings = measured.flatMap(({ step, readings }) => {
      const reading = readings[id];
      return reading ? [{ step, reading }] : [];
    });
    return withReadings(emptySeries, readings);
  };
  const rows = data?.training.rows;
  return {
    ...{ measured, seriesOf },
    seen: (id, name = 'SGD') => diagnostics[id].seen(seriesOf(id), { spec, name, rows }),
  };
}

/** ½ (100 w0² + w1²), from (1, 10). */
export function onValley(optimizer: string, others: object = {}): object {
  const { hyperparameters = {}, ...more } = others as { hyperparameters?: object };
  return {
    ...{ problem: { surface: 'valley' }, optimizers: [{ optimizer, hyperparameters }] },
    ...{ lr: [0.015], steps: 40, ...more },
  };
}
