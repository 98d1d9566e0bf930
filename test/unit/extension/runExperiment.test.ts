/** The questions of "Run Experiment…", answered as a person does. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { problems } from '../../../core/experiment/defaults.ts';
import { CsvFault } from '../../../core/experiment/errors.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { askExperiment } from '../../../extension/commands/runExperiment/runExperiment.ts';
import { Memento } from './fake/memento.ts';
import { Uri } from './fake/values.ts';
import { resetScreen, screen } from './fake/vscode.ts';
import type { FakeItem, FakePick } from './fake/widgets.ts';

type Answered = Awaited<ReturnType<typeof askExperiment>>;

let memory: Memento;
let taken: number;
const reading = {
  readColumns: vi.fn(),
  read: vi.fn(),
  cancel: vi.fn(),
  openRow: vi.fn(async () => {}),
};
const shape = { rows: 100, features: 2, classes: 0, contentHash: 'ab' };
const columns = [
  { reference: 'size', examples: ['1', '2'], tasks: ['regression'] },
  { reference: 'city', examples: ['Bonn', 'Köln'], tasks: ['classification'] },
  { reference: 'price', examples: ['7', '8'], tasks: ['regression', 'classification'] },
];

beforeEach(() => {
  resetScreen();
  vi.resetAllMocks();
  memory = new Memento();
  taken = 0;
  reading.readColumns.mockResolvedValue(columns);
  reading.read.mockImplementation(async (_, folder) => ({ folder, shape, data: {} }));
});

function ask(check: (answered: NonNullable<Answered>) => string | null = () => null): Promise<Answered> {
  return askExperiment(memory as never, reading as never, check);
}

/** The next question that is asked. */
async function question(): Promise<FakePick> {
  await vi.waitFor(() => expect(screen.picks.length).toBeGreaterThan(taken));
  const pick = screen.picks[taken++];
  if (!pick) throw new Error('expected a pick');
  return pick;
}

const labels = (items: readonly FakeItem[]) => items.map(({ label }) => label);

function row(pick: FakePick, label: string): FakeItem {
  const found = pick.items.find((item) => item.label === label);
  if (!found) throw new Error(`${label} is not among ${labels(pick.items).join('; ')}`);
  return found;
}

/** Answers the next question with these rows, or with what is marked. */
async function answer(...chosen: readonly string[]): Promise<FakePick> {
  const pick = await question();
  pick.accept(...chosen.map((label) => row(pick, label)));
  return pick;
}

