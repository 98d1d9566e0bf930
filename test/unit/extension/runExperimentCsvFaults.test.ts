/** What "Run Experiment…" does while a CSV file is read, and where that fails. */
import { describe, expect, test } from 'vitest';
import { CsvFault } from '../../../core/experiment/errors.ts';
import { waitFor } from '../waitFor.ts';
import { screen } from './fake/screen.ts';
import {
  answer,
  ask,
  files,
  labels,
  openBeforeEach,
  own,
  question,
  reading,
  row,
  shape,
} from './runExperimentQuestions.ts';

openBeforeEach();

describe('on a CSV file', () => {
  test('says what is wrong with the file, and prepares what loses least', async () => {
    files('/project/a.csv');
    const value = {
      column: 'size',
      isTarget: false,
      rows: { count: 1, of: 500 },
      columns: { count: 1, of: 2 },
    };
    const message = 'row 7, size: no value — expected a number';
    reading.read.mockRejectedValueOnce(
      new CsvFault('/project/a.csv', { message, row: 7, value, unclearDecimal: false } as never),
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
    files('/project/a.csv');
    reading.read.mockRejectedValueOnce(
      new CsvFault('/project/a.csv', {
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
    expect(reading.openRow).toHaveBeenCalledWith('/project/a.csv', 9);
  });

  test('any other failure ends it', async () => {
    files('/project/a.csv');
    reading.read.mockRejectedValueOnce(new Error('no thread'));
    const asked = ask();
    await answer(own);
    await answer('a.csv');
    await answer('city');
    await expect(asked).rejects.toThrow('no thread');
    expect(screen.picks.every(({ isShown }) => !isShown)).toBe(true);
  });

  test('Escape while the file is read cancels that', async () => {
    files('/project/a.csv');
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
    await waitFor(() => expect(reading.read).toHaveBeenCalled());
    pick.hide();
    expect(reading.cancel).toHaveBeenCalledOnce();
    end({ folder: '/project', shape, data: {} });
    expect(await asked).toBeUndefined();
  });
});
