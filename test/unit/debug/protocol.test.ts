/** What any editor may send, in any order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capabilities } from '../../../core/debug/adapter/capabilities.ts';
import { adamText, DebugClient, onValley, path, runsOf } from './debugClient.ts';

const requests: Readonly<Record<string, readonly object[]>> = {
  initialize: [{}],
  launch: [{ runs: [] }, { runs: 'none' }, {}],
  configurationDone: [{}],
  threads: [{}],
  continue: [{ threadId: 1 }, { threadId: 7 }],
  reverseContinue: [{ threadId: 1 }, {}],
  next: [{ threadId: 1 }, { threadId: 'one' }],
  stepIn: [{ threadId: 2 }],
  stepOut: [{ threadId: 1 }],
  stepBack: [{ threadId: 1 }, { threadId: 2 }],
  pause: [{ threadId: 1 }, { threadId: 9 }],
  restartFrame: [{ frameId: 1 }, { frameId: -1 }],
  gotoTargets: [{ source: { path }, line: 9 }, {}],
  goto: [
    { threadId: 1, targetId: 2 },
    { threadId: 1, targetId: 'x' },
  ],
  stackTrace: [{ threadId: 1 }, { threadId: 3 }],
  scopes: [{ frameId: 1 }, {}],
  variables: [{ variablesReference: 5 }, { variablesReference: 12, start: 1, count: 3 }, {}],
  setVariable: [{ variablesReference: 4, name: 'lr', value: '0.1' }, {}],
  setExpression: [{ frameId: 1, expression: 'm', value: 'g' }, { frameId: 1 }],
  evaluate: [{ frameId: 1, expression: 'lr * g' }, { expression: 'lr = 0.02', context: 'repl' }, {}],
  completions: [{ frameId: 1, text: 'm', column: 2 }, {}],
  setBreakpoints: [
    { source: { path }, breakpoints: [{ line: 9, condition: 't % 2' }, { line: 10 }] },
    { source: {} },
    {},
  ],
  breakpointLocations: [{ source: { path }, line: 8 }, {}],
  setExceptionBreakpoints: [
    { filters: ['notFinite', 'signFlips'], filterOptions: [{ filterId: 'loss', condition: 'x' }] },
    {},
  ],
  exceptionInfo: [{ threadId: 1 }],
  dataBreakpointInfo: [{ variablesReference: 3, name: 'v' }, {}],
  setDataBreakpoints: [{ breakpoints: [{ dataId: '1/0/v' }] }, { breakpoints: [{ dataId: '4/x' }] }, {}],
  'optimizer.position': [{ threadId: 1 }],
  'optimizer.lineValues': [{ threadId: 1 }, {}],
  'optimizer.chooseParameter': [
    { threadId: 1, parameter: 1 },
    { threadId: 1, parameter: 2 },
  ],
  'optimizer.parameters': [{ threadId: 1, query: 'w', most: 3 }, { threadId: 1 }],
  'optimizer.goToStep': [
    { threadId: 1, step: 7 },
    { threadId: 1, step: 0.5 },
  ],
  terminate: [{}],
  disconnect: [{}],
  attach: [{}],
  toString: [{}],
};
const known = Object.entries(requests).flatMap(([command, all]) =>
  all.map((values) => ({ command, values })),
);
const ending = ['disconnect', 'terminate'];

test('every request is answered once, whatever came before', async () => {
  const lively = known.filter(({ command }) => !ending.includes(command));
  const step = fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...lively) },
    { weight: 1, arbitrary: fc.constantFrom(...known) },
  );
  const runs = runsOf(adamText, { ...onValley, lr: [0.01, 0.1], steps: 40 });
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 40 }), async (isLaunched, steps) => {
      const client = new DebugClient();
      if (isLaunched) {
        client.request('launch', { runs });
        client.request('configurationDone');
      }
      for (const { command, values } of steps) {
        const { success, message } = client.ask(command, values);
        if (!success) expect(message).toMatch(/\S/);
        // What the program itself would say is no answer for people.
        expect(message ?? '').not.toMatch(/undefined|is not a function|of null|object Object|\bNaN\b/);
      }
      await new Promise((resolve) => setImmediate(resolve));
      client.dispose();
    }),
    { numRuns: 300 },
  );
});

test('every request that is announced is there', () => {
  const announced: Readonly<Record<string, keyof typeof capabilities>> = {
    configurationDone: 'supportsConfigurationDoneRequest',
    breakpointLocations: 'supportsBreakpointLocationsRequest',
    setDataBreakpoints: 'supportsDataBreakpoints',
    exceptionInfo: 'supportsExceptionInfoRequest',
    stepBack: 'supportsStepBack',
    restartFrame: 'supportsRestartFrame',
    goto: 'supportsGotoTargetsRequest',
    terminate: 'supportsTerminateRequest',
    setVariable: 'supportsSetVariable',
    setExpression: 'supportsSetExpression',
    completions: 'supportsCompletionsRequest',
  };
  const client = new DebugClient();
  for (const [command, capability] of Object.entries(announced)) {
    expect(capabilities[capability]).toBe(true);
    expect(client.ask(command).message ?? '').not.toContain('is not supported');
  }
  expect(client.ask('attach')).toMatchObject({ success: false, message: 'attach is not supported' });
});

test('an expression that has no value brings up no message: a pointer that rests on a name asks for it', () => {
  const client = new DebugClient();
  client.launch(runsOf(adamText));
  const shownOf = (command: string, values: object) => client.ask(command, values).body.error.showUser;
  expect(shownOf('evaluate', { frameId: 1, expression: 'm_hat', context: 'hover' })).toBe(false);
  expect(shownOf('setVariable', { variablesReference: 999, name: 'lr', value: '1' })).toBe(true);
  client.dispose();
});

test('what the editor asks of a stop that is over brings up no message: a person steps on quickly', () => {
  const client = new DebugClient();
  client.launch(runsOf(adamText));
  const { variablesReference } = client.scope('Hyperparameters');
  client.request('next', { threadId: 1 });
  const shownOf = (command: string, values: object) => client.ask(command, values).body.error.showUser;
  expect(shownOf('variables', { variablesReference })).toBe(false);
  expect(shownOf('scopes', { frameId: 999 })).toBe(false);
  expect(shownOf('stackTrace', { threadId: 999 })).toBe(false);
  client.dispose();
});