describe('on a surface', () => {
  test('asks for problem, optimizers and rates, and remembers them', async () => {
    const asked = ask();
    const first = await question();
    expect([first.title, first.step, first.totalSteps, first.buttons]).toEqual(['Run Experiment', 1, 4, []]);
    first.accept(row(first, 'Rosenbrock'));
    const second = await question();
    expect([second.title, second.step, second.totalSteps]).toEqual(['Rosenbrock', 2, 3]);
    expect([second.canSelectMany, second.buttons.length]).toEqual([true, 1]);
    expect(labels(second.items)).toEqual(optimizers.map(({ rule }) => rule.name));
    expect(labels(second.selectedItems).sort()).toEqual(['Adam', 'Momentum', 'RMSProp', 'SGD']);
    second.accept(row(second, 'Adam'), row(second, 'SGD'));
    const third = await question();
    expect([third.title, third.step, third.totalSteps]).toEqual(['Rosenbrock · Adam, SGD', 3, 3]);
    expect(labels(third.items).map(Number)).toEqual([0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]);
    expect(labels(third.selectedItems)).toEqual(['0.0001']);
    third.accept(row(third, '0.3'), row(third, '0.01'));
    expect(await asked).toMatchObject({
      experiment: {
        problem: { surface: 'rosenbrock' },
        optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }],
        lr: [0.01, 0.3],
      },
      csv: null,
    });
    expect(memory.kept.get('runExperiment.lastChoices')).toEqual({
      problem: { surface: 'rosenbrock' },
      optimizers: ['adam', 'sgd'],
      batchSizes: [],
      lr: [0.3, 0.01],
    });
    expect(screen.picks.every(({ isShown }) => !isShown)).toBe(true);
  });

  test('offers surfaces, the person’s own data, then that which ships', async () => {
    void ask();
    const pick = await question();
    const own = labels(pick.items).indexOf('A CSV file of your own…');
    expect(own).toBe(problems.filter((problem) => !('data' in problem)).length);
    expect(pick.items).toHaveLength(problems.length + 1);
    expect(row(pick, 'Two spirals, 2-32-2 network').description).toMatch(/^\d+ examples$/);
    expect(row(pick, 'Rosenbrock').description).toContain('(1 − x)²');
    expect(pick.matchOnDescription).toBe(true);
  });

  test('marks what was answered last, for the same problem alone', async () => {
    const last = { problem: { surface: 'valley' }, optimizers: ['adam'], batchSizes: [], lr: [0.07] };
    memory.kept.set('runExperiment.lastChoices', last);
    let asked = ask();
    expect(labels((await question()).activeItems)).toEqual(['Ill-conditioned valley']);
    screen.picks[0]?.accept();
    expect(labels((await answer()).selectedItems)).toEqual(['Adam']);
    const rates = await answer();
    expect(labels(rates.selectedItems)).toEqual(['0.07']);
    expect(labels(rates.items)).toContain('0.07');
    expect((await asked)?.experiment.lr).toEqual([0.07]);

    asked = ask();
    await answer('Rosenbrock');
    expect(labels((await answer()).selectedItems)).toHaveLength(4);
    expect(labels((await answer()).items)).not.toContain('0.07');
    await asked;
  });

  test('takes a typed formula, and says what is wrong with one', async () => {
    const asked = ask();
    const pick = await question();
    pick.type('x**2 +');
    const [fault] = pick.items;
    expect(fault?.label).toMatch(/^\$\(error\) /);
    pick.accept();
    expect(screen.picks).toHaveLength(1);
    pick.type('valley');
    expect(pick.items[0]?.label).not.toMatch(/^\$/);
    pick.type('x**2 + 3*y**2');
    expect(pick.items[0]).toMatchObject({ label: 'x**2 + 3*y**2', description: 'your formula' });
    pick.accept(row(pick, 'x**2 + 3*y**2'));
    expect((await answer()).title).toContain('x**2 + 3*y**2');
    await answer();
    expect((await asked)?.experiment.problem).toEqual({ formula: 'x**2 + 3*y**2' });
  });

  test('typed rates take the place of the marked ones; wrong ones say what was expected', async () => {
    const asked = ask();
    await answer('Ill-conditioned valley');
    await answer('SGD');
    const pick = await question();
    pick.type('0.02, -1');
    expect(pick.items[0]?.label).toBe('$(error) -1 — expected a number above 0');
    pick.accept();
    expect(pick.busy).toBe(false);
    pick.type('0.02, 50');
    expect(pick.items.slice(0, 2)).toMatchObject([
      { label: '0.02', description: '' },
      { label: '50', description: 'above 10, where most optimizers diverge' },
    ]);
    pick.accept();
    expect((await asked)?.experiment.lr).toEqual([0.02, 50]);
  });

  test('more rates than are allowed, and what the experiment can’t be, are told while it can be changed', async () => {
    const check = vi.fn().mockReturnValueOnce('16 GB — expected at most 8 GB').mockReturnValue(null);
    const asked = ask(check);
    await answer('Ill-conditioned valley');
    await answer('SGD');
    const pick = await question();
    pick.type(Array.from({ length: 17 }, (_, i) => i + 1).join(' '));
    pick.accept();
    expect(pick.items[0]?.label).toBe('$(error) 17 learning rates — expected at most 16');
    expect(check).not.toHaveBeenCalled();
    pick.type('0.5');
    pick.accept();
    expect(pick.items[0]?.label).toBe('$(error) 16 GB — expected at most 8 GB');
    expect(check.mock.calls[0]?.[0].experiment.lr).toEqual([0.5]);
    pick.accept();
    expect((await asked)?.experiment.lr).toEqual([0.5]);
  });
});

test('what goes wrong in the check is no fault of the answers', async () => {
  void ask(() => {
    throw new RangeError('no memory');
  });
  await answer('Ill-conditioned valley');
  await answer('SGD');
  const pick = await question();
  expect(() => pick.accept()).toThrow(new RangeError('no memory'));
});

