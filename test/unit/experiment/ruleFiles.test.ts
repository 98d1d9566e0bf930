/** Rules of people’s own in experiments: what is read, what is refused, and what runs. */
import { describe, expect, test } from 'vitest';
import { checkData } from '../../../core/experiment/checkData.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { experimentOfRun } from '../../../core/experiment/experimentOfRun.ts';
import { experimentOfRuns } from '../../../core/experiment/experimentOfRuns.ts';
import { withNewRules } from '../../../core/experiment/parseExperiment.ts';
import { isRulePath, type RuleFile, rulePathsOf, withRules } from '../../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { checkText } from '../../../core/experiment/text/checkText.ts';
import { experimentText } from '../../../core/experiment/text/experimentText.ts';
import { exportOptimizer } from '../../../core/exportCode/exportOptimizer.ts';
import { gradientsPerStep } from '../../../core/optimizers/gradientsPerStep.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { ruleOf } from '../../../core/optimizers/ruleOf.ts';
import { texts } from '../../../core/optimizers/texts.ts';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { createRace } from '../../../core/race/race.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { onValley } from './faults.ts';
import { faultsWith, filesOf, half, parsed, withHalf } from './ownRules.ts';

const messagesWith = (...of: Parameters<typeof faultsWith>) =>
  faultsWith(...of).map(({ message }) => message);
const runsOf = (experiment: Experiment) => expandExperiment(experiment);
const raceWith = (experiment: Experiment, id = 'a') => createRace(experiment, { id, startedAt: 0 });

test.each([
  ['adam', false],
  ['./mine.optimizer', true],
  ['mine.optimizer', true],
  ['a/b', true],
  ['a\\b', true],
  ['optimizer', false],
])('%s is a path: %s', (name, expected) => {
  expect(isRulePath(name)).toBe(expected);
});

test('no id of an optimizer that ships is a path', () => {
  expect(optimizers.filter(({ id }) => isRulePath(id))).toEqual([]);
});

describe('the files that an experiment names', () => {
  test('are each there once, without ids and what is no rule by its name', () => {
    const names = ['a.optimizer', 'adam', 'b/c.optimizer', 'a.optimizer', 'b/c.txt', 7];
    expect(rulePathsOf({ optimizers: names.map((optimizer) => ({ optimizer })) })).toEqual([
      'a.optimizer',
      'b/c.optimizer',
    ]);
  });

  test.each([
    [undefined],
    [{ optimizers: 'a.optimizer' }],
    [{ optimizers: [null, 'a.optimizer', ['a.optimizer']] }],
    [[]],
  ])('are none in %j', (value) => {
    expect(rulePathsOf(value)).toEqual([]);
  });

  test('are as many as there may be optimizers', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ optimizer: `${index}.optimizer` }));
    expect(rulePathsOf({ optimizers: many })).toHaveLength(64);
  });
});

