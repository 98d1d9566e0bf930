import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adamText, DebugClient, onValley, path, runsOf } from './debugClient.ts';

let client: DebugClient;
beforeEach(() => {
  client = new DebugClient();
});
afterEach(() => client.dispose());

const sgd = (lr: number, steps = 200) =>
  runsOf('name "SGD"\nlr = 0.1 in (0, 10]\nupdate\n  x = g\n  p = p - lr * x', {
    ...onValley,
    lr: [lr],
    steps,
  });

describe('on lines', () => {
  test('stop at each step, there and back', async () => {
    const stopped = await client.launch(runsOf(adamText), {}, () => client.breakAt({ line: 11 }));
    expect(stopped).toMatchObject({ reason: 'breakpoint', hitBreakpointIds: [expect.any(Number)] });
    expect(client.place()).toEqual([1, 11]);
    await client.until('continue');
    await client.until('continue');
    expect(client.place()).toEqual([3, 11]);
    await client.until('reverseContinue');
    expect(client.place()).toEqual([2, 11]);
  });

  test('also in the first line of the first step', async () => {
    await client.launch(runsOf(adamText), { stopOnEntry: false }, () => client.breakAt({ line: 8 }));
    expect(client.place()).toEqual([1, 8]);
    await client.until('continue');
    expect(client.place()).toEqual([2, 8]);
  });

  test('with a condition on what the rule and the run know', async () => {
    await client.launch(runsOf(adamText), {}, () =>
      client.breakAt(
        { line: 11, condition: 'm_hat * g > 0 and t > 5' },
        { line: 12, condition: 'loss < 80' },
      ),
    );
    expect(client.place()).toEqual([6, 11]);
    client.breakAt({ line: 12, condition: 'loss < 80' });
    await client.until('continue');
    expect(client.place()[1]).toBe(12);
    const loss = Number(client.evaluate('loss'));
    expect(loss).toBeLessThan(80);
    await client.until('reverseContinue');
    expect(client.place()).toEqual([1, 8]);
  });

  test('with hit counts, which are the same on the way back', async () => {
    await client.launch(runsOf(adamText), {}, () => client.breakAt({ line: 9, hitCondition: '% 4' }));
    const places = [client.place()];
    for (const command of ['continue', 'continue', 'reverseContinue']) {
      await client.until(command);
      places.push(client.place());
    }
    expect(places).toEqual([
      [4, 9],
      [8, 9],
      [12, 9],
      [8, 9],
    ]);
  });

  test('that log write what they say, and stop nothing', async () => {
    await client.launch(runsOf(adamText, { ...onValley, steps: 3 }), { stopOnEntry: false }, () =>
      client.breakAt({ line: 12, logMessage: 'step {step}: m_hat {m_hat} beside {m_hat of w1}' }),
    );
    expect(client.console).toEqual([
      'step 1: m_hat 100 beside 10',
      'step 2: m_hat 99.4737 beside 9.99474',
      'step 3: m_hat 98.93 beside 9.9893',
      expect.stringMatching(/^Adam, lr 0\.01: all 3 steps are done\. Step back, or go on to end\./),
    ]);
    const [event] = client.events.filter(({ event }) => event === 'output');
    expect(event?.body).toMatchObject({ source: { path }, line: 12 });
  });

  test('are where the update has a line', () => {
    client.request('launch', { runs: runsOf(adamText) });
    expect(
      client.breakAt(
        { line: 2 },
        { line: 12 },
        { line: 13 },
        { line: 9, condition: 'm_hat >' },
        { line: 9, hitCondition: 'often' },
      ),
    ).toEqual([
      { id: expect.any(Number), verified: true, line: 8, column: 3 },
      { id: expect.any(Number), verified: true, line: 12, column: 3 },
      {
        id: expect.any(Number),
        verified: false,
        line: 13,
        message: 'no line of the update is here or below; the last is line 12',
      },
      {
        id: expect.any(Number),
        verified: false,
        line: 9,
        column: 3,
        message: "its condition is m_hat > — expected a number, a name or '(', found the end of the line",
      },
      {
        id: expect.any(Number),
        verified: false,
        line: 9,
        column: 3,
        message: 'its hit count is often — expected a number such as 10, or >= 10, or % 3',
      },
    ]);
    expect(client.request('breakpointLocations', { source: { path }, line: 1, endLine: 9 })).toEqual({
      breakpoints: [
        { line: 8, column: 3 },
        { line: 9, column: 3 },
      ],
    });
    const other = client.request('setBreakpoints', {
      source: { path: '/other' },
      breakpoints: [{ line: 3 }],
    });
    expect(other).toMatchObject({
      breakpoints: [{ verified: false, message: 'No run of this session has this rule' }],
    });
  });

  test('whose condition fails say so once', async () => {
    await client.launch(runsOf(adamText, { ...onValley, steps: 5 }), { stopOnEntry: false }, () =>
      client.breakAt({ line: 9, condition: 'm_hut > 0' }),
    );
    expect(client.console.filter((line) => line.includes('m_hut'))).toHaveLength(1);
  });

  test('that never stop leave the stop at entry as it is', async () => {
    const stopped = await client.launch(runsOf(adamText), {}, () =>
      client.breakAt({ line: 9, condition: 'm_hut > 0' }),
    );
    expect(stopped).toMatchObject({ reason: 'entry' });
  });

  test('in rules that no run has leave the stop at entry as it is', async () => {
    const stopped = await client.launch(runsOf(adamText), {}, () =>
      client.request('setBreakpoints', { source: { path: '/other' }, breakpoints: [{ line: 3 }] }),
    );
    expect(stopped).toMatchObject({ reason: 'entry' });
  });

  test('whose condition has a name that is not there say so', async () => {
    await client.launch(runsOf(adamText, { ...onValley, steps: 2 }), { stopOnEntry: false }, () =>
      client.breakAt({ line: 9, condition: 'm_hut > 0' }, { line: 9, condition: 'm_hat > 0' }),
    );
    expect(client.console.slice(0, 2)).toEqual([
      "The breakpoint in line 9 never stops: its condition is m_hut > 0 — unknown name 'm_hut'; did you mean 'm_hat'?",
      "The condition of the breakpoint in line 9 can't be evaluated: 'm_hat' has no value yet; line 10 assigns it",
    ]);
  });

  test('that can’t be read are told with their places, once, and never do anything', async () => {
    const wrong = [
      { line: 9, condition: 'm_hut > 0' },
      { line: 10, logMessage: 'at {step} it is {m_hut}' },
      { line: 11, hitCondition: 'often' },
      { line: 40 },
    ];
    await client.launch(runsOf(adamText, { ...onValley, steps: 3 }), { stopOnEntry: false }, () => {
      client.breakAt(...wrong);
      const placed = client.breakAt(...wrong, { line: 12 });
      expect(placed.map(({ verified }) => verified)).toEqual([false, false, false, false, true]);
      expect(placed[1]?.message).toBe(
        "its message has {m_hut} — unknown name 'm_hut'; did you mean 'm_hat'?",
      );
    });
    const told = client.events.filter(({ body }) => body?.category === 'stderr');
    expect(told.map(({ body: { output, line, source } }) => [output, line, source.path])).toEqual([
      [
        "The breakpoint in line 9 never stops: its condition is m_hut > 0 — unknown name 'm_hut'; did you mean 'm_hat'?\n",
        ...[9, path],
      ],
      [
        "The logpoint in line 10 never writes: its message has {m_hut} — unknown name 'm_hut'; did you mean 'm_hat'?\n",
        ...[10, path],
      ],
      [
        'The breakpoint in line 11 never stops: its hit count is often — expected a number such as 10, or >= 10, or % 3.\n',
        ...[11, path],
      ],
      [
        'The breakpoint in line 40 never stops: no line of the update is here or below; the last is line 12.\n',
        ...[40, path],
      ],
    ]);
    expect(client.place()).toEqual([1, 12]);
    expect(client.console).toHaveLength(4);
  });

  test('of a line that the options leave out say so', () => {
    const text = [
      'name "A"',
      'lr = 1 in (0, 10]',
      'option big = false',
      'update',
      '  if big',
      '    g = 2 * g',
      '  p = p - lr * g',
    ].join('\n');
    client.request('launch', { runs: runsOf(text) });
    expect(client.breakAt({ line: 6 })).toMatchObject([
      { verified: false, message: 'this line is not part of the run: its options leave it out' },
    ]);
  });
});

