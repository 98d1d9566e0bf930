/** A run that is looked at step by step. */
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../../../core/debug/edit.ts';
import { Inspection } from '../../../../core/debug/inspector/inspection.ts';
import type { Remark } from '../../../../core/debug/inspector/lessonTopics.ts';
import { inspected, onValley, ownRun } from '../inspections.ts';
import { onSpirals } from '../replays.ts';

const adam = inspected(onValley('adam'));
const network = inspected(onSpirals('adam', { epochs: 1 }));

test('says what is the same for all steps', () => {
  const { lines, ...facts } = adam.inspection.facts;
  expect(facts).toEqual({
    name: 'Adam',
    steps: 200,
    isNetwork: false,
    parameterCount: 2,
    names: ['w0', 'w1'],
    chosen: [0, 1],
    edits: [],
  });
  expect(lines[24]).toEqual([
    { text: '  ', type: null },
    { text: 'm', type: 'state' },
    ...[' = ', 'beta1', ' * ', 'm', ' + (', '1', ' - ', 'beta1', ') * ', 'g'].map((text) =>
      expect.objectContaining({ text }),
    ),
  ]);
  expect(lines.map((pieces) => pieces.map(({ text }) => text).join(''))[24]).toBe(
    '  m = beta1 * m + (1 - beta1) * g',
  );
  expect(network.inspection.facts).toMatchObject({ isNetwork: true, names: [], chosen: [] });
});

test('a step is the same, whichever was looked at before', () => {
  const fresh = (step: number) => inspected(onValley('adam')).inspection.step(step, [0, 1]);
  for (const step of [150, 12, 200, 1, 151, 150])
    expect(adam.inspection.step(step, [0, 1])).toEqual(fresh(step));
});

test('where losses were not recorded they are computed', () => {
  const none = { steps: new Float64Array(), losses: new Float64Array() };
  const inspection = new Inspection({ ...adam.run, recorded: none }, null);
  expect(inspection.step(12, [0, 1])).toEqual(adam.inspection.step(12, [0, 1]));
  expect(inspection.step(200, [0]).loss).toEqual(adam.inspection.step(200, [0]).loss);
});

test.each([0, 201, 1.5])('there is no step %d', (step) => {
  expect(() => adam.inspection.step(step, [0])).toThrow(
    `step = ${step} — expected a whole number from 1 to 200`,
  );
});

test('there are no other parameters than those of the run, and none of a run without a step', () => {
  expect(() => adam.inspection.step(1, [2])).toThrow('parameter = 2 — expected');
  expect(() => new Inspection({ ...adam.run, stepsDone: 0 }, null)).toThrow(
    'steps done = 0 — expected a run that has taken a step',
  );
});

describe('of a network', () => {
  const { inspection } = network;
  const { parameterCount: count } = inspection.facts;

  test('the parameters with the largest updates come first', () => {
    const all = inspection.parameters(3, '', count);
    const sizes = all.map(({ update }) => Math.abs(Number(update)));
    expect(all).toHaveLength(count);
    expect(new Set(all.map(({ index }) => index)).size).toBe(count);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(inspection.parameters(3, ' ', 4)).toEqual(all.slice(0, 4));
    const [largest] = all;
    const sheet = inspection.step(3, []);
    expect(sheet.parameters).toEqual([{ index: largest?.index, name: largest?.name }]);
    expect(sheet.values.at(-1)?.values[0]?.change).toBe(largest?.update);
    expect(sheet.values[0]?.values[0]?.before).toBe(largest?.gradient);
  });

  test('others are found by their names, and those of a layer by the size of their updates', () => {
    const found = (text: string, most = 50) => inspection.parameters(3, text, most);
    const names = (text: string, most?: number) => found(text, most).map(({ name }) => name);
    expect(names(' Layer 2 weight [1, 3] ')).toEqual(['layer 2 weight [1, 3]']);
    expect(names('3')).toEqual(['layer 1 weight [0, 3]']);
    expect(names('layer 3 bias').toSorted()).toEqual(['layer 3 bias [0]', 'layer 3 bias [1]']);
    const second = inspection.parameters(3, '', count).filter(({ name }) => name.startsWith('layer 2'));
    expect(found('layer 2', count)).toEqual(second);
    expect(found('layer 2', 4)).toEqual(second.slice(0, 4));
    expect(names('q')).toEqual([]);
  });
});

