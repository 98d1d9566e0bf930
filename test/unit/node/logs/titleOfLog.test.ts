import path from 'node:path';
import { expect, test } from 'vitest';
import { logDisk } from '../../../../node/logs/logDisk.ts';
import { titleOfLog } from '../../../../threads/logs/titleOfLog.ts';

const placeOf = (...names: string[]) => path.join(path.sep, ...names);

test.each([
  ['a file is called by its name', ['runs', 'train.csv'], [], 'train.csv'],
  ['a folder is, too', ['runs', 'adam'], [], 'adam'],
  ['an event file is called after its folder', ['runs', 'adam', 'events.out.tfevents.1'], [], 'adam'],
  ['that of a part after the run', ['runs', 'adam', 'validation', 'events.out.tfevents.1'], [], 'adam'],
  ['without a folder it keeps its name', ['events.out.tfevents.1'], [], 'events.out.tfevents.1'],
  ['without one but a part, too', ['train', 'events.out.tfevents.1'], [], 'events.out.tfevents.1'],
  ['of two files the later has its folder', ['v2', 'log.csv'], ['log.csv'], 'v2/log.csv'],
  ['of two runs, too', ['v2', 'adam', 'val', 'tfevents.1'], ['adam'], 'v2/adam'],
  ['without a folder there is nothing to add', ['log.csv'], ['log.csv'], 'log.csv'],
] as const)('%s', (_, names, others, title) => {
  expect(titleOfLog(logDisk.partsOf(placeOf(...names)), others)).toBe(title);
});
