import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adamText, DebugClient, onValley, path, runsOf } from './debugClient.ts';

let client: DebugClient;
beforeEach(() => {
  client = new DebugClient();
});
afterEach(() => client.dispose());

test('stops before the first line where nothing else stops it', async () => {
  expect(await client.launch(runsOf(adamText))).toMatchObject({ reason: 'entry', threadId: 1 });
  expect(client.place()).toEqual([1, 8]);
  expect(client.request('threads')).toEqual({ threads: [{ id: 1, name: 'Adam, lr 0.01' }] });
  expect(client.request('stackTrace', { threadId: 1 })).toEqual({
    stackFrames: [
      {
        id: 1,
        name: 'Step 1 of 200, w0',
        source: { name: 'mine.optimizer', path },
        line: 8,
        column: 3,
        canRestart: true,
      },
    ],
    totalFrames: 1,
  });
});

test('of several runs an editor shows the first', async () => {
  await client.launch(runsOf(adamText, { ...onValley, lr: [0.01, 0.02, 0.03] }));
  const stopped = client.events.filter(({ event }) => event === 'stopped');
  expect(stopped.map(({ body }) => [body.threadId, body.preserveFocusHint])).toEqual([
    [1, undefined],
    [2, true],
    [3, true],
  ]);
});

test('goes line by line and step by step, there and back', async () => {
  await client.launch(runsOf(adamText));
  const places = [];
  for (const command of [
    'next',
    'stepIn',
    'next',
    'next',
    'next',
    'stepBack',
    'stepBack',
    'stepOut',
    'stepBack',
    'stepOut',
  ]) {
    await client.until(command);
    places.push(client.place());
  }
  expect(places).toEqual([
    [1, 9],
    [1, 10],
    [1, 11],
    [1, 12],
    [2, 8],
    [1, 12],
    [1, 11],
    [2, 8],
    [1, 12],
    [2, 8],
  ]);
  await client.until('restartFrame', { frameId: 1 });
  expect(client.place()).toEqual([2, 8]);
});

test('begins in a step', async () => {
  await client.launch(runsOf(adamText), { step: 12 });
  expect(client.place()).toEqual([12, 8]);
  for (const _ of [1, 2, 3, 4]) await client.until('next');
  expect(client.values(/Parameter w0/)).toEqual({
    p: '0.890462',
    g: '89.0462',
    m: '66.9456',
    v: '106.719',
    m_hat: '93.2948',
    v_hat: '8942.25',
  });
  expect(client.values('Run')).toEqual({ step: '12', loss: '88.5526' });
  expect(client.values('Before and after')).toMatchObject({ p: '0.890462 → 0.880596' });
});

test('goes to the end, says so, and ends when it is to go on', async () => {
  expect(await client.launch(runsOf(adamText), { stopOnEntry: false })).toMatchObject({
    description: 'end of step 200, the last',
  });
  expect(client.place()).toEqual([200, 12]);
  await client.until('stepBack');
  await client.until('stepBack');
  expect(client.place()).toEqual([200, 11]);
  await client.until('continue');
  const ended = client.next('terminated');
  client.request('continue', { threadId: 1 });
  await ended;
});

test('says what can be done where it stops first, and what at the end of a rule of one’s own', async () => {
  await client.launch(runsOf(adamText));
  expect(client.console).toEqual([
    'Stopped before line 8 of step 1. Continue goes on to where something goes wrong, or to the end. Step Over goes on by a line, Step Out by a step; Step Back goes back.',
  ]);
  await client.until('continue');
  expect(client.console.at(-1)).toBe(
    'Adam, lr 0.01: all 200 steps are done. Step back, or go on to end. Does it do what was meant? Check, above the name of the rule or in the palette, tells the nearest optimizer and the first line that differs.',
  );
});

test('without debugging it runs to the end and is over', async () => {
  client.request('launch', { runs: runsOf(adamText), noDebug: true });
  client.breakAt({ line: 8 });
  const ended = client.next('terminated');
  client.request('configurationDone');
  await ended;
  expect(client.events.map(({ event }) => event)).toEqual(['initialized', 'terminated']);
});