describe('on data that ships', () => {
  test('asks for batch sizes too, none larger than the data', async () => {
    const asked = ask();
    await answer('Iris, 4-16-3 network');
    expect((await answer('Adam')).totalSteps).toBe(4);
    const pick = await question();
    expect([pick.title, pick.step, pick.totalSteps]).toEqual(['Iris, 4-16-3 network · Adam', 3, 4]);
    expect(labels(pick.items)).toEqual(['1', '8', '32', '128', 'full']);
    expect(pick.items[0]?.description).toBe('stochastic gradient descent');
    expect(pick.items[1]?.description).toBe('');
    expect(pick.items.at(-1)?.description).toBe('batch gradient descent, 150 examples a step');
    expect(labels(pick.selectedItems)).toEqual(['32']);
    pick.type('151');
    expect(pick.items[0]?.label).toBe('$(error) 151 — expected a whole number, 1 to 150, or full');
    pick.type('16 full');
    expect(labels(pick.selectedItems)).toEqual(['16', 'full']);
    pick.accept();
    const rates = await question();
    expect(rates.title).toBe('Iris, 4-16-3 network · Adam · batch 16, full');
    rates.accept();
    expect((await asked)?.experiment.batch_size).toEqual([16, 'full']);
  });

  test('marks full where the sizes of last time are too large for it', async () => {
    const problem = { data: 'iris', hidden: [16] };
    const last = { problem, optimizers: ['adam'], batchSizes: [512], lr: [0.1] };
    memory.kept.set('runExperiment.lastChoices', last);
    void ask();
    await answer();
    await answer();
    const pick = await question();
    expect(labels(pick.items)).not.toContain('512');
    expect(labels(pick.selectedItems)).toEqual(['full']);
  });
});

describe('leaving and going back', () => {
  test('Escape ends it, and nothing is remembered', async () => {
    const asked = ask();
    await answer('Ill-conditioned valley');
    (await question()).hide();
    expect(await asked).toBeUndefined();
    expect(memory.kept.size).toBe(0);
    expect(reading.cancel).not.toHaveBeenCalled();
  });

  test('the way back passes over what was not asked, and keeps the answers', async () => {
    const asked = ask();
    await answer('Ill-conditioned valley');
    await answer('Adam');
    (await question()).back();
    const again = await question();
    expect([again.step, labels(again.selectedItems)]).toEqual([2, ['Adam']]);
    again.back();
    const problem = await question();
    expect([problem.step, labels(problem.activeItems)]).toEqual([1, ['Ill-conditioned valley']]);
    problem.accept();
    expect(labels((await answer()).selectedItems)).toEqual(['Adam']);
    await answer();
    expect((await asked)?.experiment.optimizers).toEqual([{ optimizer: 'adam' }]);
  });

  test('an answered question stays, busy, until the next one is there', async () => {
    void ask();
    const pick = await answer('Ill-conditioned valley');
    expect([pick.busy, pick.enabled]).toEqual([true, false]);
    await question();
    expect(pick.isShown).toBe(false);
  });
});

