/** The mini-batches of a run in their order, written in Python: `core/problems/data/batches.ts`. */
import type { BatchSizeOfRun } from '../../experiment/batchSizeSchema.ts';
import { code, type Part } from '../part.ts';

/** `batches(rows)`, which goes on for ever: the whole epochs before each mini-batch, where it begins in its epoch, its rows. */
export function batchesCode(batchSize: BatchSizeOfRun): Part {
  if (typeof batchSize === 'object') return inStages;
  return batchSize === 'full' ? ofAllRows : ofOneSize;
}

const imports = ['import itertools', 'import numpy as np'];
const yields =
  'Yields, for ever: how many epochs are over, where a mini-batch begins in its epoch, its rows.';

const ofAllRows: Part = {
  imports,
  code: code(`
def batches(rows):
    """${yields}

    Each has all rows: batch gradient descent.
    """
    for epoch in itertools.count():
        yield epoch, 0, np.arange(rows)
`),
};

const ofOneSize: Part = {
  imports,
  code: code(`
def batches(rows):
    """${yields}

    Each epoch has a new random order. Where the size doesn't divide the rows, its last
    mini-batch is shorter.
    """
    random, order = Random(SEED, stream=1), list(range(rows))
    for epoch in itertools.count():
        random.shuffle(order)
        for begin in range(0, rows, BATCH_SIZE):
            yield epoch, begin, np.array(order[begin : begin + BATCH_SIZE])
`),
};

const inStages: Part = {
  imports,
  code: code(`
def batches(rows):
    """${yields}

    Sizes follow STAGES, of which the last goes on. Each epoch has a new random order, unless a
    mini-batch has all rows.
    """
    random, order = Random(SEED, stream=1), list(range(rows))
    sizes = [size or rows for epochs, size in STAGES for _ in range(epochs)]
    for epoch, size in enumerate(itertools.chain(sizes, itertools.repeat(sizes[-1]))):
        if size < rows:
            random.shuffle(order)
        for begin in range(0, rows, size):
            yield epoch, begin, np.array(order[begin : begin + size])
`),
};

/** Constants that `batches` reads. */
export function batchConstants(batchSize: BatchSizeOfRun): readonly string[] {
  if (typeof batchSize !== 'object') return batchSize === 'full' ? [] : [`BATCH_SIZE = ${batchSize}`];
  const listed = batchSize.stages.map(
    ({ size, epochs }) => `(${epochs}, ${size === 'full' ? 'None' : size})`,
  );
  const isFull = batchSize.stages.some(({ size }) => size === 'full');
  return [
    `# Epochs, and the size of their mini-batches${isFull ? '; None: all rows' : ''}.`,
    `STAGES = [${listed.join(', ')}]`,
  ];
}