test('a run that diverges ends there', async () => {
  const runs = runsOf('name "SGD"\nlr = 0.1 in (0, 10]\nupdate\n  p = p - lr * g', {
    ...onValley,
    lr: [0.03],
  });
  expect(await client.launch(runs, { stopOnEntry: false })).toMatchObject({
    description: expect.stringMatching(/^diverged in step \d+$/),
  });
  const [step] = client.place();
  // In each step, w0 is multiplied by 1 − 0.03 · 100.
  const [, moved, before, after] =
    /diverged in step \d+, which moves w0 by (\S+) and takes the loss from (\S+) to (\S+)\. Step back/
      .exec(client.console.at(-1) ?? '')
      ?.map(Number) ?? [];
  expect(Number(after) / Number(before)).toBeCloseTo(4);
  expect(Number(moved) / (-3 * (-2) ** (step - 1))).toBeCloseTo(1, 4);
  expect(await client.until('stepOut')).toMatchObject({ description: expect.stringContaining('diverged') });
  expect(client.place()).toEqual([step, 4]);
  await client.until('stepBack');
  await client.until('stepBack');
  expect(client.place()).toEqual([step - 1, 4]);
});

test('goes back to the start', async () => {
  await client.launch(runsOf(adamText), { step: 50 });
  expect(await client.until('reverseContinue')).toMatchObject({ description: 'The start of the run' });
  expect(client.place()).toEqual([1, 8]);
});

test('at the end has the values after the last line', async () => {
  await client.launch(runsOf(adamText, { ...onValley, steps: 12 }), { stopOnEntry: false });
  expect(client.place()).toEqual([12, 12]);
  expect(client.values(/^Parameter w0/)['p']).toBe('0.880596');
  await client.until('stepBack');
  expect(client.values(/^Parameter w0/)['p']).toBe('0.890462');
});

test('a move of our own ends why it had stopped before', async () => {
  await client.launch(runsOf(adamText));
  const before = client.events.length;
  expect(await client.until('optimizer.goToStep', { threadId: 1, step: 7 })).toMatchObject({
    reason: 'goto',
    description: 'Step 7',
  });
  expect(client.events.slice(before).map(({ event }) => event)).toEqual(['continued', 'stopped']);
});

test('jumps to a line of the step', async () => {
  await client.launch(runsOf(adamText));
  expect(client.request('gotoTargets', { source: { path }, line: 7 })).toEqual({ targets: [] });
  const { targets } = client.request<{ targets: readonly { id: number }[] }>('gotoTargets', {
    source: { path },
    line: 11,
  });
  expect(targets).toEqual([{ id: 3, label: 'Line 11 of step 1', line: 11 }]);
  expect(await client.until('goto', { threadId: 1, targetId: 3 })).toMatchObject({
    ...{ reason: 'goto', description: 'Line 11 of step 1' },
  });
  expect(client.place()).toEqual([1, 11]);
  expect(client.ask('goto', { threadId: 1, targetId: 9 }).message).toBe(
    'targetId = 9 — expected a line of this step',
  );
});

test('a long run can be paused', async () => {
  const runs = runsOf(adamText, { ...onValley, steps: 500_000, record: 'score' });
  const paused = client.next('stopped');
  client.request('launch', { runs, stopOnEntry: false });
  client.request('configurationDone');
  expect(client.ask('scopes', { frameId: 1 }).message).toBe('Adam, lr 0.01 goes on: pause it first');
  expect(client.request('stackTrace', { threadId: 1 })).toEqual({ stackFrames: [], totalFrames: 0 });
  client.request('pause', { threadId: 1 });
  expect(await paused).toMatchObject({ reason: 'pause', threadId: 1 });
  const [step] = client.place();
  expect(step).toBeGreaterThan(1);
  expect(step).toBeLessThan(500_000);
});

describe('several runs', () => {
  const runs = () => runsOf(adamText, { ...onValley, lr: [0.01, 0.1] });

  test('are threads, each for itself', async () => {
    await client.launch(runs());
    await client.until('next', { threadId: 2 });
    await client.until('stepOut', { threadId: 2 });
    expect([client.place(1), client.place(2)]).toEqual([
      [1, 8],
      [2, 8],
    ]);
    expect(client.values('Hyperparameters', 2)['lr']).toBe('0.1');
  });

  test('each stop at a breakpoint', async () => {
    const first = client.next('stopped');
    await client.launch(runs(), {}, () => client.breakAt({ line: 10, condition: 't == 5' }));
    await first;
    expect([client.place(1), client.place(2)]).toEqual([
      [5, 10],
      [5, 10],
    ]);
  });
});