describe('on values', () => {
  const info = (name: string, scope: string | RegExp = /^Parameter w0/) =>
    client.request<{ dataId: string | null; description: string }>('dataBreakpointInfo', {
      variablesReference: client.scope(scope).variablesReference,
      name,
    });

  test('stop where one changes', async () => {
    await client.launch(runsOf(adamText));
    const { dataId, description } = info('v');
    expect(description).toBe('v of w0');
    client.request('setDataBreakpoints', { breakpoints: [{ dataId }] });
    expect(await client.until('continue')).toMatchObject({
      reason: 'data breakpoint',
      description: 'v of w0: 0 → 10',
    });
    expect(client.place()).toEqual([1, 9]);
  });

  test('stop where the condition on before and after holds', async () => {
    await client.launch(runsOf(adamText), { step: 20 });
    client.request('setDataBreakpoints', {
      breakpoints: [{ dataId: info('m').dataId, condition: 'after < before' }],
    });
    await client.until('continue');
    const [step] = client.place();
    const [before, after] = String(client.values(/Before and after/)['m'])
      .split(' → ')
      .map(Number);
    expect(step).toBeGreaterThan(20);
    expect(after).toBeLessThan(before ?? 0);
  });

  test('whose condition can’t be read are told', async () => {
    await client.launch(runsOf(adamText));
    const breakpoints = [{ dataId: info('m').dataId, condition: 'aftr < before' }];
    const fault = "its condition is aftr < before — unknown name 'aftr'; did you mean 'after'?";
    expect(client.request('setDataBreakpoints', { breakpoints })).toMatchObject({
      breakpoints: [{ verified: false, message: fault }],
    });
    expect(client.console.at(-1)).toBe(`The breakpoint on m never stops: ${fault}`);
  });

  test('are for what a line assigns', async () => {
    await client.launch(runsOf(adamText));
    expect(info('g')).toEqual({ dataId: null, description: 'no line of the rule assigns g' });
    expect(info('lr', 'Hyperparameters')).toMatchObject({ dataId: null });
  });
});

