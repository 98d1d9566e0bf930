import { expect, test } from 'vitest';
import { chosenRuns } from '../../../../core/race/chosenRuns.ts';
import { fileNameOf } from '../../../../core/race/export/fileNameOf.ts';
import { hyperparametersOf, scheduleText, secondsOf } from '../../../../core/race/export/runFacts.ts';
import type { Race } from '../../../../core/race/race.ts';
import { oneRun, wholeRace } from '../../../../core/race/shown.ts';
import { onDigits, onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf } from '../pieces.ts';

const csv = { folder: '/workspace', shape: { rows: 50, features: 3, classes: 0 } };
const ofOptimizers = (...ids: readonly string[]) => ({ optimizers: ids.map((optimizer) => ({ optimizer })) });
const onFile = (path: string) => raceOf(onValley({ problem: { csv: path, target: 'y' } }), { csv });

test.each([
  [raceOf(onValley()), 'valley-sgd.png'],
  [raceOf(onValley({ lr: [0.1, 0.2], ...ofOptimizers('sgd', 'adam') })), 'valley-sgd-adam.png'],
  [raceOf(onDigits()), 'digits-sgd.png'],
  [raceOf(onValley({ problem: { formula: 'x**2 + y**2' } })), 'x-2-y-2-sgd.png'],
  [onFile('data/My Häuser (2024).CSV'), 'my-hauser-2024-sgd.png'],
  [onFile('..\\csv.csv.csv'), 'csv-csv-sgd.png'],
  // Nothing is left of it.
  [onFile('data/数据.csv'), 'race-sgd.png'],
  [onFile('---.csv'), 'race-sgd.png'],
])('a race has a name that every file system takes: %#', (race, name) => {
  expect(fileNameOf(wholeRace(race), 'png')).toBe(name);
});

test('numbers of one run have its optimizer and its number in the name', () => {
  const race = raceOf(onValley(ofOptimizers('sgd', 'adam')));
  expect(fileNameOf(oneRun(wholeRace(race), 1), 'csv')).toBe('valley-adam-run-1.csv');
});

test('a long name is cut, and optimizers are counted where they have no room', () => {
  const long = onFile(`${'a'.repeat(100)}.csv`);
  expect(fileNameOf(wholeRace(long), 'csv')).toBe(`${'a'.repeat(30)}-sgd.csv`);
  // No hyphen is left where it is cut.
  expect(fileNameOf(wholeRace(onFile(`${'a'.repeat(29)} b.csv`)), 'csv')).toBe(`${'a'.repeat(29)}-sgd.csv`);
  const ids = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw', 'nadam', 'radam', 'adagrad'];
  expect(fileNameOf(wholeRace(raceOf(onValley(ofOptimizers(...ids.slice(0, 8))))), 'csv')).toBe(
    'valley-sgd-momentum-nesterov-rmsprop-adam-adamw-nadam-radam.csv',
  );
  expect(fileNameOf(wholeRace(raceOf(onValley(ofOptimizers(...ids)))), 'csv')).toBe(
    'valley-9-optimizers.csv',
  );
});

test('a run has taken its steps by its speed, once that is known', () => {
  const [run] = raceOf(onValley()).runs;
  if (!run) throw new RangeError('expected a run');
  expect(secondsOf(run)).toBeNull();
  run.record.append(pieceOf({ loss: [1], state: { stepsDone: 30, stepsPerSecond: 4 } }));
  expect(secondsOf(run)).toBe(7.5);
});

test('a schedule is written with its settings', () => {
  expect(scheduleText(null)).toBe('');
  expect(scheduleText({ name: 'constant' })).toBe('constant');
  expect(scheduleText({ name: 'StepLR', step_size: 30, per: 'epoch' })).toBe(
    'StepLR step_size=30 per="epoch"',
  );
});

test('hyperparameters are those of any run but the rate, each once', () => {
  const { runs } = raceOf(onValley(ofOptimizers('momentum', 'adagrad', 'momentum')));
  const names = hyperparametersOf(runs);
  expect(names).toContain('momentum');
  expect(names).not.toContain('lr');
  expect(new Set(names).size).toBe(names.length);
});

test('chosen runs are named by their problem, where they have one', () => {
  const [valley, same, digits] = [onValley(), onValley(ofOptimizers('adam')), onDigits()].map((each) =>
    raceOf(each),
  );
  if (!valley || !same || !digits) throw new RangeError('expected three races');
  const first = (race: Race) => ({ race, number: 0 });
  expect(fileNameOf(chosenRuns([first(valley), first(same)]), 'csv')).toBe('valley-sgd-adam.csv');
  expect(fileNameOf(chosenRuns([first(valley), first(digits)]), 'csv')).toBe('runs-sgd.csv');
});
