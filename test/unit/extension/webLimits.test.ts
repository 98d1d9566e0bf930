/** What a browser can't do is told in words. */
import { expect, test } from 'vitest';
import { desktopOnly, refuseCsv } from '../../../extension/backend/webLimits.ts';

test('what needs a disk says where it is done, and CSV files name the field, the value and a way out', async () => {
  expect(desktopOnly('Training logs are read and followed')).toBe(
    'Training logs are read and followed in VS Code on a desktop or connected to a server: a browser has no files to follow.',
  );
  expect(desktopOnly('Experiments are run on a queue', 'a browser has no way to Redis')).toBe(
    'Experiments are run on a queue in VS Code on a desktop or connected to a server: a browser has no way to Redis.',
  );
  const fault =
    'problem.csv = "a.csv" — expected a data set that ships: in a browser no CSV files are read. Open the folder in VS Code on a desktop for that';
  await expect(refuseCsv.load({ csv: 'a.csv', target: 'y' } as never, '/', {})).rejects.toThrow(fault);
  await expect(refuseCsv.readColumns('a.csv', '/')).rejects.toThrow(fault);
  await expect(refuseCsv.lineOfRow('a.csv', 1)).rejects.toThrow(fault);
});
