import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import type { CsvProblem } from '../../../../core/experiment/modelProblem.ts';
import type { Dataset } from '../../../../core/problems/data/dataset.ts';
import type { ColumnHead } from '../../../../core/problems/data/table/columnHeads.ts';
import type { CsvContent, CsvFiles, CsvProgress } from '../../../../extension/backend/backend.ts';
import { CsvReading } from '../../../../extension/data/csvReading.ts';
import { resetScreen, screen } from '../fake/screen.ts';

const editor = vi.hoisted(() => ({ executed: [] as unknown[][] }));

vi.mock('vscode', async (original) => ({
  ...(await original<object>()),
  CancellationError: class CancellationError extends Error {},
  commands: { executeCommand: async (...values: unknown[]) => void editor.executed.push(values) },
}));

const problem: CsvProblem = { csv: 'data/houses.csv', target: 'price', hidden: [4] };

/** Files whose reading ends when a test says so. */
class SlowFiles implements CsvFiles {
  readonly asked: { problem: CsvProblem; folder: string; progress: CsvProgress }[] = [];
  readonly #pending: { resolve: (content: CsvContent) => void; reject: (reason: unknown) => void }[] = [];

  load(asked: CsvProblem, folder: string, progress: CsvProgress): Promise<CsvContent> {
    this.asked.push({ problem: asked, folder, progress });
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
      progress.signal?.addEventListener('abort', () => reject(progress.signal?.reason));
    });
  }

  end(index: number, content: CsvContent): void {
    this.#pending[index]?.resolve(content);
  }

  fail(index: number, reason: unknown): void {
    this.#pending[index]?.reject(reason);
  }

  async readColumns(csv: string, folder: string): Promise<readonly ColumnHead[]> {
    return [{ reference: `${folder}/${csv}`, examples: [], tasks: ['regression'] }];
  }

  async lineOfRow(_: string, row: number): Promise<number> {
    return 10 * row;
  }
}

function dataOf(rows: number, more: Partial<Dataset> = {}): Dataset {
  const [inputs, labels] = [new Float64Array(rows * 3), new Int32Array(0)];
  return { rows, features: 3, classes: 0, inputs, labels, targets: new Float64Array(rows), ...more };
}

const contentOf = (training: Dataset, validation: Dataset | null = null): CsvContent => ({
  data: { training, validation },
  contentHash: 'abc',
});

let files: SlowFiles;
let reading: CsvReading;

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
  editor.executed.length = 0;
  files = new SlowFiles();
  reading = new CsvReading(files);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('reading a file', () => {
  test('gives its numbers, its folder and what is known of its shape', async () => {
    const read = reading.read(problem, '/workspace');
    const [asked] = files.asked;
    expect([asked?.problem, asked?.folder]).toEqual([problem, '/workspace']);
    const content = contentOf(dataOf(5));
    files.end(0, content);
    const { folder, shape, data } = await read;
    expect(folder).toBe('/workspace');
    expect(data).toBe(content.data);
    expect(shape).toEqual({ rows: 5, features: 3, classes: 0, contentHash: 'abc' });
  });

  test('counts rows to train on and rows held out, and tells what was left out', async () => {
    const read = reading.read(problem, '/workspace');
    files.end(0, contentOf(dataOf(5, { skippedRows: 7 }), dataOf(2, { skippedRows: 1 })));
    expect((await read).shape).toMatchObject({ rows: 7, skippedRows: 7 });
  });

  test('tells that no row was left out where the file says so', async () => {
    const read = reading.read(problem, '/workspace');
    files.end(0, contentOf(dataOf(5, { skippedRows: 0 })));
    expect((await read).shape).toHaveProperty('skippedRows', 0);
  });

  test('tells the units of a target that is scaled and has a name', async () => {
    const targetScale = { means: new Float64Array([10]), deviations: new Float64Array([2.5, 9]) };
    const shapes = [
      dataOf(5, { targetName: 'price', targetScale }),
      dataOf(5, { targetName: 'price' }),
      dataOf(5, { targetScale }),
    ].map(async (data, index) => {
      const read = new CsvReading(files).read(problem, '/workspace');
      files.end(index, contentOf(data));
      return (await read).shape;
    });
    const [both, ...others] = await Promise.all(shapes);
    expect(both?.targetUnits).toEqual({ name: 'price', deviation: 2.5 });
    for (const shape of others) expect(shape).not.toHaveProperty('targetUnits');
  });

  test('fails as reading does', async () => {
    const read = reading.read(problem, '/workspace');
    files.fail(0, new Error('no such file'));
    await expect(read).rejects.toThrow('no such file');
  });
});

describe('progress', () => {
  test('is shown of what takes longer than a moment', async () => {
    const read = reading.read(problem, '/workspace');
    files.asked[0]?.progress.onProgress?.(0.25);
    await vi.advanceTimersByTimeAsync(499);
    expect(screen.progress).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(2);
    expect(screen.progress[0]?.title).toContain('houses.csv');
    files.asked[0]?.progress.onProgress?.(0.5);
    expect(screen.progress[0]?.reports).toEqual(['25 %', '50 %']);
    files.end(0, contentOf(dataOf(5)));
    await read;
  });

  test('has a button that ends the reading', async () => {
    const read = reading.read(problem, '/workspace');
    await vi.advanceTimersByTimeAsync(600);
    screen.progress[0]?.cancel();
    await expect(read).rejects.toThrow(vscode.CancellationError);
    expect(files.asked[0]?.progress.signal?.aborted).toBe(true);
  });

  test('is not shown of what is there at once', async () => {
    const read = reading.read(problem, '/workspace');
    files.end(0, contentOf(dataOf(5)));
    await read;
    await vi.advanceTimersByTimeAsync(1000);
    expect(screen.progress).toHaveLength(0);
  });
});

describe('who asks for another file', () => {
  test('has lost interest in the one before', async () => {
    const first = reading.read(problem, '/workspace');
    const failed = expect(first).rejects.toBeInstanceOf(vscode.CancellationError);
    const second = reading.read({ ...problem, csv: 'other.csv' }, '/workspace');
    await failed;
    expect(files.asked.map(({ progress }) => progress.signal?.aborted)).toEqual([true, false]);
    files.end(1, contentOf(dataOf(4)));
    expect((await second).shape.rows).toBe(4);
  });

  test('can end the reading without another', async () => {
    const read = reading.read(problem, '/workspace');
    const failed = expect(read).rejects.toBeInstanceOf(vscode.CancellationError);
    reading.cancel();
    await failed;
    expect(() => reading.cancel()).not.toThrow();
  });

  test('does not end what another reading reads', () => {
    void reading.read(problem, '/workspace').catch(() => {});
    new CsvReading(files).cancel();
    expect(files.asked[0]?.progress.signal?.aborted).toBe(false);
  });
});

test('columns are those of the file in its folder', async () => {
  const [head] = await reading.readColumns('houses.csv', '/workspace');
  expect(head?.reference).toBe('/workspace/houses.csv');
});

test('a row is shown where it begins, selected to the end of its line', async () => {
  await reading.openRow('/workspace/houses.csv', 3);
  const [[id, uri, options] = []] = editor.executed;
  expect(id).toBe('vscode.open');
  expect(uri).toMatchObject({ path: '/workspace/houses.csv' });
  expect(options).toMatchObject({
    selection: { start: { line: 29, character: 0 }, end: { line: 29, character: Number.MAX_SAFE_INTEGER } },
  });
});
