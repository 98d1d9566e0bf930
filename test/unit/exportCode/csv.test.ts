/** Runs on CSV files as scripts, which read the files themselves. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { createRunner } from '../../../core/engine/createRunner.ts';
import { shapeOfData } from '../../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import type { CsvProblem } from '../../../core/experiment/modelProblem.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { recordingOf } from '../../../core/experiment/recording.ts';
import { csvTable } from '../../../core/exportCode/data/csvTable.ts';
import { exportScript } from '../../../core/exportCode/exportScript.ts';
import { record } from '../engine/runs.ts';
import { loadCsv } from '../node/data/csvFile.ts';
import { noPython, python } from '../rule/runPython.ts';
import { answersOf, deviationOf, trainedOf } from './scripts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'exported-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hostileName = 'price"""\\n\'); raise SystemExit #';
const hostileCategory = 'a", "b"]); raise SystemExit(1) #\u2028\\';

/** Text of a file, and what is said of it beside the model. */
const files: Readonly<Record<string, readonly [text: string, problem: Omit<CsvProblem, 'csv' | 'hidden'>]>> =
  {
    'plain.csv': [
      rows((i) => `${i % 7},${Math.sin(i)},${i % 3 === 0 ? 'red' : 'blue'}`, 'size,angle,colour'),
      { target: 'colour', validation: 0.25 },
    ],
    'decimals.csv': [
      rows((i) => `${i},5;${i % 2};1.${100 + i},25`, 'a;b;c'),
      { target: 'c', validation: 0.2, task: 'regression' },
    ],
    'names.csv': [
      rows(
        (i) => `${['Ärger', 'x, y', 'z'][i % 3]}|${i * i}|${i % 4 === 0 ? 'NA' : i}`,
        'who|square|count',
        '|',
      ),
      { target: 'square', missing: 'skip', ignore: [], na_values: ['none', -999] },
    ],
    'quo\'te"s and \\n.csv': [
      rows(
        (i) => `${i % 5},"${(i % 2 === 0 ? hostileCategory : 'b').replaceAll('"', '""')}",${i % 9}`,
        `x,kind,"${hostileName.replaceAll('"', '""')}"`,
      ),
      { target: hostileName, task: 'regression' },
    ],
    'headless.csv': [
      rows((i) => `${i % 6}\t${(i * 7) % 11}\t5\t${i % 2 === 0 ? 'yes' : 'no'}`),
      { target: 4, header: false },
    ],
  };

function rows(rowOf: (index: number) => string, header?: string, _delimiter = ','): string {
  return [...(header === undefined ? [] : [header]), ...Array.from({ length: 40 }, (_, i) => rowOf(i))].join(
    '\n',
  );
}

async function exported(name: string) {
  const [text, given] = files[name] ?? expect.fail(`no file ${name}`);
  writeFileSync(path.join(folder, name), text);
  const experiment = parseExperiment({
    problem: { csv: name, hidden: [3], ...given },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.05],
    batch_size: [8],
    epochs: 4,
  });
  const problem = experiment.problem as CsvProblem;
  const { validation = 0, ...source } = problem;
  const data = await loadCsv(source, folder, { validation });
  const shape = shapeOfData(data, 'hash');
  const [spec] = expandExperiment(experiment, shape);
  const { reading } = data.training;
  if (!spec || !reading) throw new Error('expected a run and how its file was read');
  const placed = { ...problem, csv: path.join(folder, name) };
  const table = csvTable({ problem: placed, reading, rows: shape.rows, hasChanged: false });
  const options = {
    engines: [float64Engine],
    recording: recordingOf(experiment, [spec.steps]),
    now: () => 0,
  };
  const ours = trainedOf(await record(createRunner(spec, data, options)));
  return { script: exportScript({ spec, shape, table }, 'numpy'), ours };
}

describe.skipIf(python === null)(`in Python${python === null ? `: ${noPython}` : ''}`, () => {
  test.each(Object.keys(files))('%s gives the losses of its run', async (name) => {
    const { script, ours } = await exported(name);
    const [answer = {}] = answersOf([script], 'numpy');
    expect(deviationOf(answer, ours)).toBe('');
  });

  test('a file that has other rows by then is refused', async () => {
    const { script } = await exported('plain.csv');
    writeFileSync(path.join(folder, 'plain.csv'), 'size,angle,colour\n1,2,red\n');
    expect(answersOf([script], 'numpy')[0]?.error).toMatch(/1 rows in .*plain\.csv: the run had 40/);
  });

  test('a value that isn’t read as a number is named', async () => {
    const { script } = await exported('plain.csv');
    writeFileSync(path.join(folder, 'plain.csv'), (files['plain.csv']?.[0] ?? '').replace('\n0,', '\n5 kg,'));
    expect(answersOf([script], 'numpy')[0]?.error).toMatch(/'5 kg' in .*expected a number/);
  });
});

test('a file that has changed since the run is told of', async () => {
  const problem = { csv: 'data/a.csv', target: 'y', hidden: [] };
  const reading = { hasHeader: true, decimal: '.', columns: [] } as const;
  const notes = (hasChanged: boolean) => csvTable({ problem, reading, rows: 3, hasChanged }).notes.join();
  expect(notes(true)).toContain('a.csv has changed since the run');
  expect(notes(false)).not.toContain('changed');
});
