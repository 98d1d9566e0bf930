/** Diagnostics of runs on the valley, and of one on the moons, as the extension tells its page. */
import { diagnoseRun } from '../../core/diagnostics/diagnoseRun.ts';
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts';
import { type DiagnosticId, diagnosticIds, diagnostics } from '../../core/diagnostics/index.ts';
import { emptySeries, withReadings } from '../../core/diagnostics/measuredSeries.ts';
import { expandExperiment } from '../../core/experiment/expand.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { findDataset } from '../../core/problems/data/index.ts';
import { prepareDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type {
  MeasuredRun,
  OpenedDiagnostics,
  Progress,
  ShownMeasurement,
} from '../../core/protocol/diagnostics.ts';

const experiments = {
  valley: {
    ...{ problem: { surface: 'valley' }, lr: [0.015], steps: 120 },
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'momentum' }, { optimizer: 'adam' }],
  },
  moons: {
    ...{ problem: { data: 'moons', hidden: [8] }, lr: [0.1], batch_size: [16], epochs: 20 },
    optimizers: [
      { optimizer: 'sgd' },
      { optimizer: 'momentum', lr: [0.02] },
      { optimizer: 'adam', lr: [0.01] },
    ],
  },
};

export type Shown = keyof typeof experiments;

const names = ['SGD', 'Momentum', 'Adam'];
const colors = [0, 1, 5];

export function openedOf(which: Shown, ids: readonly DiagnosticId[] = diagnosticIds): OpenedDiagnostics {
  const runs = specsOf(which);
  return {
    type: 'opened',
    place: { diagnostics: [...ids], runs: runs.map((_, run) => ({ race: 'race', run })) },
    title: `3 runs of ${which === 'valley' ? 'Valley' : 'Moons, 2-8-2 network'}`,
    charts: ids.map((id) => {
      const diagnostic: Diagnostic = diagnostics[id];
      const { name, description, source, referenceName = null, limits = null } = diagnostic;
      return { id, name, description, source, referenceName, limits };
    }),
    runs: runs.map(({ steps }, run) => ({
      ...{ title: `${names[run]}, lr ${runs[run]?.hyperparameters['lr']}`, color: colors[run] ?? 0 },
      ...{ variant: 0, steps },
    })),
  };
}

/** @param share How much of it has been measured. Default: all. */
export function measuredOf(
  which: Shown,
  run: number,
  { share = 1, progress = { kind: 'done' } as Progress, ids = diagnosticIds as readonly DiagnosticId[] } = {},
): MeasuredRun {
  const { problem } = parseExperiment(experiments[which]);
  const data = 'data' in problem ? prepareDataset(findDataset(problem.data)?.load('') ?? fail(), {}) : null;
  const spec = specsOf(which)[run] ?? fail();
  const possible = ids.filter((id) => diagnostics[id].obstacle(spec) === null);
  const news = [...diagnoseRun({ spec, stepsDone: spec.steps, diagnostics: possible }, data)];
  const steps = news.flatMap(({ measured }) => measured ?? []);
  const known = steps.slice(0, Math.round(share * steps.length));
  const measured = ids.map((id): ShownMeasurement => {
    const readings = known.flatMap(({ step, readings }) => {
      const reading = readings[id];
      return reading ? [{ step, reading }] : [];
    });
    const series = withReadings(emptySeries, readings);
    const name = names[run] ?? '';
    const obstacle = diagnostics[id].obstacle(spec);
    if (obstacle !== null) return { id, series, seen: `has none: ${obstacle}.` };
    const isKnown = series.values.some(Number.isFinite);
    return {
      id,
      series,
      seen: isKnown ? diagnostics[id].seen(series, { spec, name, rows: data?.training.rows }) : null,
    };
  });
  const comparison = known.length > 0 ? 'The losses are those that were recorded.' : null;
  return { type: 'run', run, progress, stepsDone: known.at(-1)?.step ?? 0, comparison, measured };
}

function specsOf(which: Shown) {
  return expandExperiment(parseExperiment(experiments[which]));
}

function fail(): never {
  throw new TypeError('expected a run with its data');
}