const textOf = ({ text }: Remark) => text;

describe('divergence', () => {
  test.each([
    ['sgd', {}, '2 / 100', 0.02],
    ['momentum', { momentum: 0.5 }, '(2 + 2 · 0.5) / 100', 0.03],
    ['nesterov', { momentum: 0.5 }, '(2 + 2 · 0.5) / ((1 + 2 · 0.5) · 100)', 0.015],
  ])('%s says above which rate it diverges', (optimizer, settings, formula, limit) => {
    const at = (lr: number) =>
      inspected(onValley(optimizer, { lr: [lr], steps: 4 }, settings))
        .inspection.step(1, [0, 1])
        .findings.map(textOf);
    expect(at(limit)).toEqual([
      `The learning rate ${limit} is not below ${limit} = ${formula}, where steps along the largest curvature, 100, stop shrinking.`,
    ]);
    expect(at(limit * 0.99)).toEqual([]);
  });

  test('a loss that rises step after step is told with its factor', () => {
    const { inspection } = inspected(onValley('sgd', { lr: [0.021] }));
    expect(inspection.step(2, [0]).findings).toHaveLength(1);
    const [, third = ''] = inspection.step(3, [0]).findings.map(textOf);
    expect(third).toMatch(/^The loss rises in this step for the 3rd time in a row, here by 1\.\d\d times\.$/);
    expect(inspection.step(40, [0]).findings.map(textOf)[1]).toBe(
      'The loss rises in this step for the 40th time in a row, here by 1.21 times.',
    );
    const words = [11, 12, 21].map(
      (step) => /the (\w+) time/.exec(inspection.step(step, [0]).findings.map(textOf)[1] ?? '')?.[1],
    );
    expect(words).toEqual(['11th', '12th', '21st']);
  });

  test('a run that diverged ends where it did', () => {
    const { inspection, run } = inspected(onValley('sgd', { lr: [0.021] }));
    expect(inspection.facts.steps).toBe(run.stepsDone);
    expect(run.stepsDone).toBeLessThan(200);
  });
});

describe('a rule that moves up the gradient', () => {
  const findings = (...lines: readonly string[]) =>
    ownRun(...lines)
      .step(2, [0, 1])
      .findings.map(textOf);

  test('is told from its first step', () => {
    const { findings: found, headline } = ownRun('p = p + lr * g').step(2, [0]);
    expect(found.map(textOf)).toEqual([
      'In step 1 the gradient of w0 is +100, and its update is +1.00: the rule moves up the gradient, at any learning rate. Turn the sign of its step in line 4, as in p -= lr * g.',
    ]);
    // The lesson on rates that are too large explains nothing here.
    const third = ownRun('p = p + lr * g').step(3, [0]).findings.at(-1);
    expect(third).toEqual({ text: expect.stringMatching(/^The loss rises .* 3rd time/), topic: null });
    expect(headline.text).toBe('w0 moves by 2.00, up its slope of 200: the rule moves up the gradient.');
  });

  test('with both lines where one turns a value and the other subtracts it', () => {
    expect(findings('q = -g', 'p -= lr * q')).toEqual([
      expect.stringMatching(
        /at any learning rate\. Line 4 turns the sign of q, and line 5 subtracts it: turn one of the two\.$/,
      ),
    ]);
  });

  test('also where its first step stays', () => {
    expect(findings('q = where(t > 1, g, 0)', 'p += lr * q')).toEqual([
      expect.stringMatching(/^The rule moves up the gradient, at any learning rate/),
    ]);
  });

  test('and not where another term outweighs the gradient, or the rate is too large', () => {
    for (const line of ['p -= lr * (g - 300 * p)', 'p -= 5 * lr * g'])
      expect(findings(line).join()).not.toContain('the rule moves up');
  });
});