describe('on what goes wrong', () => {
  const filters = (...filterOptions: readonly object[]) =>
    client.request('setExceptionBreakpoints', { filters: [], filterOptions });

  test('a value that is not finite: at the line that made it, of the parameter that has it', async () => {
    const text = [
      'name "A"',
      'lr = 0.1 in (0, 10]',
      'update',
      '  x = sqrt(p - 9.5)',
      '  y = where(t > 1, x, 0)',
      '  p = p - lr * g + 0 * y',
    ].join('\n');
    const runs = runsOf(text, {
      ...onValley,
      lr: [0.001],
      problem: { surface: 'valley', start: [100, 9.502] },
    });
    const stopped = await client.launch(runs, { stopOnEntry: false }, () =>
      filters({ filterId: 'notFinite' }),
    );
    expect(stopped).toMatchObject({
      reason: 'exception',
      text: 'x of w1 becomes NaN in this line of step 2; √(p − 9.5): −0.007502 has no root',
    });
    expect(client.place()).toEqual([2, 4]);
    expect(client.scope(/^Parameter w1/).presentationHint).toBe('locals');
    expect(client.request('exceptionInfo', { threadId: 1 })).toEqual({
      exceptionId: 'A value is not finite',
      description: 'x of w1 becomes NaN in this line of step 2; √(p − 9.5): −0.007502 has no root',
      breakMode: 'always',
    });
    expect(client.evaluate('p - 9.5')).toMatch(/^-/);
  });

  test('also in the line where a run is to begin, and in lines that are stepped to', async () => {
    const text =
      'name "A"\nlr = 0.1 in (0, 10]\nupdate\n  x = 1 / (t - 1)\n  p = p - lr * g\n  y = 0 / (t - 3)';
    const made = (name: string, step: number) => ({
      reason: 'exception',
      text: expect.stringMatching(`^${name} of w0 becomes (∞|NaN) in this line of step ${step};`),
    });
    expect(await client.launch(runsOf(text), {}, () => filters({ filterId: 'notFinite' }))).toMatchObject(
      made('x', 1),
    );
    await client.until('stepOut');
    expect(await client.until('stepOut')).toEqual({
      ...{ reason: 'step', threadId: 1, allThreadsStopped: false },
    });
    expect(client.place()).toEqual([3, 4]);
    expect(await client.until('stepOut')).toMatchObject(made('y', 3));
    expect(client.place()).toEqual([3, 6]);
    await client.until('stepBack');
    expect(await client.until('next')).toMatchObject(made('y', 3));
  });

  test('in the first line of a step that is stepped to, of the parameter that has it', async () => {
    const text = 'name "A"\nlr = 0.1 in (0, 10]\nupdate\n  x = sqrt(p - 5 * (t - 2))\n  p = p - 0 * x';
    const start = { ...onValley, problem: { surface: 'valley', start: [9, 4] } };
    await client.launch(runsOf(text, start), {}, () => filters({ filterId: 'notFinite' }));
    await client.until('stepOut');
    expect(client.place()).toEqual([2, 4]);
    expect(await client.until('stepOut')).toMatchObject({
      reason: 'exception',
      text: 'x of w1 becomes NaN in this line of step 3; √(p − 5 · (t − 2)): −1 has no root',
    });
    expect(client.place()).toEqual([3, 4]);
    expect(client.scope(/^Parameter w1/).presentationHint).toBe('locals');
  });

  test('a step out stops at a breakpoint on its way', async () => {
    await client.launch(runsOf(adamText));
    client.breakAt({ line: 10, condition: 't == 2' });
    await client.until('stepOut');
    expect(client.place()).toEqual([2, 8]);
    expect(await client.until('stepOut')).toMatchObject({ reason: 'breakpoint' });
    expect(client.place()).toEqual([2, 10]);
    await client.until('stepOut');
    expect(client.place()).toEqual([3, 8]);
  });

  describe('a rule that moves up the gradient', () => {
    const climbing = (...lines: readonly string[]) =>
      runsOf(['name "A"', 'lr = 0.01 in (0, 10]', 'state m', 'update', ...lines].join('\n'));
    const launch = (runs: ReturnType<typeof runsOf>) =>
      client.launch(runs, { stopOnEntry: false }, () => filters({ filterId: 'climbs' }));

    test('at the line that takes its step', async () => {
      expect(await launch(climbing('  m = 0.9 * m + g', '  p = p + lr * m'))).toMatchObject({
        reason: 'exception',
        text: 'This line of step 1 takes w0 from 1 to 2, up its gradient of 100. Turn the sign of its step, as in p -= lr * g',
      });
      expect(client.place()).toEqual([1, 6]);
      expect(await client.until('continue')).toMatchObject({ reason: 'pause' });
    });

    test('at an earlier line that turns what the step subtracts, of a parameter that has a gradient', async () => {
      const runs = runsOf(
        'name "A"\nlr = 0.01 in (0, 10]\nstate m\nupdate\n  m = 0.9 * m - g\n  p = p - lr * m',
        { ...onValley, problem: { surface: 'valley', start: [0, 10] } },
      );
      expect(await launch(runs)).toMatchObject({
        text: 'm of w1 becomes -10 in this line of step 1, against its gradient of 10, and line 6 subtracts it. Turn the sign in one of the two lines',
      });
      expect(client.place()).toEqual([1, 5]);
    });

    test('and none that moves down, or goes up in a step alone', async () => {
      expect(await launch(climbing('  m = 0.9 * m - lr * g', '  p = p + m'))).toMatchObject({
        description: 'end of step 200, the last',
      });
    });
  });

  test('a loss that rises tenfold', async () => {
    const stopped = await client.launch(sgd(0.023), { stopOnEntry: false }, () =>
      filters({ filterId: 'lossRises' }),
    );
    expect(stopped).toMatchObject({
      reason: 'exception',
      text: expect.stringMatching(/^The loss is \d+.*, \d+ times its lowest so far, 100$/),
    });
  });

  test('a loss that has risen tenfold, told once', async () => {
    const rise = sgd(0.023);
    await client.launch(rise, { stopOnEntry: false }, () => filters({ filterId: 'lossRises' }));
    expect(await client.until('continue')).toMatchObject({ description: expect.stringMatching(/^diverged/) });
  });

  test.each(['1000', 'loss > 1000', ' loss>=1e3 '])(
    'a loss that passes a value, told once: %s',
    async (condition) => {
      const stopped = await client.launch(sgd(0.021), { stopOnEntry: false }, () =>
        filters({ filterId: 'loss', condition }),
      );
      expect(stopped).toMatchObject({ text: expect.stringMatching(/^The loss is \d+(\.\d+)?, above 1000$/) });
      expect(Number(client.evaluate('loss'))).toBeGreaterThan(1000);
      expect(await client.until('continue')).toMatchObject({
        description: expect.stringContaining('diverged'),
      });
      await client.until('reverseContinue');
      expect(client.place()[1]).toBe(4);
    },
  );

  test('a step that flips the sign of the parameter', async () => {
    const stopped = await client.launch(sgd(0.011), { stopOnEntry: false }, () =>
      filters({ filterId: 'signFlips' }),
    );
    expect(stopped).toMatchObject({ text: 'This step takes w0 from 1 to -0.1' });
    expect(client.place()).toEqual([1, 5]);
  });

  test('the value of a loss that nobody has set, told with what to type, until there is one', () => {
    client.request('launch', { runs: sgd(0.01) });
    const needs = (found: string) =>
      `Loss passes a value: it has ${found}, so that it never stops. In the view Breakpoints, right-click it, choose Edit Condition and type for example "loss > 1000".`;
    const none = needs('no value yet');
    expect(filters({ filterId: 'loss' })).toEqual({ breakpoints: [{ verified: false, message: none }] });
    filters({ filterId: 'loss' }, { filterId: 'signFlips' });
    expect(client.console).toEqual([none]);
    filters({ filterId: 'loss', condition: 'g > 3' });
    expect(client.console).toEqual([none, needs('the condition g > 3')]);
    filters({ filterId: 'loss', condition: 'loss > 3' });
    filters({ filterId: 'loss' });
    expect(client.console).toEqual([none, needs('the condition g > 3'), none]);
  });

  test('what is asked for wrongly is refused', () => {
    client.request('launch', { runs: sgd(0.01) });
    expect(filters({ filterId: 'loss' }, { filterId: 'lost' }, { filterId: 'signFlips' })).toEqual({
      breakpoints: [
        { verified: false, message: expect.stringMatching(/^Loss passes a value: it has no value yet/) },
        { verified: false, message: 'unknown filter lost' },
        { verified: true },
      ],
    });
  });
});