describe('a rule that runs', () => {
  test('is in the experiment with its text, and all its runs share it', () => {
    const experiment = parsed(withHalf({ lr: [0.1, 0.2], hyperparameters: { share: [0.25, 0.5] } }));
    const [choice] = experiment.optimizers;
    expect(choice?.rule).toEqual({
      place: 'file:///project/half.optimizer',
      version: expect.stringMatching(/^[0-9a-f]{8}$/),
      gradients: 1,
      text: half,
    });
    const runs = runsOf(experiment);
    expect(runs.map(({ hyperparameters }) => hyperparameters)).toEqual([
      { lr: 0.1, share: 0.25, climb: false },
      { lr: 0.1, share: 0.5, climb: false },
      { lr: 0.2, share: 0.25, climb: false },
      { lr: 0.2, share: 0.5, climb: false },
    ]);
    expect(new Set(runs.map(({ rule }) => rule))).toEqual(new Set([choice?.rule]));
  });

  test('gives runs the same ids wherever its file is and whatever it is called', () => {
    const there = filesOf({
      'elsewhere/two.optimizer': half.replace('"Half"', '"Two"').replaceAll(/ +#.*/g, ''),
    });
    const [here] = runsOf(parsed(withHalf()));
    const [other] = runsOf(parsed(withHalf({ optimizer: 'elsewhere/two.optimizer' }), there));
    expect(other?.id).toBe(here?.id);
    const files = filesOf({ './half.optimizer': half.replace('share * lr', 'lr * share') });
    const [changed] = runsOf(parsed(withHalf(), files));
    expect(changed?.id).not.toBe(here?.id);
    expect(changed?.rule?.version).not.toBe(here?.rule?.version);
  });

  test.each([
    ['spaces', half.replaceAll(' = ', '   =  ').replaceAll(' * ', '*')],
    ['indentation', half.replaceAll('\n  ', '\n      ')],
    ['blank lines', half.replaceAll('\n', '\n\n')],
    ['line breaks', half.replaceAll('\n', '\r\n')],
    ['comments', half.replaceAll(/#.*/g, '# another')],
    ['notation', half.replace('0.5', '5e-1').replace('p -= share * lr * g', 'p = p - (share * lr) * g')],
  ])('is the same run whatever its %s', (_, text) => {
    const [here] = runsOf(parsed(withHalf()));
    const [other] = runsOf(parsed(withHalf(), filesOf({ './half.optimizer': text })));
    expect([other?.id, other?.rule?.version]).toEqual([here?.id, here?.rule?.version]);
  });

  test.each([
    ['default', half.replace('= 0.5', '= 0.4')],
    ['range', half.replace('in (0, 1]  # of', 'in [0, 1]  # of')],
    ['end of a range', half.replace('(0, 1]  # of', '(0, inf)  # of')],
    ['option', half.replace('climb = false', 'climb = true')],
    ['name', half.replaceAll('share', 'part')],
    ['state', half.replace('\nupdate', 'state m\nupdate').replace('p -=', 'm = g\n  p -=')],
    ['sign', half.replace('p -=', 'p +=')],
    ['condition', half.replace('if climb', 'if not climb')],
    ['order', half.replace('share * lr * g', 'share * (lr * g)')],
    ['look-ahead', half.replace('  if climb', '  g = gradient at p\n  if climb')],
  ])('is another version with another %s', (_, text) => {
    expect(text).not.toBe(half);
    const versions = [half, text].map(
      (each) => parsed(withHalf(), filesOf({ './half.optimizer': each })).optimizers[0],
    );
    expect(versions[1]?.rule?.version).not.toBe(versions[0]?.rule?.version);
  });

  test('that is a copy of one that ships has runs of its own', () => {
    const files = filesOf({ 'a.optimizer': texts.sgd });
    const runs = runsOf(
      parsed(onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'a.optimizer' }] }), files),
    );
    expect(runs).toHaveLength(2);
  });

  test('is the same run where another path leads to the same text', () => {
    const files = filesOf({ 'a.optimizer': half, './a.optimizer': half });
    const both = ['a.optimizer', './a.optimizer'].map((optimizer) => ({ optimizer }));
    const race = raceWith(parsed(onValley({ optimizers: both }), files));
    expect([race.runs.length, race.notes.length]).toEqual([1, 1]);
  });

  test('is told how many gradients it takes', () => {
    const files = filesOf({ 'a.optimizer': texts.sam });
    const [run] = runsOf(parsed(withHalf({ optimizer: 'a.optimizer' }), files));
    expect([run && gradientsPerStep(run), gradientsPerStep({ optimizer: 'sam' })]).toEqual([2, 2]);
  });

  test('is exported as the code that it compiles to', () => {
    const [run] = runsOf(parsed(withHalf({ hyperparameters: { share: 0.125 } })));
    const code = run && exportOptimizer(run, run.hyperparameters, 'PyTorch');
    expect(code).toMatch(/class Half\(/);
    expect(code).toMatch(/share[^\n]*= ?0\.125/);
  });

  test('stays in the experiment of some of its runs', () => {
    const experiment = parsed(withHalf({ lr: [0.1, 0.2] }));
    const runs = runsOf(experiment);
    const [choice] = experiment.optimizers;
    for (const one of [
      experimentOfRun(experiment, runs[0] ?? expect.fail()),
      experimentOfRuns(experiment, runs),
    ])
      expect(one?.optimizers[0]?.rule).toBe(choice?.rule);
  });

  test('is written to a file as its path alone', () => {
    const experiment = parsed(withHalf());
    const text = experimentText(experiment);
    expect(JSON.parse(text).optimizers).toEqual([{ optimizer: './half.optimizer' }]);
    expect(checkText(text, filesOf({ './half.optimizer': half })).faults).toEqual([]);
  });

  test('goes to a page without its text', () => {
    const race = raceWith(parsed(withHalf()));
    const [run] = viewShown(wholeRace(race)).runs;
    expect(run).toMatchObject({ name: 'Half', spec: { rule: { place: 'file:///project/half.optimizer' } } });
    expect(JSON.stringify(run)).not.toContain('update');
    expect(race.runs[0]?.spec.rule?.text).toBe(half);
  });
});

