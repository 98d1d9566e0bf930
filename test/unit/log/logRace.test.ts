/** Runs of a log beside ours: what is known of them, how they look, and what is said where they are compared. */
import { expect, test } from 'vitest';
import { experimentSchema } from '../../../core/experiment/schema.ts';
import { LogReport } from '../../../core/log/logNews.ts';
import { raceViewSchema } from '../../../core/protocol/panel.ts';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { differencesOf, differencesText } from '../../../core/race/differences.ts';
import { fileNameOf } from '../../../core/race/export/fileNameOf.ts';
import { raceCsv } from '../../../core/race/export/raceCsv.ts';
import { raceJson } from '../../../core/race/export/raceJson.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import { runSummary } from '../../../core/race/runSummary.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import { logRaceOf } from './logRaces.ts';
import { readLogOf } from './logTools.ts';

const epochs = 'epoch,step,loss,val_loss,lr\n0,0,4,,0.1\n0,5,3.5,,0.1\n1,10,3,3.5,0.1\n2,20,2,2.5,0.1\n';

test('what a log says constantly is a setting, and what it doesn’t say is none', () => {
  const [run] = logRaceOf(epochs).runs;
  expect(run?.spec).toMatchObject({
    ...{ problem: { log: 'train.csv' }, optimizer: 'own/train.csv', hyperparameters: { lr: 0.1 } },
    ...{ seed: null, batchSize: null, steps: 20, stepsPerEpoch: 10 },
  });
  const changing = logRaceOf('step,loss,lr\n0,4,0.1\n1,3,0.05\n').runs[0]?.spec;
  expect(changing).toMatchObject({ hyperparameters: {}, stepsPerEpoch: 1 });
});

test('a log and a race beside it differ in their problems, and not in what the log says nothing of', () => {
  const ours = raceOf(onValley());
  const shown = chosenRuns([
    { race: ours, number: 0 },
    { race: logRaceOf('step,loss\n0,4\n'), number: 0 },
  ]);
  const specs = shown.runs.map(({ spec, name }) => ({ ...spec, name }));
  const found = differencesOf(specs);
  expect(found.differ.map(({ id }) => id)).toEqual(['problem', 'optimizer']);
  expect(differencesText(specs, found)).toBe(
    'Their problems differ: each curve can be compared with its own target alone. They differ in optimizer.',
  );
  expect(shown.runs[0]?.color).not.toBe(shown.runs[1]?.color);
  expect(raceViewSchema.parse(viewShown(shown))).toMatchObject({
    problem: null,
    experiments: [ours.title, 'train.csv'],
    runs: [{}, { spec: { problem: { log: 'train.csv' } }, name: 'train.csv' }],
  });
});

test('each run of a log has a look of its own, none that of an optimizer it is called by', () => {
  const { runs } = logRaceOf('run,step,loss\nadam,0,4\nsgd,0,3\n');
  expect(runs.map(({ name, spec }) => [name, spec.optimizer])).toEqual([
    ['adam', 'own/adam'],
    ['sgd', 'own/sgd'],
  ]);
  expect(new Set(runs.map(({ color }) => color)).size).toBe(2);
});

test('rows say how a run of a log stands', () => {
  const summaryOf = (isGrowing: boolean) => {
    const race = logRaceOf('step,loss\n0,4\n1200,2\n1300,3\n', { isGrowing });
    return outlineOf(race).runs.map((run) => runSummary(run, race.phase));
  };
  expect(summaryOf(true)).toEqual(['step 1300 · now 3.000']);
  expect(summaryOf(false)).toEqual(['best 2.000']);
});

test('the person is told once what several runs have to say', () => {
  const { notes } = logRaceOf('run,loss,acc\na,4,50\nb,3,60\nb,x,y,z\n');
  expect(notes).toEqual([
    'A line with more values than the header has names, the further ones left out; line 4.',
    'No column is called a step: rows are counted.',
    'acc is in percent: it is shown as a share.',
  ]);
});

test('no experiment file has a log as its problem', () => {
  const { success } = experimentSchema.safeParse({ ...onValley(), problem: { log: 'train.csv' } });
  expect(success).toBe(false);
});

test('what nothing is new in is not told again', () => {
  const report = new LogReport({});
  const log = readLogOf('step,loss\n0,4\n');
  const standing = { isGrowing: true, fault: null, isWhole: true };
  expect(report.news(log, standing).runs).toHaveLength(1);
  expect(report.news(log, standing).runs).toEqual([]);
  const [quiet] = report.news(log, { ...standing, isGrowing: false }).runs;
  expect(quiet?.facts).toBeNull();
  expect(quiet?.pieces[0]?.state.status).toEqual({ kind: 'finished' });
});

test('numbers of a log are saved as ours are', () => {
  const shown = wholeRace(logRaceOf(epochs));
  const csv = [...raceCsv(shown)].map(({ text }) => text).join('');
  expect(csv.split('\n').slice(0, 2)).toEqual([
    'race,run,optimizer,lr,batch_size,seed,schedule,status,steps_done,seconds,step,epoch,loss,validation_loss,validation_accuracy',
    'train.csv,0,own/train.csv,0.1,,,,running,20,,0,0,4,,',
  ]);
  const json = JSON.parse([...raceJson(shown)].map(({ text }) => text).join(''));
  expect(json).toMatchObject({ race: { log: 'train.csv' }, runs: [{ points: { loss: [4, 3.5, 3, 2] } }] });
  expect(fileNameOf(shown, 'csv')).toBe('train-own-train-csv.csv');
});
