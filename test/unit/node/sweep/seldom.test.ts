import { expect, test } from 'vitest';
import { seldom } from '../../../../node/sweep/queue/seldom.ts';

test('what comes a thousand times in ten seconds is told nine times, the first after one of them', () => {
  let time = 5;
  const told: number[] = [];
  const tell = seldom<number>(
    (each) => void told.push(each),
    1000,
    () => time,
  );
  for (let at = 0; at < 1000; at++) {
    tell(at);
    time += 10;
  }
  expect(told).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900]);
});
