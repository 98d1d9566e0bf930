/** Commands that say how good an optimizer is. */
import type { Commands } from '../command.ts';
import { experimentFile, library, threads } from './operands.ts';

export const judgingCommands: Commands = {
  check: {
    summary: 'Put an optimizer to the tests that any optimizer should pass',
    operand: { name: 'RULE.optimizer', isNeeded: true, completes: { ending: '.optimizer' } },
    options: { json: { type: 'boolean', about: 'write the results as JSON to standard output' } },
    about: ['Says first what is wrong with the text, with line and column. Exits with 1 where a test fails.'],
    examples: [
      { line: 'check mine.optimizer', does: 'says whether it converges, goes on after a pause, and more' },
    ],
    load: async () => (await import('../commands/check.ts')).check,
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
    load: async () => (await import('../commands/compare.ts')).compare,
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
    load: async () => (await import('../commands/compareRules.ts')).compareRules,
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
    load: async () => (await import('../commands/map.ts')).map,
  },
};