test('a schedule says what it makes of the rate, where it changes it', () => {
  const schedule = { name: 'StepLR', step_size: 2, gamma: 0.1 };
  const { inspection } = inspected(onValley('sgd', { schedule }));
  expect(inspection.step(2, [0]).findings).toEqual([]);
  expect(inspection.step(3, [0]).findings).toEqual([
    {
      text: 'The schedule makes the learning rate 0.00100 in this step; the run has 0.01.',
      topic: 'schedule',
    },
  ]);
});

describe('what was set in the debugger', () => {
  const branch = (optimizer: string, ...edits: readonly Edit[]) => {
    const { run } = inspected(onValley(optimizer, { steps: 10 }));
    return new Inspection({ ...run, edits }, null);
  };
  const edit = (name: string, stepsDone: number, value: number, parameter: number | null = null) => ({
    ...{ name, stepsDone, value, parameter, line: 0 },
  });
  const valueBefore = (sheet: ReturnType<Inspection['step']>, name: string) =>
    sheet.values.find((row) => row.name === name)?.values[0]?.before;

  test('is told, and holds from its step on', () => {
    const inspection = branch('momentum', edit('lr', 2, 0.021), edit('v', 4, -3.5, 1));
    expect(inspection.facts.edits).toEqual(['lr = 0.021 from step 3 on', 'v of w1 = −3.5 in step 5']);
    expect(inspection.step(2, [0])).toEqual({
      ...inspected(onValley('momentum', { steps: 10 })).inspection.step(2, [0]),
      lines: expect.anything(),
    });
    const plain = inspected(onValley('momentum', { steps: 10 })).inspection;
    expect(inspection.step(3, [0]).values.at(-1)).not.toEqual(plain.step(3, [0]).values.at(-1));
    expect(valueBefore(inspection.step(6, [1]), 'v')).not.toBe(valueBefore(plain.step(6, [1]), 'v'));
  });

  test('decides which lines there are, and whether the rate is too large', () => {
    const inspection = branch('sgd', edit('weight_decay', 1, 0.1), edit('lr', 3, 0.03));
    const kind = (step: number) =>
      inspection.step(step, [0]).lines.find(({ text }) => text === 'g += weight_decay * p')?.rows[0]?.kind;
    expect([kind(1), kind(2)]).toEqual(['skipped', 'computed']);
    const topics = (run: Inspection, step: number) => run.step(step, [0]).findings.map(({ topic }) => topic);
    const tooLarge = branch('sgd', edit('lr', 3, 0.03));
    expect([topics(tooLarge, 3), topics(tooLarge, 4)]).toEqual([[], ['stability']]);
  });
});

describe('weight decay', () => {
  const findings = (settings: object, chosen: readonly number[] = [0, 1], optimizer = 'adamw') =>
    inspected(onValley(optimizer, { steps: 3 }, settings)).inspection.step(2, chosen).findings;

  test('is told where it changes a move, with the parameter that it changes most', () => {
    // lr · weight_decay · w1, beside lr.
    expect(findings({ weight_decay: 0.1 })).toEqual([
      {
        text: 'Without weight decay w1 would move by −0.01000, not by −0.0200.',
        topic: 'weightDecay',
      },
    ]);
    expect(findings({ weight_decay: 0.1 }, [0])).toEqual([
      {
        text: expect.stringMatching(/^Without weight decay w0 would move by −0\.01000, not by −0\.0110\.$/),
        topic: 'weightDecay',
      },
    ]);
  });

  test('is not told where it changes next to nothing, or there is none', () => {
    expect(findings({ weight_decay: 0.01 }, [0])).toEqual([]);
    expect(findings({ weight_decay: 0 })).toEqual([]);
    expect(findings({}, [0, 1], 'sgd')).toEqual([]);
  });

  test('leaves the step as it is', () => {
    const { inspection } = inspected(onValley('adamw', { steps: 5 }, { weight_decay: 0.3 }));
    const [first, later] = [inspection.step(3, [0, 1]), inspection.step(4, [0, 1])];
    expect(inspection.step(3, [0, 1])).toEqual(first);
    expect(later.values.at(-1)?.values.map(({ before }) => before)).toEqual(
      first.values.at(-1)?.values.map(({ after }) => after),
    );
  });
});
