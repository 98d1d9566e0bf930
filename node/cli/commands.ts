/** The table of commands, in the order in which the help lists them. */

import type { CommandOption, Commands } from './command.ts';
import { frameworkIds } from './frameworkNames.ts';

const experimentFile = {
  name: 'FILE.experiment.json',
  isNeeded: true,
  completes: { ending: '.experiment.json' },
} as const;

const library: CommandOption = {
  type: 'string',
  value: 'FOLDER',
  about:
    'where races are kept; default: the library of the editor in whose terminal this runs, else .optimizer-playground/races',
};
const threads: CommandOption = {
  type: 'string',
  value: 'N',
  about: 'how many threads compute; default: as many as the machine can run at once',
};

export const commands: Commands = {
  run: {
    summary: 'Run an experiment',
    operand: experimentFile,
    options: {
      until: {
        type: 'string',
        value: 'CONDITION',
        about: 'exit with 1 unless a run meets this at its end, such as "loss < 0.1" or "accuracy >= 0.9"',
      },
      every: { type: 'boolean', about: 'with --until: all runs have to meet it' },
      resume: { type: 'boolean', about: 'go on with the race of this experiment that was interrupted last' },
      json: { type: 'boolean', about: 'write all numbers as JSON to standard output' },
      csv: { type: 'boolean', about: 'write all numbers as CSV to standard output' },
      report: {
        type: 'string',
        value: 'FILE.html',
        about: 'write a page with charts and table into this file, which needs nothing else',
      },
      threads,
      library,
    },
    about: [
      'Shows a table while the runs go on, or a line a run where standard output is no terminal. Ctrl+C keeps what has ended, and checkpoints of the rest.',
      '--until takes the words by which runs are found in the panel: settings and what runs have come to (loss, best, accuracy, reached, step, state), of which all have to hold. The experiment runs to its end whatever they say.',
    ],
    examples: [
      { line: 'run race.experiment.json', does: 'runs it, and keeps the race in the library' },
      {
        line: 'run race.experiment.json --until "adam loss < 0.1"',
        does: 'fails, in a CI job, unless a run of Adam ends below 0.1',
      },
      { line: 'run race.experiment.json --csv > race.csv', does: 'writes each step of each run' },
      { line: 'run race.experiment.json --report race.html', does: 'writes a page to look at, and to send' },
      { line: 'run race.experiment.json --resume', does: 'goes on after Ctrl+C' },
    ],
    load: async () => (await import('./commands/run.ts')).run,
  },
  sweep: {
    summary: 'Compute the runs of an experiment once ever, here or on many machines',
    operand: experimentFile,
    options: {
      queue: {
        type: 'string',
        value: 'redis://HOST:PORT',
        about: 'where runs wait for workers; default: this process computes them',
      },
      store: {
        type: 'string',
        value: 'PLACE',
        about:
          'where what was recorded of runs is kept, a folder or s3://BUCKET/PREFIX; default: .optimizer-playground/sweeps. With --queue, the workers have to have the same',
      },
      priority: {
        type: 'string',
        value: 'N',
        about: 'with --queue: from 1, which goes first, to 1000; default: 100',
      },
      workers: {
        type: 'string',
        value: 'N',
        about:
          'without --queue: how many runs are computed at the same time; default: as many as the machine can',
      },
      cancel: {
        type: 'boolean',
        about: 'with --queue: take the runs off that wait, and have the others left',
      },
      json: { type: 'boolean', about: 'write all numbers as JSON to standard output' },
      csv: { type: 'boolean', about: 'write all numbers as CSV to standard output' },
      library,
    },
    about: [
      'Each run is known by a hash of all that determines it. What the store has is not computed again; what it lacks waits on the queue, where any number of workers take it.',
      'The race stands in the library, and grows while the sweep goes on. Ctrl+C leaves the runs on the queue: the same command attaches again.',
    ],
    examples: [
      { line: 'sweep race.experiment.json', does: 'computes what the store lacks, in this process' },
      {
        line: 'sweep race.experiment.json --queue redis://queue:6379 --store /data/runs',
        does: 'has workers compute it, and shows how far they are',
      },
      {
        line: 'sweep race.experiment.json --queue redis://queue:6379 --store /data/runs --cancel',
        does: 'takes off what waits',
      },
    ],
    load: async () => (await import('./commands/sweep.ts')).sweep,
  },
  worker: {
    summary: 'Compute the runs of sweeps that wait on a queue',
    operand: null,
    options: {
      queue: { type: 'string', value: 'redis://HOST:PORT', about: 'where runs wait; needed' },
      store: {
        type: 'string',
        value: 'PLACE',
        about: 'where what was recorded of runs is kept, the same place as of the sweeps; needed',
      },
      concurrency: {
        type: 'string',
        value: 'N',
        about: 'how many runs are computed at the same time; default: as many as the machine can',
      },
      grace: {
        type: 'string',
        value: 'SECONDS',
        about: 'how long runs have to come to their ends when the worker is told to end; default: 20',
      },
      lock: {
        type: 'string',
        value: 'SECONDS',
        about: 'how long the worker may be silent before others take its runs; default: 30',
      },
    },
    about: [
      'Goes on until Ctrl+C or SIGTERM: then it takes no more runs, and gives those back that need longer than --grace. Killed, its runs go to other workers.',
    ],
    examples: [
      {
        line: 'worker --queue redis://queue:6379 --store /data/runs',
        does: 'computes whatever sweeps submit there, on all cores',
      },
    ],
    load: async () => (await import('./commands/worker.ts')).worker,
  },
  check: {
    summary: 'Put an optimizer to the tests that any optimizer should pass',
    operand: { name: 'RULE.optimizer', isNeeded: true, completes: { ending: '.optimizer' } },
    options: { json: { type: 'boolean', about: 'write the results as JSON to standard output' } },
    about: ['Says first what is wrong with the text, with line and column. Exits with 1 where a test fails.'],
    examples: [
      { line: 'check mine.optimizer', does: 'says whether it converges, goes on after a pause, and more' },
    ],
    load: async () => (await import('./commands/check.ts')).check,
  },
  races: {
    summary: 'List the races in the library',
    operand: null,
    options: { json: { type: 'boolean', about: 'write them as JSON to standard output' }, library },
    about: ['The newest first, with the ids by which export knows them.'],
    examples: [{ line: 'races', does: 'lists those of the folder that you are in' }],
    load: async () => (await import('./commands/races.ts')).races,
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
    load: async () => (await import('./commands/export.ts')).exportRun,
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
    load: async () => (await import('./commands/report.ts')).report,
  },
  compare: {
    summary: 'Compare the optimizers of an experiment fairly',
    operand: experimentFile,
    options: {
      report: {
        type: 'string',
        value: 'FILE',
        about:
          'write the report into this file: FILE.html as a page with charts, FILE.md as Markdown; default: as Markdown to standard output',
      },
      threads,
      library,
    },
    about: [
      'Tunes each optimizer within the same budget on validation rows, runs the best trial of each on fresh seeds, and says on test rows which differences are more than luck. The field "compare" of the file says how thoroughly.',
    ],
    examples: [
      {
        line: 'compare race.experiment.json --report report.html',
        does: 'writes a page with the finding and how it came about',
      },
    ],
    load: async () => (await import('./commands/compare.ts')).compare,
  },
  'compare-rules': {
    summary: 'Say whether a change of an optimizer made it worse',
    operand: experimentFile,
    options: {
      base: {
        type: 'string',
        value: 'BASE',
        about: 'a branch or commit of git, or a folder, with the rules as they were; needed',
      },
      seeds: {
        type: 'string',
        value: 'N',
        about: 'how many seeds both versions run on; default: those of the experiment, and at least 10',
      },
      tune: {
        type: 'boolean',
        about: 'tune both versions first, within the same budget, as compare does; for one changed rule',
      },
      markdown: { type: 'string', value: 'FILE.md', about: 'write the verdict and a table into this file' },
      report: {
        type: 'string',
        value: 'FILE.html',
        about: 'write a page with the curves of both versions into this file',
      },
      json: { type: 'boolean', about: 'write verdict and numbers as JSON to standard output' },
      'fail-on': {
        type: 'string',
        value: 'VERDICT',
        known: ['worse', 'never'],
        about: 'worse: exit with 1 where the new version is worse; default: never',
      },
      threads,
      library,
    },
    about: [
      'Runs the experiment as it is with the rules that it names, as they are and as they were in BASE, on the same seeds: the same first weights, batches and starts. Says better, worse, or what is not established, with an interval and how many seeds more would tell.',
      'Rules that compute what they did are not run. With --tune the field "compare" of the file says how thoroughly each version is tuned, and --seeds on how many fresh seeds both are judged.',
    ],
    examples: [
      {
        line: 'compare-rules race.experiment.json --base main',
        does: 'compares what you have changed with the branch main',
      },
      {
        line: 'compare-rules race.experiment.json --base main --fail-on worse',
        does: 'fails, in a CI job, where it got worse',
      },
    ],
    load: async () => (await import('./commands/compareRules.ts')).compareRules,
  },
  map: {
    summary: 'Compute a map of two hyperparameters',
    operand: experimentFile,
    options: {
      png: { type: 'string', value: 'FILE.png', about: 'draw it into this file' },
      report: {
        type: 'string',
        value: 'FILE.html',
        about: 'write a page with it into this file, which says each run under the pointer',
      },
      csv: { type: 'boolean', about: 'write a line a run to standard output' },
      threads,
    },
    about: [
      'Of the first run of the experiment, over the field "map" of its file or, without that, over its learning rate and what is usually tuned beside it.',
    ],
    examples: [
      {
        line: 'map valley.experiment.json --png map.png',
        does: 'draws it, and says where the best runs are',
      },
    ],
    load: async () => (await import('./commands/map.ts')).map,
  },
  lessons: {
    summary: 'Run lessons and say what is wrong with them',
    operand: { name: 'PLACE', isNeeded: false, completes: { ending: '.lesson.md' } },
    options: {},
    about: [
      'PLACE is a lesson or a folder of lessons; default: the folder that you are in. Exits with 1 where something is wrong.',
    ],
    examples: [{ line: 'lessons course/', does: 'runs each cell, solution and starter below that folder' }],
    load: async () => (await import('./commands/lessons.ts')).lessons,
  },
  claims: {
    summary: 'Put claims to the test',
    operand: { name: 'PLACE', isNeeded: false, completes: { ending: '.claim.json' } },
    options: {},
    about: [
      'PLACE is a claim or a folder of claims; default: the folder that you are in. Exits with 1 where something else comes out than their files say.',
    ],
    examples: [{ line: 'claims paper.claim.json', does: 'says whether it holds, and with which numbers' }],
    load: async () => (await import('./commands/claims.ts')).claims,
  },
  completion: {
    summary: 'Write the completion script of a shell',
    operand: { name: 'SHELL', isNeeded: true, completes: { words: ['bash', 'zsh', 'fish'] } },
    options: {},
    about: ['SHELL is bash, zsh or fish.'],
    examples: [
      {
        line: 'completion bash >> ~/.bashrc',
        does: 'completes commands, options and files from the next shell on',
      },
      {
        line: 'completion fish > ~/.config/fish/completions/optimizer-playground.fish',
        does: 'the same in fish',
      },
    ],
    load: async () => (await import('./commands/completion.ts')).completion,
  },
};
