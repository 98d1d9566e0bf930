import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { datasets } from '../../../../core/problems/data/index.ts';
import { prepareDataset } from '../../../../core/problems/data/preparation/prepareDataset.ts';
import { loadDataset } from '../../../../node/data/loadDataset.ts';
import { loadDataset as loadShipped } from '../../problems/shippedData.ts';

const shipped = fileURLToPath(new URL('../../../../core/problems/data', import.meta.url));

test.each(datasets.map(({ id, standardize = false }) => [id, standardize] as const))(
  '%s loads by its id, standardized: %s',
  async (id, standardize) => {
    const loaded = await loadDataset(id, shipped);
    expect(loaded).toEqual(prepareDataset(loadShipped(id), { standardize }));
    expect(loaded.validation).toBeNull();
  },
);

test('an unknown data set is refused', async () => {
  await expect(loadDataset('mnist', shipped)).rejects.toThrow(
    'problem.data = mnist — expected a data set of the table',
  );
});
