/** Which thread's answer is the answer. */
import { expect, test } from 'vitest';
import { AskedWeights } from '../../../../threads/race/askedWeights.ts';

const weights = (stepsDone: number) => ({ stepsDone, parameters: new Float64Array(2) });

/** Asks so many threads. */
function asking(threads: number) {
  const asked: [run: number, id: number][] = [];
  const all = new AskedWeights((run, id) => {
    asked.push([run, id]);
    return threads;
  });
  return { all, asked };
}

test('the one that has the run, whichever comes first', async () => {
  const { all, asked } = asking(3);
  const answer = all.of(7);
  expect(asked).toEqual([[7, 1]]);
  all.take(1, null);
  all.take(1, weights(5));
  all.take(1, null);
  expect(await answer).toEqual(weights(5));
});

test('none, where no thread has it or there is no thread', async () => {
  const { all } = asking(2);
  const answer = all.of(0);
  all.take(1, null);
  all.take(1, null);
  expect(await answer).toBeNull();
  expect(await asking(0).all.of(0)).toBeNull();
});

test('a late answer to a question before is none to the next', async () => {
  const { all } = asking(2);
  const first = all.of(0);
  all.take(1, weights(1));
  await first;
  const second = all.of(0);
  all.take(1, null);
  all.take(2, null);
  all.take(2, weights(2));
  expect(await second).toEqual(weights(2));
});

test('none, where a thread ends before it answers', async () => {
  const { all } = asking(1);
  const answer = all.of(0);
  all.end();
  expect(await answer).toBeNull();
});