describe('is refused, and says why:', () => {
  const broken = half.replace('share * lr * g', 'shae * lr * g');

  test.each<[string, object, Readonly<Record<string, string>>, readonly string[]]>([
    ['a file that was not read', withHalf(), {}, ['a file that was read before']],
    [
      'a path that is no rule’s',
      withHalf({ optimizer: './half.txt' }),
      {},
      ['the path of a file whose name ends in .optimizer'],
    ],
    [
      'a misspelt name',
      withHalf(),
      { './half.optimizer': broken },
      ["a rule that compiles: half.optimizer:12:8 — unknown name 'shae'; did you mean 'share'?"],
    ],
    [
      'several mistakes',
      withHalf(),
      { './half.optimizer': `${broken}  q = zz\n  r = yy\n` },
      ["did you mean 'share'?, and 2 more mistakes"],
    ],
    ['no rule at all', withHalf(), { './half.optimizer': '' }, ['half.optimizer:1:1 — ']],
    [
      'a rule without a learning rate',
      withHalf(),
      { './half.optimizer': half.replaceAll('lr', 'rate') },
      ['a rule with lr, which experiments set: half.optimizer has none'],
    ],
    [
      'an unknown setting',
      withHalf({ hyperparameters: { shar: 1 } }),
      { './half.optimizer': half },
      ["did you mean 'share'?"],
    ],
    [
      'a setting out of its range',
      withHalf({ hyperparameters: { share: [0.5, 2] } }),
      { './half.optimizer': half },
      ['0 < share <= 1'],
    ],
    [
      'a rate out of its range',
      withHalf({ lr: [0.5, 2] }),
      { './half.optimizer': half },
      ['lr[1] = 2 — expected 0 < lr <= 1, as ./half.optimizer has it'],
    ],
    [
      'a rate of all out of its range',
      withHalf({}, { lr: [3] }),
      { './half.optimizer': half },
      ['lr[0] = 3 — expected 0 < lr <= 1'],
    ],
    [
      'a scaled rate out of its range',
      withHalf(
        {},
        { problem: { data: 'digits' }, lr: [0.5], scale_lr: { base_batch_size: 8 }, batch_size: [8, 32] },
      ),
      { './half.optimizer': half },
      ['lr[0] = 0.5 — expected 0 < lr <= 1, as ./half.optimizer has it; scaled it is 2'],
    ],
    [
      'rates of a schedule out of its range',
      withHalf({}, { schedule: { name: 'OneCycleLR', max_lr: 7, total_steps: 200 } }),
      { './half.optimizer': half },
      ['schedule = 7 — expected rates with 0 < lr <= 1'],
    ],
  ])('%s', (_, value, texts, expected) => {
    expect(messagesWith(value, filesOf(texts))).toEqual(
      expected.map((each) => expect.stringContaining(each)),
    );
  });

  test('a rate that a CSV file’s rows scale out of its range', () => {
    const problem = { csv: 'a.csv', target: 'y', hidden: [2] };
    const changes = { problem, lr: [0.5], scale_lr: { base_batch_size: 8 }, batch_size: ['full'] };
    const shape = { rows: 32, features: 2, classes: 0, contentHash: 'ab' };
    expect(checkData(parsed(withHalf({}, changes)), shape).map(({ message }) => message)).toEqual([
      expect.stringContaining('scaled it is 2'),
    ]);
  });

  test('with the places of the mistakes', () => {
    const [fault] = faultsWith(withHalf(), filesOf({ './half.optimizer': broken }));
    expect(fault?.path).toEqual(['optimizers', 0, 'optimizer']);
    const message = "unknown name 'shae'; did you mean 'share'?";
    expect(fault?.related).toEqual([
      { place: 'file:///project/half.optimizer', line: 12, column: 8, length: 4, message },
    ]);
  });

  test('a file that could not be read, in the words of who tried', () => {
    const file: RuleFile = { fault: 'a file in the folder /project' };
    expect(messagesWith(withHalf(), new Map([['./half.optimizer', file]]))).toEqual([
      'optimizers[0].optimizer = "./half.optimizer" — expected a file in the folder /project',
    ]);
  });

  test('no rule beside an experiment that says it itself', () => {
    expect(messagesWith(withHalf({ rule: { text: half } }))).toEqual([
      expect.stringMatching(/^optimizers\[0\]\.rule = /),
    ]);
  });
});

test('a rule that has lost a setting which the experiment gives can’t take its place', () => {
  const asked = parsed(withHalf({ hyperparameters: { share: 0.25 } }));
  const files = filesOf({ './half.optimizer': half.replaceAll('share', 'part') });
  expect(() => withNewRules(asked, files)).toThrow(/hyperparameters\.share = 0\.25 — expected one of part/);
  expect(withNewRules(asked, new Map())).toBe(asked);
});

describe('an experiment of a race that is to run again', () => {
  const experiment = parsed(withHalf());

  test('has the rule that the file has now', () => {
    const files = filesOf({ './half.optimizer': half.replace('0.5 in', '0.25 in') });
    const again = withRules(experiment, files);
    expect(again.faults).toEqual([]);
    expect(again.experiment.optimizers[0]?.rule?.text).toContain('0.25 in');
  });

  test('keeps its rule where there is no file any more', () => {
    expect(withRules(experiment, new Map()).experiment).toEqual(experiment);
  });

  test('is refused where the rule does not compile any more', () => {
    expect(withRules(experiment, filesOf({ './half.optimizer': 'name' })).faults).toHaveLength(1);
  });
});

test('a rule that a newer version of the language refuses has no name but its path, and does not run', () => {
  const rule = { ...(parsed(withHalf()).optimizers[0]?.rule ?? expect.fail()), text: 'name' };
  expect(ruleOf({ optimizer: './half.optimizer', rule })).toBeUndefined();
});