describe('on a CSV file', () => {
  const files = (...names: string[]) => {
    screen.folders = [{ name: 'work', uri: Uri.file('/work') }];
    for (const name of names) screen.files[name] = new Uint8Array();
  };
  const own = 'A CSV file of this workspace…';

  test('asks for file and target, and reads the file once', async () => {
    files('/work/b.csv', '/work/data/a.csv', '/elsewhere/c.csv');
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
    expect(reading.readColumns).toHaveBeenCalledWith('data/a.csv', '/work');
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
    expect(reading.read).toHaveBeenCalledWith(problem, '/work');
    expect((await answer()).step).toBe(5);
    expect((await answer()).step).toBe(6);
    expect(await asked).toMatchObject({ experiment: { problem }, csv: { folder: '/work', shape } });
    expect(reading.read).toHaveBeenCalledTimes(1);
  });

  test('a task is named only where there are two, a column without a name by its number', async () => {
    files('/work/a.csv');
    reading.readColumns.mockResolvedValue([{ reference: 2, examples: [], tasks: ['regression'] }]);
    void ask();
    await answer(own);
    await answer('a.csv');
    await answer('Column 2');
    await question();
    expect(reading.read).toHaveBeenCalledWith({ csv: 'a.csv', target: 2, hidden: [16] }, '/work');
  });

  test('marks file and target of last time, with what was left out then', async () => {
    files('/work/a.csv', '/work/b.csv');
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
    expect(reading.read).toHaveBeenCalledWith(problem, '/work');
  });

  test('tells what the experiment can’t be while it can be changed', async () => {
    files('/work/b.csv');
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
    files('/work/b.csv');
    const problem = { csv: 'b.csv', target: 'size', hidden: [16] };
    memory.kept.set('runExperiment.lastChoices', { problem });
    void ask();
    await answer();
    await answer();
    const target = await question();
    expect(target.items).toHaveLength(4);
    expect(target.activeItems).toEqual([target.items[2]]);
  });

  test('says what is wrong with the file, and prepares what loses least', async () => {
    files('/work/a.csv');
    const value = {
      column: 'size',
      isTarget: false,
      rows: { count: 1, of: 500 },
      columns: { count: 1, of: 2 },
    };
    const message = 'row 7, size: no value — expected a number';
    reading.read.mockRejectedValueOnce(
      new CsvFault('/work/a.csv', { message, row: 7, value, unclearDecimal: false } as never),
    );
    const asked = ask();
    await answer(own);
    await answer('a.csv');
    await answer('city');
    const pick = await question();
    expect(pick.items.slice(0, 5)).toMatchObject([
      { label: '$(error) row 7, size: no value', detail: 'expected a number' },
      { label: '$(filter) Leave out 1 of 500 rows: missing values' },
      { label: '$(exclude) Leave out column size' },
      { label: '$(go-to-file) Open a.csv at row 7' },
      { label: 'another column' },
    ]);
    expect(pick.items).toHaveLength(9);
    expect(labels(pick.activeItems)).toEqual(['$(filter) Leave out 1 of 500 rows: missing values']);
    pick.accept();
    await answer();
    await answer();
    await answer();
    expect(await asked).toMatchObject({ experiment: { problem: { target: 'city', missing: 'skip' } } });
  });

  test('a fault that nothing can be done about leaves the column marked, and opens the row', async () => {
    files('/work/a.csv');
    reading.read.mockRejectedValueOnce(
      new CsvFault('/work/a.csv', {
        message: 'row 9: torn',
        row: 9,
        value: undefined,
        unclearDecimal: false,
      }),
    );
    const asked = ask();
    await answer(own);
    await answer('a.csv');
    await answer('city');
    const pick = await question();
    expect(labels(pick.activeItems)).toEqual(['city']);
    pick.accept(row(pick, '$(go-to-file) Open a.csv at row 9'));
    expect(await asked).toBeUndefined();
    expect(reading.openRow).toHaveBeenCalledWith('/work/a.csv', 9);
  });

  test('any other failure ends it', async () => {
    files('/work/a.csv');
    reading.read.mockRejectedValueOnce(new Error('no thread'));
    const asked = ask();
    await answer(own);
    await answer('a.csv');
    await answer('city');
    await expect(asked).rejects.toThrow('no thread');
    expect(screen.picks.every(({ isShown }) => !isShown)).toBe(true);
  });

  test('Escape while the file is read cancels that', async () => {
    files('/work/a.csv');
    let end = (_: unknown) => {};
    reading.read.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    );
    const asked = ask();
    await answer(own);
    await answer('a.csv');
    const pick = await answer('city');
    await vi.waitFor(() => expect(reading.read).toHaveBeenCalled());
    pick.hide();
    expect(reading.cancel).toHaveBeenCalledOnce();
    end({ folder: '/work', shape, data: {} });
    expect(await asked).toBeUndefined();
  });

  test('the way back leads from the target to the file, and keeps it', async () => {
    files('/work/a.csv', '/work/b.csv');
    void ask();
    await answer(own);
    await answer('b.csv');
    (await question()).back();
    const file = await question();
    expect(labels(file.activeItems)).toEqual(['b.csv']);
    file.back();
    expect(labels((await question()).activeItems)).toEqual([own]);
  });

  test('names the folder where there are several', async () => {
    files('/work/a.csv', '/more/a.csv');
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
