/** Reading CSV files one at a time, in the order in which they are asked for. */
import { expect, test, vi } from 'vitest';
import { CsvReading } from '../../../extension/data/csvReading.ts';
import { CancellationError } from './fake/values.ts';

test('what was asked for before something else, and begins after it, is not read', async () => {
  const load = vi.fn();
  const reading = new CsvReading({ load, readColumns: vi.fn(), lineOfRow: vi.fn() });
  const problem = { csv: 'houses.csv', target: 1, hidden: [] } as never;
  const { asks } = reading;
  reading.cancel();
  await expect(reading.read(problem, '/folder', asks)).rejects.toThrow(CancellationError);
  expect(load).not.toHaveBeenCalled();
  load.mockRejectedValue(new Error('is read'));
  await expect(reading.read(problem, '/folder', reading.asks)).rejects.toThrow('is read');
});
