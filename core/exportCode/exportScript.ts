/** A run as a script in Python that anyone can run: data, model, optimizer, schedule and loop in one file. */

import type { RunSpec } from '../experiment/runSpec.ts';
import { splitOf } from '../experiment/splitOf.ts';
import { findDataset } from '../problems/data/index.ts';
import { findActivation } from '../problems/models/activations/index.ts';
import { generatedSets } from './data/generatedSets.ts';
import { preparation } from './data/preparation.ts';
import type { TableCode } from './data/tableCode.ts';
import { type DataWidths, type ExportedRun, exportedRun } from './exportedRun.ts';
import { type FrameworkId, frameworks } from './frameworks.ts';
import { headOf } from './head.ts';
import { initialWeights } from './network/initialWeights.ts';
import { code, type Part } from './part.ts';
import { randomCode } from './randomCode.ts';
import { batchesCode } from './training/batchesCode.ts';
import { constants, trainCode } from './training/trainCode.ts';

export interface ScriptSource {
  readonly spec: RunSpec;
  /** Of the data; null on surfaces. */
  readonly shape: DataWidths | null;
  /** Of a data set that isn't generated; null for the others, and on surfaces. */
  readonly table: TableCode | null;
}

/** Why there is no script for this framework, with a way out; null where there is one. */
export function whyNoScript({ spec, shape, table }: ScriptSource, id: FrameworkId): string | null {
  return frameworks[id].refuses(exportedRun(spec, shape, table));
}

/** @throws {RangeError} where `whyNoScript` says why there is none. */
export function exportScript({ spec, shape, table }: ScriptSource, id: FrameworkId): string {
  const framework = frameworks[id];
  const run = exportedRun(spec, shape, table);
  const refusal = framework.refuses(run);
  if (refusal !== null) throw new RangeError(refusal);
  const written = framework.write(run);
  const parts = [
    constants(run),
    ...(run.network ? dataParts(run) : []),
    ...(run.schedule ? [run.schedule.part] : []),
    ...written.parts,
    trainCode(run, written),
  ];
  return [
    headOf(run, framework, written),
    '',
    ...importsOf(parts, written.prelude ?? []),
    ...parts.map(({ code: text }, index) => (index === 0 ? text : `\n\n${text}`)),
    ...(run.table?.text === undefined ? [] : ['\n', run.table.text]),
    '\n',
    'if __name__ == "__main__":',
    '    train()',
    '',
  ].join('\n');
}

function dataParts({ network, spec, table }: ExportedRun): readonly Part[] {
  if (!network) return [];
  const { problem, classes } = network;
  const entry = 'data' in problem ? findDataset(problem.data) : undefined;
  const generated = entry && generatedSets[entry.id];
  const data = table?.part ?? (generated ? { imports: ['import math'], code: code(generated) } : null);
  if (!data) throw new RangeError('table = null — expected the table that the run trains on');
  const standardize = entry ? entry.standardize === true : true;
  return [
    randomCode,
    data,
    preparation({ split: splitOf(problem), standardize, classes }),
    initialWeights(problem.init ?? findActivation(problem.activation ?? 'tanh').init),
    batchesCode(spec.batchSize ?? 'full'),
  ];
}

/** Those of Python itself first, each once. */
function importsOf(parts: readonly Part[], prelude: readonly string[]): readonly string[] {
  const all = [...new Set(parts.flatMap(({ imports = [] }) => imports))].sort();
  // `import` stands before `from`.
  all.sort((a, b) => Number(a.startsWith('from')) - Number(b.startsWith('from')));
  const own = all.filter((line) => standard.test(line));
  const others = all.filter((line) => !standard.test(line));
  return [own, prelude, others].filter((each) => each.length > 0).flatMap((each) => [...each, '']);
}

const standard = /^(import|from) (base64|collections|csv|gzip|io|itertools|math|os|typing|unicodedata)\b/;
