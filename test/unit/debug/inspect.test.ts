import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DebuggedBranch } from '../../../core/debug/debugMessages.ts';
import { DebugThread } from '../../../core/debug/debugThread.ts';
import { adamText, DebugClient, onValley, runsOf } from './debugClient.ts';

let client: DebugClient;
beforeEach(() => {
  client = new DebugClient();
});
afterEach(() => client.dispose());

const onSpirals = {
  problem: { data: 'spirals', hidden: [7, 5], validation: 0.2 },
  lr: [0.01],
  epochs: 2,
  batch_size: [16],
};

const networkRun = () => runsOf(adamText, onSpirals)[0] ?? expect.fail();

describe('expressions', () => {
  beforeEach(() => client.launch(runsOf(adamText), { step: 12 }));
  const inLine12 = async () => {
    for (const _ of [1, 2, 3, 4]) await client.until('next');
  };

  test.each([
    ['m_hat / sqrt(v_hat)', '0.986584'],
    ['lr * m_hat / (sqrt(v_hat) + eps)', '0.00986584'],
    ['g**2 / v_hat', '0.886715'],
    ['m_hat * g < 0', 'false'],
    ['t == 12 and loss > 88', 'true'],
    ['norm(g)', '89.5938'],
    ['where(g > 0, 1, -1)', '1'],
    ['max(m, v)', '106.719'],
    ['step', '12'],
    ['m_hut', "unknown name 'm_hut'; did you mean 'm_hat'?"],
    ['m_hat +', "expected a number, a name or '(', found the end of the line"],
    ['', 'expected an expression, such as lr * g'],
    ['p p', "expected the end of the line, found 'p'"],
    ['p of w1', '9.89004'],
    ['where(m of w1 > 0, m of w1, 0) / (m of w1 + m of w0 - m)', '1'],
    ['norm(g) - abs(g of w1)', '79.7037'],
    ['lr of w1', '0.01'],
    ['p of 1', '9.89004'],
    ['p of w1 >= 9', 'true'],
    ['p of w1 == p of w0', 'false'],
    ['m_hut of w1', "unknown name 'm_hut'; did you mean 'm_hat'?"],
    ['p of w2', "unknown parameter 'w2'; there are w0, w1"],
    ['loss of w1', expect.stringMatching(/^unknown name 'loss'/)],
    ['w1', "'w1' is a parameter; its value is 'p of w1'"],
    ['p of', "expected the end of the line, found 'of'"],
    ['not p', "expected a condition that compares, such as 'g > 0'"],
    ['foo(p)', expect.stringMatching(/^unknown function 'foo'/)],
  ])('%s', async (expression, result) => {
    await inLine12();
    expect(client.evaluate(expression)).toEqual(result);
  });

  test('say where a name gets its value that has none yet', () => {
    expect(client.evaluate('m_hat')).toBe("'m_hat' has no value yet; line 10 assigns it");
    expect(client.evaluate('m_hat of w1')).toBe("'m_hat of w1' has no value yet; line 10 assigns it");
  });

  test('of a whole line are its formula with the numbers', async () => {
    await inLine12();
    expect(client.evaluate('m = beta1 * m + (1 - beta1) * g', 'hover')).toBe(
      'm = 0.9 · 64.49 + 0.1 · 89.0462 = 66.9456',
    );
    expect(client.evaluate('p = p - lr * m_hat / (sqrt(v_hat) + eps)', 'hover')).toBe(
      'p = 0.890462 − 0.01 · 93.2948 / (√8942.25 + 1e-8) = 0.880596',
    );
    expect(client.evaluate('p = 3', 'hover')).toBe('a value is set in the console or in the Variables view');
  });

  test('of a line that subtracts are its formula, too; in the console it sets', async () => {
    client = new DebugClient();
    const text = 'name "SGD"\nlr = 0.1 in (0, 10]\nupdate\n  if lr > 0.001\n    p -= lr * g';
    await client.launch(runsOf(text), { step: 1 });
    expect(client.request('optimizer.lineValues', { threadId: 1 })).toMatchObject({
      lines: [{ line: 2 }, { line: 4, text: 'lr = 0.01' }],
    });
    await client.until('next');
    expect(client.evaluate('p -= lr * g', 'hover')).toBe('p = 1 − 0.01 · 100 = 0');
    expect(client.evaluate('lr *= 0.5', 'repl')).toBe('0.005');
  });

  test('are copied with all digits', async () => {
    expect(client.evaluate('loss', 'clipboard')).toMatch(/^88\.5526\d{8,}$/);
  });

  test('are completed', () => {
    const complete = (text: string) =>
      client
        .request<{ targets: readonly { label: string }[] }>('completions', {
          frameId: 1,
          text,
          column: text.length + 1,
        })
        .targets.map(({ label }) => label);
    expect(complete('lr * m')).toEqual(['m', 'm_hat', 'max', 'min', 'mean']);
    expect(complete('los')).toEqual(['loss']);
    expect(complete('2 * p of ')).toEqual(['w0', 'w1']);
    expect(complete('p of w1')).toEqual(['w1']);
    expect(complete('')).toContain('sqrt');
  });
});

