/** Commands on experiment files, down to what the backend is asked for. */
import { describe, expect, test } from 'vitest';
import { CsvFault } from '../../../core/experiment/errors.ts';
import { waitFor } from '../waitFor.ts';
import {
  calls,
  csv,
  csvProblem,
  data,
  editor,
  experiment,
  file,
  machine,
  messages,
  openBeforeEach,
  run,
  scheduler,
  shape,
  started,
} from './commandsWindow.ts';
import { person, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

openBeforeEach();

describe('an experiment file', () => {
  test('runs where it is given, else the one that the person is at', async () => {
    await run('runFile', file(experiment({ lr: [0.2] })));
    expect(started()[0]).toMatchObject({ lr: [0.2] });
    editor.current = file(experiment({ lr: [0.3] }), 'b.experiment.json');
    await run('runFile', 'not a file');
    expect(scheduler.start.mock.calls[1]?.[0]).toMatchObject({ lr: [0.3] });
    expect(scheduler.start.mock.calls[1]?.slice(1)).toEqual([null, { csv: null, said: [] }]);
  });

  test('is asked for where the person is at none', async () => {
    await run('runFile');
    expect(messages()).toEqual([
      ['error', 'No experiment file is open. Open a file whose name ends in .experiment.json.', 'Show Log'],
    ]);
  });

  test('that is gone is told of', async () => {
    await run('runFile', Uri.file('/workspace/gone.experiment.json'));
    expect(messages()).toEqual([['error', '/workspace/gone.experiment.json is not there', 'Show Log']]);
  });

  test('brings the numbers of its CSV file along', async () => {
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    await run('runFile', file(experiment({ problem: csvProblem })));
    expect(csv.load.mock.calls[0]?.slice(0, 2)).toEqual([expect.objectContaining(csvProblem), '/workspace']);
    expect(started()[2]).toMatchObject({ csv: { folder: '/workspace', shape, data } });
  });

  test('is refused where no folder is open, or one that is not on a disk', async () => {
    const uri = file(experiment({ problem: csvProblem }));
    await run('runFile', uri);
    screen.folders = [{ name: 'far', uri: new Uri('vscode-vfs', '/far') }];
    await run('runFile', uri);
    expect(messages().map(([, text]) => text)).toEqual([
      expect.stringContaining('expected a path in the open folder, but none is open'),
      expect.stringContaining('expected a path in a folder on the disk, not in vscode-vfs:///far'),
    ]);
    expect(csv.load).not.toHaveBeenCalled();
  });

  test('leads to the field that is wrong, or to the log', async () => {
    const uri = file(experiment({ lr: [0] }));
    screen.press = (buttons) => buttons[0];
    await run('runFile', uri);
    await waitFor(() => expect(screen.shown).toHaveLength(1));
    expect(messages()).toEqual([
      [
        'error',
        expect.stringMatching(/lr\[0\] = 0 — expected a number above 0$/),
        'Open Experiment',
        'Show Log',
      ],
    ]);
    expect(screen.shown[0]?.path).toBe('/workspace/a.experiment.json');
    expect(screen.log.join('\n')).toMatch(/runFile: .*lr\[0\] = 0/);
    screen.press = (buttons) => buttons[1];
    await run('runFile', uri);
    await waitFor(() => expect(screen.logShown).toBe(1));
    expect(screen.shown).toHaveLength(1);
  });

  test('says so where the way to the fault fails', async () => {
    const uri = file(experiment({ lr: [0] }));
    screen.press = (buttons) => {
      screen.press = () => undefined;
      delete screen.files[uri.path];
      return buttons[0];
    };
    screen.failToShow = true;
    await run('runFile', uri);
    await waitFor(() => expect(messages()).toHaveLength(2));
    expect(messages()[1]).toEqual(['error', '/workspace/a.experiment.json can’t be shown', 'Show Log']);
  });

  test('leads to the row of its CSV file that is wrong, all of its line selected', async () => {
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    const fault = { message: 'row 7: torn', row: 7, value: undefined, unclearDecimal: false };
    csv.load.mockRejectedValue(new CsvFault('/workspace/a.csv', fault));
    screen.press = (buttons) => buttons[0];
    await run('runFile', file(experiment({ problem: csvProblem })));
    await waitFor(() => expect(screen.commands).toContain('vscode.open'));
    expect(messages()[0]?.slice(2)).toEqual(['Open a.csv', 'Show Log']);
    expect(csv.lineOfRow).toHaveBeenCalledWith('/workspace/a.csv', 7);
    const [uri, options] = screen.executed.at(-1)?.values ?? [];
    expect([String(uri), options]).toMatchObject([
      'file:///workspace/a.csv',
      { selection: { start: { line: 11, character: 0 }, end: { line: 11 } } },
    ]);
  });

  test('that takes more memory than there is does not begin', async () => {
    machine.free = 1e6;
    const wide = { data: 'digits', hidden: [4096, 4096] };
    await run('runFile', file(experiment({ problem: wide })));
    expect(calls).toEqual([]);
    expect(messages()[0]?.[1]).toMatch(/expected less memory: a run needs \d+ MB and about 1 MB is free/);
  });

  test('that takes more memory than other races leave begins: it waits for them', async () => {
    machine.free = 1e6;
    machine.freeAlone = 2 ** 34;
    screen.press = () => 'Run';
    await run('runFile', file(experiment({ problem: { data: 'digits', hidden: [4096, 4096] } })));
    expect(calls).toEqual(['show', 'start']);
    expect(messages().at(-1)?.[1]).toMatch(/about 1 MB is free: 1 at a time/);
  });

  test('whose data doesn’t fit it does not begin', async () => {
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    await run('runFile', file(experiment({ problem: csvProblem, batch_size: [101] })));
    expect(calls).toEqual([]);
    expect(messages()[0]?.[1]).toMatch(/batch_size\[0\] = 101 — expected /);
  });

  test('of which runs wait for memory says so', async () => {
    machine.free = 4e8;
    screen.press = () => 'Run';
    const seeds = Array.from({ length: 16 }, (_, seed) => seed);
    await run(
      'runFile',
      file(experiment({ problem: { data: 'digits', hidden: [2048, 2048] }, seed: seeds })),
    );
    expect(calls).toEqual(['show', 'start']);
    expect(messages().slice(1)).toEqual([['information', expect.stringMatching(/about 400 MB is free/)]]);
  });

  test.each([
    ['many runs', { seed: { from: 0, count: 11 }, lr: { from: 0.01, to: 1, count: 20 } }, /: 220 runs\.$/],
    ['a long one', { epochs: 100_000, lr: { from: 0.01, to: 1, count: 20 } }, /: 20 runs, about \d+ min\.$/],
  ])('of %s asks first, with their number and time', async (_, change, words) => {
    const problem = { data: 'iris', hidden: [16] };
    const large = file(experiment({ problem, epochs: 2, ...change }));
    await run('runFile', large);
    expect(messages()).toEqual([['information', expect.stringMatching(words), 'Run', 'Cancel']]);
    expect(calls).toEqual([]);
    screen.press = () => 'Cancel';
    await run('runFile', large);
    expect(calls).toEqual([]);
    screen.press = () => 'Run';
    await run('runFile', large);
    expect(calls).toEqual(['show', 'start']);
    expect(started()[0]).toMatchObject({ problem });
  });

  test('that can’t run is refused, not asked about', async () => {
    machine.free = 1e5;
    await run(
      'runFile',
      file(
        experiment({ problem: { data: 'iris' }, lr: { from: 0.01, to: 1, count: 20 }, seed: { count: 20 } }),
      ),
    );
    expect(messages()).toEqual([['error', expect.stringMatching(/memory/), expect.anything(), 'Show Log']]);
  });
});

test('a document that is open is read as it stands', async () => {
  const document = new FakeDocument(file(experiment({ lr: [0.1] })), experiment({ lr: [0.9] }));
  person.open(document);
  person.write(document, experiment({ lr: [0.9] }));
  await run('runFile', document.uri);
  expect(started()[0]).toMatchObject({ lr: [0.9] });
  await run('runFile', file(experiment({ lr: [0.4] }), 'b.experiment.json'));
  expect(scheduler.start.mock.calls[1]?.[0]).toMatchObject({ lr: [0.4] });
});
