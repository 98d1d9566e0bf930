import { beforeEach, expect, test, vi } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { mostRacesAtOnce, RaceQueue } from '../../../../threads/race/raceQueue.ts';
import { onValley } from '../../experiment/faults.ts';
import { raceOf } from '../../race/pieces.ts';

let queue: RaceQueue;
let begun: Race[];
let told: [id: string, before: number][];
let hasRoom: (race: Race) => boolean;

beforeEach(() => {
  begun = [];
  told = [];
  hasRoom = () => true;
  queue = new RaceQueue({
    hasRoom: (race) => hasRoom(race),
    onWait: ({ id }, before) => void told.push([id, before]),
  });
});

function add(id: string): Race {
  const race = raceOf(onValley(), { id });
  queue.add(race, () => void begun.push(race));
  return race;
}
const addMany = (count: number) => Array.from({ length: count }, (_, index) => add(`race-${index}`));

test('so many go on at once, the others in the order in which they came', () => {
  const races = addMany(mostRacesAtOnce + 3);
  expect(begun).toEqual(races.slice(0, mostRacesAtOnce));
  for (const race of races) {
    race.phase = 'ended';
    queue.remove(race);
  }
  expect(begun).toEqual(races);
  expect(queue.going).toBe(0);
});

test('each is told how many go first, once for each change', () => {
  const races = addMany(6);
  expect(told).toEqual([
    ['race-4', 4],
    ['race-5', 5],
  ]);
  queue.update();
  expect(told).toHaveLength(2);
  const [first = expect.fail()] = races;
  queue.remove(first);
  expect(told.slice(2)).toEqual([['race-5', 4]]);
});

test('a race that is paused needs no place, and none that waits gets one while it is paused', () => {
  const [first = expect.fail(), ...others] = addMany(5);
  const fifth = others[3] ?? expect.fail();
  fifth.phase = 'paused';
  first.phase = 'paused';
  queue.update();
  expect(begun).toHaveLength(4);
  const sixth = add('race-5');
  expect([begun.at(-1), told.at(-1)]).toEqual([sixth, ['race-4', 4]]);
  fifth.phase = 'running';
  queue.update();
  expect(begun).toHaveLength(5);
  queue.remove(sixth);
  expect(begun.at(-1)).toBe(fifth);
});

test('all paused races hold up nobody, whatever memory they have', () => {
  hasRoom = () => false;
  const first = add('first');
  const second = add('second');
  expect(begun).toEqual([first]);
  first.phase = 'paused';
  queue.update();
  expect(begun).toEqual([first, second]);
});

test('one that needs memory waits for it, and nobody overtakes it', () => {
  add('first');
  hasRoom = ({ id }) => id !== 'large';
  const large = add('large');
  const small = add('small');
  expect(begun).toHaveLength(1);
  hasRoom = () => true;
  queue.update();
  expect(begun.slice(1)).toEqual([large, small]);
});

test('one is begun out of its turn, and once', () => {
  const races = addMany(6);
  const last = races[5] ?? expect.fail();
  queue.begin(last);
  queue.begin(last);
  expect(begun.slice(4)).toEqual([last]);
});

test('one that is cancelled never begins; one that goes on keeps its place', () => {
  const races = addMany(6);
  const [first = expect.fail()] = races;
  queue.cancel(races[4] ?? first);
  queue.cancel(first);
  expect([begun.length, queue.going, told.at(-1)]).toEqual([4, 4, ['race-5', 4]]);
  queue.remove(first);
  expect(begun.at(-1)).toBe(races[5]);
});

test('nothing begins any more when it is cleared', () => {
  const [first = expect.fail()] = addMany(5);
  queue.clear();
  queue.remove(first);
  expect(begun).toHaveLength(4);
});

test('one that ends as it begins makes room for the next', () => {
  const race = raceOf(onValley(), { id: 'short' });
  const begin = vi.fn(() => {
    race.phase = 'ended';
    queue.remove(race);
  });
  queue.add(race, begin);
  expect([begin.mock.calls.length, queue.going]).toEqual([1, 0]);
});