describe('values that are set', () => {
  beforeEach(() => client.launch(runsOf(adamText), { step: 12 }));

  test('make a branch of the run, which is told', async () => {
    const { variablesReference } = client.scope('Hyperparameters');
    const invalidated = client.next('invalidated');
    expect(client.request('setVariable', { variablesReference, name: 'lr', value: '10 * lr' })).toMatchObject(
      { value: '0.1' },
    );
    // Of all that a session shows: VS Code takes other runs that stand for running where their stacks are to be read anew.
    expect(await invalidated).toEqual({ areas: ['variables'], threadId: 1 });
    expect(client.console.at(-1)).toBe('lr is 0.1 from step 12 on, a branch of the run.');
    await client.until('optimizer.goToStep', { threadId: 1, step: 30 });
    const { branch } = client.request<{ branch: DebuggedBranch }>('optimizer.position', { threadId: 1 });
    expect(branch.fromStep).toBe(12);
    expect(branch.edits).toEqual([
      expect.objectContaining({ name: 'lr', stepsDone: 11, parameter: null, value: 0.1 }),
    ]);
    expect(branch.losses).toHaveLength(19);
    await client.until('optimizer.goToStep', { threadId: 1, step: 5 });
    expect(client.values('Hyperparameters')['lr']).toBe('0.01');
    await client.until('optimizer.goToStep', { threadId: 1, step: 30 });
    expect(client.values('Hyperparameters')['lr']).toBe('0.1');
  });

  test('are of the parameter that they were set for', async () => {
    await client.until('next');
    const { variablesReference } = client.scope(/^Parameter w1/);
    client.request('setVariable', { variablesReference, name: 'm', value: '-1' });
    expect([client.values(/^Parameter w0/)['m'], client.values(/^Parameter w1/)['m']]).toEqual([
      '66.9456',
      '-1',
    ]);
    client.request('setExpression', { frameId: 1, expression: 'v', value: '7' });
    expect([client.values(/^Parameter w0/)['v'], client.values(/^Parameter w1/)['v']]).toEqual([
      '7',
      '1.08359',
    ]);
    expect(client.evaluate('g = -g', 'repl')).toBe('-89.0462');
    expect(client.place()).toEqual([12, 9]);
    expect(client.evaluate('v of w1 = v of w1 + v', 'repl')).toBe('8.08359');
    expect(client.values(/^Parameter w1/)['v']).toBe('8.08359');
    client.request('setExpression', { frameId: 1, expression: 'p of w1', value: '4' });
    expect([client.evaluate('p'), client.evaluate('p of w1')]).toEqual(['0.890462', '4']);
    expect(client.evaluate('p of w7 = 3', 'repl')).toBe("unknown parameter 'w7'; there are w0, w1");
  });

  test.each([
    ['p =', "p = nothing — expected a value behind '=', such as p = 0.5"],
    ['p = ', "p = nothing — expected a value behind '=', such as p = 0.5"],
    ['m of w1 *=', "m = nothing — expected a value behind '=', such as m = 0.5"],
    ['loss =', "loss can't be set: it follows from the other values"],
    ['q =', expect.stringMatching(/^unknown name 'q'/)],
    ['p ==', "expected a number, a name or '(', found the end of the line"],
  ])('%s is told to be incomplete in the console', (text, message) => {
    expect(client.evaluate(text, 'repl')).toEqual(message);
  });

  test.each([
    [/^Parameter w0/, 'm', ' ', "m = nothing — expected a value behind '=', such as m = 0.5"],
    ['Hyperparameters', 'beta1', '1.5', 'beta1 = 1.5 — expected 0 <= beta1 < 1'],
    ['Run', 'loss', '3', "loss can't be set: it follows from the other values"],
    [/^Parameter w0/, 'm', 'm >', "m = m > — expected a number, a name or '(', found the end of the line"],
    [/^Parameter w0/, 'm', 'm > 0', 'm = m > 0 — expected a number, found a condition'],
    [/^Parameter w0/, 'm_hat', '3', 'm_hat has no value here that could be set'],
    [/^Parameter w0/, 't', '3', 't has no value here that could be set'],
  ])('%s %s = %s is refused', (scope, name, value, message) => {
    const { variablesReference } = client.scope(scope);
    expect(client.ask('setVariable', { variablesReference, name, value })).toMatchObject({
      success: false,
      message,
    });
  });
});

