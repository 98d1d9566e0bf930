/** Commands that run experiments, here and on many machines. */
import type { Commands } from '../command.ts';
import { experimentFile, library, threads } from './operands.ts';

export const runningCommands: Commands = {
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
    load: async () => (await import('../commands/run.ts')).run,
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
    load: async () => (await import('../commands/sweep.ts')).sweep,
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
    load: async () => (await import('../commands/worker.ts')).worker,
  },
};
