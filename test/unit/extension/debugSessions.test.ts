/** A debug session between VS Code and the thread, and what is asked of it past VS Code. */
import './loadedParts.ts';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DebugPosition, LaunchArguments } from '../../../core/debug/debugMessages.ts';
import { createRace } from '../../../core/race/race.ts';
import type { DebugListener } from '../../../extension/backend/openThreads.ts';
import type { DebugLink } from '../../../extension/debug/debugLink.ts';
import { registerDebug } from '../../../extension/debug/registerDebug.ts';
import { onValley } from '../experiment/faults.ts';
import { half, parsed, withHalf } from '../experiment/ownRules.ts';
import { raceOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import {
  commands,
  messages,
  openBeforeEach,
  openDebugger,
  positions,
  run,
  sessions,
} from './commandsWindow.ts';
import type { DebugAdapterInlineImplementation } from './fake/debugging.ts';
import { person, screen, stackItemChanges } from './fake/screen.ts';
import { Position, Range, Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

openBeforeEach();

const [{ spec }] = raceOf(onValley()).runs as [ReturnType<typeof raceOf>['runs'][0] & object];
const recorded = { steps: new Float64Array(), losses: new Float64Array() };
const source = { name: 'sgd.optimizer', path: 'optimizer-rule:/sgd.optimizer' };
const launch: LaunchArguments = {
  runs: [{ spec, data: null, title: 'SGD', source, recorded }],
  stopOnEntry: true,
};
const positionAt = (step: number, parameter = 0): DebugPosition => ({
  ...{ threadId: 1, run: spec.id, step, line: 7, loss: 3, position: [1, 2], branch: null },
  ...{ parameter, parameterName: `w${parameter}` },
});

/** What the thread was sent, and who hears it. */
let posted: DebugProtocol.Request[];
let thread: DebugListener;
let disposed: number;
let registered: { dispose(): void };
let link: DebugLink;
/** What VS Code was sent. */
let sent: DebugProtocol.ProtocolMessage[];
let moves: (DebugPosition | null)[];

type Factory = {
  createDebugAdapterDescriptor(session: object): Promise<DebugAdapterInlineImplementation>;
};

async function open(id = 'a'): Promise<DebugLink> {
  const session = { id, configuration: { name: 'Mine', prepared: sessions.prepare(launch) } };
  const factory = screen.registered['adapter of optimizer'] as Factory;
  const opened = (await factory.createDebugAdapterDescriptor(session)).implementation as DebugLink;
  opened.onDidSendMessage((message) => sent.push(message as DebugProtocol.ProtocolMessage));
  return opened;
}

beforeEach(async () => {
  posted = [];
  sent = [];
  moves = [];
  disposed = 0;
  openDebugger.mockImplementation(async (listener) => {
    thread = listener;
    return { post: (message) => void posted.push(message), dispose: () => void disposed++ };
  });
  positions.onDidMove((position) => moves.push(position));
  registered = registerDebug(
    async () => sessions,
    async () => commands,
  );
  link = await open();
  screen.debugSession = { id: 'a' };
});
afterEach(() => {
  sessions.dispose();
  registered.dispose();
});

/** Answers the last request of ours. */
function answer(body: object): void {
  const { seq, command } = posted.at(-1) ?? expect.fail('nothing was asked');
  const response: DebugProtocol.Response = {
    ...{ seq: 1, type: 'response', request_seq: seq, command, success: true, body },
  };
  thread.onMessage(response);
}
const event = (name: string, body: object = {}) =>
  thread.onMessage({ seq: 1, type: 'event', event: name, body } as DebugProtocol.Event);
const settle = () => waitFor(() => Promise.resolve());

describe('messages', () => {
  test('of VS Code are passed on, and launch with what was found out', () => {
    const given = { seq: 2, type: 'request', command: 'launch', arguments: { optimizer: 'a' } };
    const other = { seq: 3, type: 'request', command: 'threads' };
    link.handleMessage(given as never);
    link.handleMessage(other as never);
    expect(posted).toEqual([{ ...given, arguments: launch }, other]);
  });

  test('say where nothing is to stop', () => {
    const given = { seq: 2, type: 'request', command: 'launch', arguments: { noDebug: true } };
    link.handleMessage(given as never);
    expect(posted[0]?.arguments).toMatchObject({ noDebug: true, stopOnEntry: true });
  });

  test('of the thread are passed on', () => {
    const response = { seq: 9, type: 'response', request_seq: 2, command: 'launch', success: true };
    thread.onMessage(response as never);
    event('initialized');
    expect(sent).toEqual([response, { seq: 1, type: 'event', event: 'initialized', body: {} }]);
  });

  test('of our own are kept from VS Code, also what is refused', async () => {
    const asked = link.request('optimizer.lineValues', { threadId: 1 });
    expect(posted[0]).toMatchObject({ command: 'optimizer.lineValues', arguments: { threadId: 1 } });
    answer({ lines: [] });
    expect(await asked).toEqual({ lines: [] });
    const refused = link.request('optimizer.goToStep', { threadId: 1, step: 900 });
    thread.onMessage({
      ...{ seq: 1, type: 'response', request_seq: posted[1]?.seq, command: '', success: false },
      message: 'step = 900',
    } as never);
    await expect(refused).rejects.toThrow('step = 900');
    expect(sent).toEqual([]);
    expect(posted[1]?.seq).toBeGreaterThan(2 ** 29);
  });

  test('say that a session has ended whose thread fails, and why', async () => {
    const asked = link.request('optimizer.lineValues', { threadId: 1 });
    thread.onFailure(new Error('no memory'));
    await expect(asked).rejects.toThrow('no memory');
    expect(sent).toMatchObject([
      { event: 'output', body: { output: 'The debugger has ended: no memory\n' } },
      { event: 'terminated' },
    ]);
    await expect(link.request('optimizer.lineValues', { threadId: 1 })).rejects.toThrow('has ended');
    expect(sessions.active).toBeNull();
  });

  test('nothing begins that was not prepared', async () => {
    const session = { id: 'b', configuration: { name: 'Mine', prepared: 99 } };
    await expect(sessions.open(session as never)).rejects.toThrow('"Mine" names no run to debug');
  });

  test('what was prepared and never began is let go of', async () => {
    const first = sessions.prepare(launch);
    for (let count = 0; count < 16; count++) sessions.prepare(launch);
    const session = { id: 'b', configuration: { name: 'Mine', prepared: first } };
    await expect(sessions.open(session as never)).rejects.toThrow('names no run');
  });
});

describe('where a run stands', () => {
  async function stop(step: number): Promise<void> {
    event('stopped', { reason: 'step', threadId: 1 });
    answer(positionAt(step));
    await settle();
  }

  test('is told after each stop, and that nothing is debugged any more', async () => {
    await stop(3);
    await stop(4);
    expect(positions.current?.step).toBe(4);
    link.dispose();
    expect(moves.map((position) => position?.step ?? null)).toEqual([3, 4, null]);
    expect([positions.current, disposed]).toEqual([null, 1]);
  });

  test('is that of a session beside it where one ends', async () => {
    await stop(3);
    const other = await open('b');
    await stop(8);
    other.dispose();
    expect(moves.map((position) => position?.step ?? null)).toEqual([3, 8, 3]);
    link.dispose();
    expect(positions.current).toBeNull();
  });

  test('is told where a value was set, and of the thread that the person looks at', async () => {
    event('invalidated', { areas: ['variables'], threadId: 1 });
    answer({ ...positionAt(3), branch: { fromStep: 3, losses: [2, 1] } });
    await settle();
    expect(positions.current?.branch?.losses).toEqual([2, 1]);
    screen.stackItem = { session: { id: 'a' }, threadId: 2 };
    stackItemChanges.fire(undefined);
    expect(posted.at(-1)?.arguments).toEqual({ threadId: 2 });
    answer({ ...positionAt(5), threadId: 2 });
    await settle();
    screen.stackItem = { session: { id: 'of another debugger' }, threadId: 1 };
    stackItemChanges.fire(undefined);
    expect([positions.current?.threadId, posted.length]).toEqual([2, 2]);
  });

  test('is shown of a session that begins beside one that stands', async () => {
    await stop(3);
    await open('b');
    let asked = 0;
    screen.execute = (id) => {
      if (id === 'workbench.action.debug.nextConsole') screen.debugSession = { id: ++asked < 3 ? 'c' : 'b' };
    };
    const before = screen.commands.length;
    await stop(1);
    await waitFor(() => expect(screen.commands.slice(before)).toContain('workbench.view.debug'));
    expect(screen.debugSession?.id).toBe('b');
    const shown = screen.commands.length;
    await stop(2);
    await settle();
    expect(screen.commands).toHaveLength(shown);
  });

  test('of a session that has ended comes too late', async () => {
    event('stopped', { reason: 'step', threadId: 1 });
    link.dispose();
    await settle();
    expect(moves).toEqual([]);
  });
});

describe('values', () => {
  const document = new FakeDocument(Uri.file('/workspace/half.optimizer'), half, 'optimizer');

  test('stand at the ends of the lines in sight', async () => {
    const { provideInlineValues } = screen.registered['inlineValues'] as {
      provideInlineValues(document: FakeDocument, range: Range): Promise<readonly { text: string }[]>;
    };
    screen.stackItem = { session: { id: 'a' }, threadId: 2 };
    const asked = provideInlineValues(document, new Range(new Position(2, 0), new Position(11, 0)));
    await waitFor(() => expect(posted).toHaveLength(1));
    expect(posted[0]?.arguments).toEqual({ threadId: 2 });
    const lines = [1, 5, 12, 99].map((line) => ({ line, text: `at ${line}` }));
    answer({ lines });
    expect((await asked).map(({ text }) => text)).toEqual(['at 5', 'at 12']);
    screen.debugSession = screen.stackItem = undefined;
    expect(await provideInlineValues(document, new Range(new Position(0, 0), new Position(9, 0)))).toEqual(
      [],
    );
  });

  test('are evaluated where a person points at a name', async () => {
    const { provideEvaluatableExpression } = screen.registered['evaluatable'] as {
      provideEvaluatableExpression(document: FakeDocument, at: Position): Promise<object | null>;
    };
    const at = document.positionAt(half.indexOf('share * lr') + 1);
    expect(await provideEvaluatableExpression(document, at)).toMatchObject({ expression: 'share' });
    expect(await provideEvaluatableExpression(document, new Position(0, 0))).toBeNull();
  });
});

describe('a person', () => {
  test('goes to a step of the run', async () => {
    const asked: string[] = [];
    screen.type = (value) => {
      asked.push(value);
      return ' 150 ';
    };
    const gone = run('goToStep');
    await waitFor(() => expect(posted).toHaveLength(1));
    answer(positionAt(3));
    await waitFor(() => expect(posted).toHaveLength(2));
    expect(posted[1]).toMatchObject({ command: 'optimizer.goToStep', arguments: { threadId: 1, step: 150 } });
    answer(positionAt(150));
    await gone;
    expect(asked).toEqual(['3']);
    expect(positions.current?.step).toBe(150);
  });

  test.each(['0', '201', '1.5', '', 'x'])('is told which steps there are in place of %j', async (typed) => {
    screen.type = () => typed;
    const gone = run('goToStep');
    await waitFor(() => expect(posted).toHaveLength(1));
    answer(positionAt(3));
    await gone;
    expect(posted).toHaveLength(1);
  });

  test('chooses a parameter among those with the largest updates, or types its name', async () => {
    const changed = vi.fn();
    sessions.onDidChangeValues(changed);
    const chosen = run('chooseParameter');
    await waitFor(() => expect(posted).toHaveLength(1));
    const parameters = [
      { index: 0, name: 'w0', gradient: 100, update: -1 },
      { index: 7, name: 'layer 1 weight [0, 7]', gradient: 10, update: 0.01 },
    ];
    answer({ parameters });
    const pick = screen.picks.at(-1) ?? expect.fail('nothing is asked');
    await waitFor(() => expect(pick.items).toHaveLength(2));
    expect(pick.items.map(({ label, description }) => [label, description])).toEqual([
      ['w0', 'g 100.0, moves by -1.000'],
      ['layer 1 weight [0, 7]', 'g 10.00, moves by 0.01000'],
    ]);
    pick.type('lay');
    pick.type('layer 1');
    expect(posted[2]?.arguments).toMatchObject({ query: 'layer 1', threadId: 1 });
    answer({ parameters: parameters.slice(1) });
    await waitFor(() => expect(pick.items).toHaveLength(1));
    pick.accept(...pick.items);
    await waitFor(() => expect(posted).toHaveLength(4));
    expect(posted[3]?.arguments).toEqual({ threadId: 1, parameter: 7 });
    answer(positionAt(3, 7));
    await chosen;
    expect(positions.current?.parameter).toBe(7);
    expect(changed).toHaveBeenCalled();
    expect(messages()).toEqual([]);
  });

  test('is told why parameters can’t be listed', async () => {
    const chosen = run('chooseParameter');
    await waitFor(() => expect(posted).toHaveLength(1));
    thread.onFailure(new Error('no memory'));
    await chosen;
    expect(messages()[0]?.[1]).toBe('no memory');
    expect(screen.picks.at(-1)?.isShown).toBe(false);
  });
});

describe('a rule that is saved while it is debugged', () => {
  const ownRace = createRace(parsed(withHalf()), { id: 'own', startedAt: 0 });
  const document = () => new FakeDocument(Uri.file('/project/half.optimizer'), half, 'optimizer');

  async function debugOwn(): Promise<void> {
    const [run] = ownRace.runs;
    if (!run) return expect.fail('expected a run');
    const own = {
      ...launch.runs[0],
      spec: run.spec,
      source: { name: 'half.optimizer', path: '/project/half.optimizer' },
    };
    const prepared = sessions.prepare({ runs: [own as never] });
    await sessions.open({ id: 'own', configuration: { name: 'Own', prepared } as never });
  }

  test('is told of, and can be begun anew', async () => {
    await debugOwn();
    screen.press = () => 'Restart';
    const rule = document();
    person.save(rule);
    expect(messages()).toEqual([]);
    person.write(rule, half.replace('lr * g', 'g * lr'));
    person.save(rule);
    expect(messages()).toEqual([
      [
        'information',
        'half.optimizer is debugged as it was before you saved it. Restart to debug it as it is now.',
        'Restart',
      ],
    ]);
    await waitFor(() => expect(screen.commands).toContain('workbench.action.debug.restart'));
  });

  test('is another one, or nobody’s any more', async () => {
    await debugOwn();
    person.save(new FakeDocument(Uri.file('/project/other.optimizer'), '', 'optimizer'));
    sessions.dispose();
    person.save(new FakeDocument(Uri.file('/project/half.optimizer'), '', 'optimizer'));
    expect(messages()).toEqual([]);
  });
});

test('texts of rules that are in no file can be read, and not written', async () => {
  const { provider, options } = screen.registered['optimizer-rule'] as {
    provider: Record<string, (uri: Uri) => Promise<unknown>>;
    options: object;
  };
  expect(options).toMatchObject({ isReadonly: true });
  const uri = new Uri('optimizer-rule', '/sgd.optimizer');
  const bytes = (await provider['readFile']?.(uri)) as Uint8Array;
  expect(new TextDecoder().decode(bytes)).toContain('name "SGD"');
  expect(await provider['stat']?.(uri)).toEqual({ type: 1, ctime: 0, mtime: 0, size: bytes.length });
  for (const name of ['writeFile', 'delete', 'rename', 'createDirectory'])
    expect(() => provider[name]?.(uri)).toThrow('NoPermissions');
});