test('another parameter has the values that it ends with at the end of the run', async () => {
  await client.launch(runsOf(adamText, { ...onValley, steps: 1 }));
  await client.until('continue');
  expect([client.evaluate('p'), client.evaluate('p of w1')]).toEqual(['0.99', '9.99']);
  const { variablesReference } = client.scope(/^Parameter w1/);
  const [p] = client.variables(variablesReference);
  expect(p).toMatchObject({ name: 'p', value: '9.99', evaluateName: 'p of w1' });
});

test('at line ends stand what was computed and what is read next', async () => {
  await client.launch(runsOf(adamText), { step: 12 });
  for (const _ of [1, 2, 3]) await client.until('next');
  expect(client.request('optimizer.lineValues', { threadId: 1 })).toEqual({
    lines: [
      { line: 2, text: 'lr = 0.01' },
      { line: 8, text: 'm = 66.9456, g = 89.0462' },
      { line: 9, text: 'v = 106.719, g = 89.0462' },
      { line: 10, text: 'm_hat = 93.2948, m = 66.9456, t = 12' },
      { line: 11, text: 'v = 106.719, t = 12' },
    ],
  });
});

describe('of a network', () => {
  test('is said in which precision it is computed', () => {
    expect(client.console[0]).toEqual(
      expect.stringMatching(/^The debugger computes in float64\. Races .* in float32/),
    );
  });

  beforeEach(() => client.launch(runsOf(adamText, onSpirals), { step: 20 }));

  test('begin with the one that has the largest gradient in the first step', () => {
    const gradients = Float64Array.from(new DebugThread(1, networkRun()).replay.recorded.gradient, Math.abs);
    const lively = gradients.indexOf(Math.max(...gradients));
    expect(lively).toBeGreaterThan(0);
    expect(client.scopes()[0]?.name).toBe(
      `Parameter ${new DebugThread(1, networkRun()).names.nameOf(lively)}`,
    );
  });

  test('are its parameters, by layer, and the largest', () => {
    const scope = client.scope('Other parameters');
    const groups = client.variables(scope.variablesReference);
    expect(groups.map(({ name, value, indexedVariables }) => [name, indexedVariables ? value : ''])).toEqual([
      ['Largest updates', ''],
      ['Largest gradients', ''],
      ['layer 1 weight', '2 × 7'],
      ['layer 1 bias', '7'],
      ['layer 2 weight', '7 × 5'],
      ['layer 2 bias', '5'],
      ['layer 3 weight', '5 × 2'],
      ['layer 3 bias', '2'],
    ]);
    const page = client.variables(groups[4]?.variablesReference ?? 0, { start: 33, count: 100 });
    expect(page.map(({ name }) => name)).toEqual(['[6, 3]', '[6, 4]']);
    const inner = client.variables(page[0]?.variablesReference ?? 0);
    expect(inner.map(({ name }) => name)).toEqual(['p', 'g', 'm', 'v']);
    const updates = client.variables(groups[0]?.variablesReference ?? 0);
    expect(updates).toHaveLength(10);
  });

  test('are found by name, and chosen', async () => {
    const find = (query: string) =>
      client
        .request<{ parameters: readonly { name: string }[] }>('optimizer.parameters', {
          threadId: 1,
          query,
          most: 3,
        })
        .parameters.map(({ name }) => name);
    expect(find('layer 2 weight [6, 3]')).toEqual(['layer 2 weight [6, 3]']);
    expect(find('layer 2 bias')).toEqual(['layer 2 bias [0]', 'layer 2 bias [1]', 'layer 2 bias [2]']);
    expect(find('')).toHaveLength(3);
    const [chosen] = client.request<{ parameters: readonly { index: number }[] }>('optimizer.parameters', {
      threadId: 1,
      query: 'layer 3 bias [1]',
      most: 1,
    }).parameters;
    await client.until('optimizer.chooseParameter', { threadId: 1, parameter: chosen?.index });
    expect(client.scopes()[0]?.name).toBe('Parameter layer 3 bias [1]');
    expect(client.ask('optimizer.chooseParameter', { threadId: 1, parameter: 73 }).message).toBe(
      'parameter = 73 — expected a whole number from 0 to 72',
    );
  });

  test('are asked for by their places', () => {
    const [tensor] = client
      .variables(client.scope('Other parameters').variablesReference)
      .filter(({ name }) => name === 'layer 2 weight');
    const [row] = client.variables(tensor?.variablesReference ?? 0, { start: 33, count: 1 });
    const p = client.variables(row?.variablesReference ?? 0).find(({ name }) => name === 'p');
    expect(p?.evaluateName).toBe('p of layer 2 weight [6, 3]');
    expect(client.evaluate(p?.evaluateName ?? '')).toBe(p?.value);
    expect(client.evaluate('p of layer 2 weight [6,3] - p of layer 2 weight [6, 3]')).toBe('0');
    expect(client.evaluate('g of layer 3 bias [2]')).toBe(
      "unknown parameter 'layer 3 bias [2]'; there are layer 1 weight [0, 0] to [1, 6], layer 1 bias [0] to [6], layer 2 weight [0, 0] to [6, 4], layer 2 bias [0] to [4], layer 3 weight [0, 0] to [4, 1], layer 3 bias [0] to [1]",
    );
    expect(client.evaluate('p of layer 2 bias [1, 2]')).toMatch(/^unknown parameter 'layer 2 bias \[1, 2\]'/);
    const text = 'p of layer 2 w';
    const { targets } = client.request<{
      targets: readonly { label: string; start: number; length: number }[];
    }>('completions', { frameId: 1, text, column: text.length + 1 });
    expect(targets).toHaveLength(35);
    expect(targets[34]).toMatchObject({ label: 'layer 2 weight [6, 4]', start: 5, length: 9 });
  });

  test('is the run, with the rows of the batch', () => {
    expect(client.values('Run')).toMatchObject({
      step: '20',
      epoch: '1',
      'batch rows': expect.stringMatching(/^\d+(, \d+){7} … \(16 rows\)$/),
    });
  });

  test('has the epoch and the rows of batches that grow', async () => {
    client.dispose();
    client = new DebugClient();
    const batch_size = [{ stages: [{ size: 16, epochs: 1 }, { size: 'full' }] }];
    const [run] = runsOf(adamText, { ...onSpirals, batch_size, epochs: 4 });
    if (!run) expect.fail();
    // The first epoch has 20 steps, the others one.
    await client.launch([run], { step: 23 });
    expect(client.values('Run')).toMatchObject({
      step: '23',
      epoch: '4',
      'batch rows': expect.stringMatching(/ … \(320 rows\)$/),
    });
  });
});
