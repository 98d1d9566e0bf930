/** Runs as scripts, and optimizers alone, in documents. */
import { expect, test } from 'vitest';
import { CsvFault } from '../../../core/experiment/errors.ts';
import type { PreparedDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import {
  csv,
  keep,
  messages,
  openBeforeEach,
  picked,
  run,
  shape,
  shippedData,
  store,
} from './commandsWindow.ts';
import { screen } from './fake/screen.ts';

openBeforeEach();

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** Exports the first run of a race of this experiment; the document, and what there was to choose. */
async function exported(experiment: object, label: string, race: object = {}) {
  keep({ ...raceOf(experiment, { id: 'a', ...race }), phase: 'ended' });
  let items: readonly Item[] = [];
  screen.choose = (given) => {
    items = given as readonly Item[];
    return given.find((item) => item.label === label);
  };
  await run('exportCode', { race: 'a', run: 0 });
  return { text: screen.documents.at(-1)?.getText(), items };
}

test('a run is a script, or its optimizer alone', async () => {
  const { text, items } = await exported(onValley(), 'NumPy');
  expect(items.map(({ label }) => label)).toEqual([
    ...['PyTorch', 'Keras', 'JAX with Optax', 'NumPy'],
    ...['PyTorch: optimizer alone', 'NumPy: optimizer alone', 'Optax: optimizer alone'],
  ]);
  expect(text).toMatch(/def loss_of[\s\S]*class SGD[\s\S]*def train/);
  const { text: alone } = await exported(onValley(), 'NumPy: optimizer alone');
  expect(alone).toContain('class SGD');
  expect(alone).not.toContain('def train');
});

test('without a row it is the picked run, else one of those on the screen', async () => {
  const race = raceOf(onValley({ lr: [0.01, 0.02] }), { id: 'a' });
  keep({ ...race, phase: 'ended' });
  await run('exportCode');
  expect(messages()[0]?.[1]).toMatch(/^No run is on the screen\. /);
  store.open(race);
  store.show(race);
  const asked: (readonly string[])[] = [];
  screen.choose = (items) => {
    asked.push(items.map(({ label }) => label));
    return items.find(({ label }) => label === 'NumPy') ?? items.at(-1);
  };
  await run('exportCode');
  expect(asked[0]).toHaveLength(race.runs.length);
  expect(screen.documents.at(-1)?.getText()).toMatch(/lr[^\n]*0\.02/);
  picked.pick({ race: 'a', run: 0 });
  await run('exportCode');
  expect(asked).toHaveLength(3);
  expect(screen.documents.at(-1)?.getText()).toMatch(/lr[^\n]*0\.01/);
});

test('why there is no script stands there before it is chosen, and is told then', async () => {
  const { text, items } = await exported(onValley(), 'Keras');
  expect(text).toBeUndefined();
  const keras = items.find(({ label }) => label === 'Keras');
  expect(keras).toMatchObject({ description: 'no script of this run' });
  expect(keras?.detail).toMatch(/^Keras trains models/);
  expect(messages().map(([, message]) => message)).toEqual([keras?.detail]);
});

test('data that ships as a table is in the script', async () => {
  shippedData.mockResolvedValue('H4sIAAAA');
  const { text } = await exported(onDigits({ epochs: 1 }), 'PyTorch');
  expect(shippedData.mock.calls).toEqual([['digits.csv.gz']]);
  expect(text).toContain('TABLE = """\nH4sIAAAA\n"""');
});

const onCsv = { ...onValley(), problem: { csv: 'data/a.csv', target: 'y' }, epochs: 1 };
const ofCsv = { csv: { folder: '/project', shape } };
const reading = {
  hasHeader: true,
  decimal: '.',
  columns: [
    { index: 0, name: 'x' },
    { index: 1, name: 'y' },
  ],
};

function read(contentHash: string) {
  const training = { rows: 100, features: 1, classes: 0, reading };
  csv.load.mockResolvedValue({
    data: { training, validation: null } as unknown as PreparedDataset,
    contentHash,
  });
}

test('a CSV file is read by the script, as it is read again now', async () => {
  read(shape.contentHash);
  const { text } = await exported(onCsv, 'NumPy', ofCsv);
  expect(csv.load.mock.calls).toMatchObject([[{ csv: 'data/a.csv' }, '/project', {}]]);
  expect(text).toContain('FILE = "data/a.csv"');
  expect(text).not.toContain('has changed');
  read('other');
  expect((await exported(onCsv, 'NumPy', ofCsv)).text).toContain('a.csv has changed since the run');
});

test('where a CSV file is gone, the optimizer alone can be had', async () => {
  csv.load.mockRejectedValue(new CsvFault('/project/data/a.csv', { message: 'a.csv is no file.' } as never));
  const { text, items } = await exported(onCsv, 'NumPy', ofCsv);
  expect(text).toBeUndefined();
  expect(items[0]?.detail).toBe('a.csv is no file. The optimizer alone can be exported.');
  expect((await exported(onCsv, 'NumPy: optimizer alone', ofCsv)).text).toContain('class SGD');
});
