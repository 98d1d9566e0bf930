/** Commands on the races that are kept. */
import type { Commands } from '../command.ts';
import { frameworkIds } from '../frameworkNames.ts';
import { library } from './operands.ts';

export const libraryCommands: Commands = {
  races: {
    summary: 'List the races in the library',
    operand: null,
    options: { json: { type: 'boolean', about: 'write them as JSON to standard output' }, library },
    about: ['The newest first, with the ids by which export knows them.'],
    examples: [{ line: 'races', does: 'lists those of the folder that you are in' }],
    load: async () => (await import('../commands/races.ts')).races,
  },
  export: {
    summary: 'Write a run as a script in Python',
    operand: { name: 'RUN', isNeeded: true, completes: { words: ['latest'] } },
    options: {
      to: {
        type: 'string',
        value: 'FRAMEWORK',
        known: frameworkIds,
        about: `${frameworkIds.join(', ')}; needed`,
      },
      library,
    },
    about: [
      'RUN is a race: latest, its id, or how its id begins. The run with the lowest loss is written; RACE:2 is its run of that number, counted from 0.',
      'The script has data, model, optimizer, schedule and loop, and needs nothing of this program.',
    ],
    examples: [
      {
        line: 'export latest --to pytorch > best.py',
        does: 'writes the best run of the last race for PyTorch',
      },
      { line: 'export 1764504000000:3 --to jax', does: 'writes run 3 of a race, by how its id begins' },
    ],
    load: async () => (await import('../commands/export.ts')).exportRun,
  },
  report: {
    summary: 'Write a race of the library as a page',
    operand: { name: 'RACE', isNeeded: true, completes: { words: ['latest'] } },
    options: {
      to: { type: 'string', value: 'FILE.html', about: 'write it into this file; needed' },
      library,
    },
    about: [
      'RACE is latest, its id, or how its id begins. The page has charts and table of the race, needs no network, and opens in any browser.',
    ],
    examples: [
      { line: 'report latest --to race.html', does: 'writes the last race, to look at and to send' },
    ],
    load: async () => (await import('../commands/report.ts')).report,
  },
};
