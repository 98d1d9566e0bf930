/** Runs of training logs in the table: what it says of them, and what it leaves out. */
import { expect, it } from 'vitest';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import type { Shown } from '../../../core/race/shown.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { RaceData } from '../../../webview/panel/data/raceData.ts';
import { columnsOf } from '../../../webview/panel/table/tableColumns.ts';
import { logRaceOf } from '../log/logRaces.ts';

const constant = logRaceOf('step,loss,lr\n0,4,0.1\n1,3,0.1\n');
const other = logRaceOf('step,loss,lr\n0,4,0.2\n1,3,0.2\n', { name: 'other.csv' });
const silent = logRaceOf('step,loss\n0,4\n1,3\n', { name: 'events.csv' });

function tableOf(shown: Shown) {
  const race = new RaceData(viewShown(shown));
  const columns = columnsOf(race, true);
  const [head] = columns.map((column) => column.head(race, false));
  const rate = columns.find(({ id }) => id === 'lr');
  return { race, head, rates: rate && race.runs.map((run) => [rate.text(run, race), rate.key(run, race)]) };
}

const all = () => tableOf(chosenRuns([constant, other, silent].map((race) => ({ race, number: 0 }))));

it('has no rate of a log that says none', () => {
  expect(all().rates).toEqual([
    ['0.1', 0.1],
    ['0.2', 0.2],
    [null, null],
  ]);
  expect(tableOf(wholeRace(silent)).rates).toBeUndefined();
});

it('calls runs of a log what they are, and no optimizers', () => {
  expect([tableOf(wholeRace(silent)).head, all().head]).toEqual(['Run', 'Run']);
});

it('names runs of one name by a rate that only one of them has', () => {
  const twins = [constant, logRaceOf('step,loss\n0,4\n')].map((race, i) => ({ ...race, id: `log-${i}` }));
  const { race } = tableOf(chosenRuns(twins.map((each) => ({ race: each, number: 0 }))));
  expect([...race.names.values()]).toEqual(['lr 0.1', 'lr –']);
});
