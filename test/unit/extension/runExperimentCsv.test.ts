/** The questions of "Run Experiment…" about a CSV file and its target. */
import { describe, expect, test, vi } from 'vitest';
import { screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import type { FakeItem } from './fake/widgets.ts';
import {
  answer,
  ask,
  files,
  labels,
  memory,
  openBeforeEach,
  own,
  question,
  reading,
  row,
  shape,
} from './runExperimentQuestions.ts';

openBeforeEach();

describe('on a CSV file', () => {
  test('asks for file and target, and reads the file once', async () => {
    files('/project/b.csv', '/project/data/a.csv', '/elsewhere/c.csv');
    const asked = ask();
    const first = await question();
    expect(row(first, own).description).toBe('a network on data of your own');
    first.accept(row(first, own));
    const file = await question();
    expect([file.title, file.step, file.totalSteps]).toEqual(['Run Experiment', 2, 6]);
    expect(file.items).toMatchObject([
      { label: 'b.csv', description: '' },
      { label: 'data/a.csv', description: '' },
    ]);
    expect(file.activeItems).toEqual([]);
    file.accept(row(file, 'data/a.csv'));
    const target = await question();
    expect(reading.readColumns).toHaveBeenCalledWith('data/a.csv', '/project');
    expect([target.title, target.step]).toEqual(['data/a.csv', 3]);
    expect(target.items.map(({ label, description, detail }) => [label, description, detail])).toEqual([
      ['price', 'regression', '7, 8'],
      ['price', 'classification', '7, 8'],
      ['size', 'regression', '1, 2'],
      ['city', 'classification', 'Bonn, Köln'],
    ]);
    expect(target.activeItems).toEqual(target.items.slice(0, 1));
    target.accept(target.items[1] as FakeItem);
    const problem = { csv: 'data/a.csv', target: 'price', hidden: [16], task: 'classification' };
    expect((await answer()).step).toBe(4);
    expect(reading.read).toHaveBeenCalledWith(problem, '/project');
    expect((await answer()).step).toBe(5);
    expect((await answer()).step).toBe(6);
    expect(await asked).toMatchObject({ experiment: { problem }, csv: { folder: '/project', shape } });
    expect(reading.read).toHaveBeenCalledTimes(1);
  });

  test('is asked at once for a file where that is what was wanted, and before it for the problem on the way back', async () => {
    files('/project/a.csv');
    const asked = ask(undefined, { onCsv: true });
    const file = await question();
    expect([file.items.length, file.step]).toEqual([1, 2]);
    file.back();
    const problem = await question();
    expect([problem.step, problem.items.map(({ label }) => label).includes(own)]).toEqual([1, true]);
    problem.accept(row(problem, own));
    await answer('a.csv');
    for (let each = 0; each < 4; each++) await answer();
    expect(await asked).toMatchObject({ experiment: { problem: { csv: 'a.csv' } } });
  });

  test('lists files by their names, in whatever order they are found', async () => {
    files('/project/z.csv', '/project/b/a.csv', '/project/a.csv');
    void ask();
    await answer(own);
    expect(labels((await question()).items)).toEqual(['a.csv', 'b/a.csv', 'z.csv']);
  });

  test('leads to another folder where there is no file, whatever is typed', async () => {
    files();
    void ask();
    await answer(own);
    const { items } = await question();
    expect(items).toMatchObject([
      { label: expect.stringMatching(/There is no CSV file here yet/), alwaysShow: true },
      { label: expect.stringMatching(/Open Folder…/), alwaysShow: true },
    ]);
  });

  test('a task is named only where there are two, a column without a name by its number', async () => {
    files('/project/a.csv');
    reading.readColumns.mockResolvedValue([{ reference: 2, examples: [], tasks: ['regression'] }]);
    void ask();
    await answer(own);
    await answer('a.csv');
    await answer('Column 2');
    await question();
    expect(reading.read).toHaveBeenCalledWith({ csv: 'a.csv', target: 2, hidden: [16] }, '/project');
  });

  test('marks file and target of last time, with what was left out then', async () => {
    files('/project/a.csv', '/project/b.csv');
    const problem = {
      ...{ csv: 'b.csv', target: 'size', hidden: [16], ignore: ['city'], missing: 'skip' },
      ...{ categorical: ['zone'], decimal: ',' },
    };
    const last = { problem, optimizers: ['sgd'], batchSizes: [8], lr: [0.1] };
    memory.kept.set('runExperiment.lastChoices', last);
    void ask();
    expect(labels((await answer()).activeItems)).toEqual([own]);
    expect(labels((await answer()).activeItems)).toEqual(['b.csv']);
    const target = await question();
    expect(target.activeItems).toMatchObject([
      {
        label: 'size',
        description:
          'regression, without city, without rows that have missing values, names in zone, decimals behind ,',
      },
    ]);
    expect(target.items).toHaveLength(5);
    target.accept();
    expect(labels((await question()).selectedItems)).toEqual(['SGD']);
    expect(reading.read).toHaveBeenCalledWith(problem, '/project');
  });

  test('tells what the experiment can’t be while it can be changed', async () => {
    files('/project/b.csv');
    const problem = { csv: 'b.csv', target: 'size', hidden: [5000], ignore: ['city'] };
    memory.kept.set('runExperiment.lastChoices', { problem });
    const check = vi.fn(() => null);
    void ask(check);
    for (let asked = 0; asked < 5; asked++) await answer();
    const rates = await question();
    rates.accept();
    expect(rates.items[0]?.label).toMatch(/^\$\(error\) problem\.hidden\[0\] = 5000 — expected /);
    expect(check).not.toHaveBeenCalled();
  });

  test('marks the offer itself where nothing was left out', async () => {
    files('/project/b.csv');
    const problem = { csv: 'b.csv', target: 'size', hidden: [16] };
    memory.kept.set('runExperiment.lastChoices', { problem });
    void ask();
    await answer();
    await answer();
    const target = await question();
    expect(target.items).toHaveLength(4);
    expect(target.activeItems).toEqual([target.items[2]]);
  });

  test('the way back leads from the target to the file, and keeps it', async () => {
    files('/project/a.csv', '/project/b.csv');
    void ask();
    await answer(own);
    await answer('b.csv');
    (await question()).back();
    const file = await question();
    expect(labels(file.activeItems)).toEqual(['b.csv']);
    file.back();
    expect(labels((await question()).activeItems)).toEqual([own]);
  });

  test('asks for one file and one target, and leaving either of these ends it', async () => {
    files('/project/a.csv');
    let asked = ask();
    await answer(own);
    const file = await question();
    expect(file.canSelectMany).toBe(false);
    file.hide();
    expect(await asked).toBeUndefined();
    asked = ask();
    await answer(own);
    await answer('a.csv');
    const target = await question();
    expect(target.canSelectMany).toBe(false);
    target.hide();
    expect(await asked).toBeUndefined();
    expect(reading.read).not.toHaveBeenCalled();
  });

  test('names the folder where there are several', async () => {
    files('/project/a.csv', '/more/a.csv');
    screen.folders.push({ name: 'more', uri: Uri.file('/more') });
    void ask();
    await answer(own);
    const { items } = await question();
    expect(items.map(({ description }) => description).sort()).toEqual(['more', 'work']);
  });

  test('leaves out folders that are not on the disk', async () => {
    screen.folders = [{ name: 'far', uri: new Uri('vscode-vfs', '/far') }];
    screen.files['/far/a.csv'] = new Uint8Array();
    void ask();
    await answer(own);
    expect((await question()).items[0]?.label).toMatch(/^\$\(info\) There is no CSV file here yet/);
  });

  test.each([
    ['an empty folder', true, own, /^\$\(info\) There is no CSV file here yet/],
    ['no folder', false, 'A CSV file of your own…', /^\$\(info\) No folder is open/],
  ])('leads from %s to another', async (_, isOpen, offer, word) => {
    if (isOpen) files();
    const asked = ask();
    await answer(offer);
    const pick = await question();
    expect(labels(pick.items)).toEqual([expect.stringMatching(word), '$(folder-opened) Open Folder…']);
    expect(labels(pick.activeItems)).toEqual(['$(folder-opened) Open Folder…']);
    pick.accept();
    expect(await asked).toBeUndefined();
    expect(screen.commands).toEqual(['workbench.action.files.openFolder']);
  });
});
