/** How many cells go to a thread or a device at once, which of them, and when a device is asked for. */
import { describe, expect, test } from 'vitest';
import { BatchSize, ofDevice, ofThread } from '../../../../threads/map/batchSize.ts';
import { CellQueue } from '../../../../threads/map/cellQueue.ts';
import { MapDevice } from '../../../../threads/map/mapDevice.ts';

describe('a batch', () => {
  test('of a thread takes a few milliseconds', () => {
    const size = new BatchSize(ofThread);
    expect(size.cells).toBe(4);
    size.learn(4, 0.5);
    expect(size.cells).toBe(16);
    size.learn(16, 6);
    expect(size.cells).toBe(32);
    size.learn(32, 1000);
    expect(size.cells).toBe(1);
    size.learn(0, 5);
    expect(size.cells).toBe(1);
  });

  test('of a device is the coarse grid first, then as much as it has in half a second', () => {
    const size = new BatchSize(ofDevice);
    expect(size.cells).toBe(4096);
    size.learn(4096, 20);
    expect(size.cells).toBe(65_536);
    size.learn(4096, 1000);
    expect(size.cells).toBe(2048);
    size.learn(2048, 100_000);
    expect(size.cells).toBe(1024);
  });
});

test('cells that come back are given out again, and no others', () => {
  const queue = new CellQueue(4, 4, { column: 0, row: 0 });
  const first = queue.next(6);
  expect([first.length, queue.left]).toEqual([6, 10]);
  const others = queue.next(20);
  expect([others.length, queue.left, queue.next(5).length]).toEqual([10, 0, 0]);
  queue.giveBack(first);
  expect(queue.left).toBe(6);
  expect([...queue.next(20)].sort()).toEqual([...first].sort());
  expect(queue.left).toBe(0);
});

describe('a device', () => {
  const found = { name: 'Fake', isSoftware: false };

  test('is asked for where the threads would take more than a second', () => {
    const device = new MapDevice('auto');
    expect([device.begin(), device.leavesCells]).toEqual([false, true]);
    // Four batches that two threads begin with tell nothing.
    for (let i = 0; i < 4; i++) expect(device.consider(1, 10_000, 1000, 2)).toBe(false);
    expect(device.consider(100, 300, 1000, 2)).toBe(false);
    // 2 ms a cell and thread, of 400 ms: 0.9 s left, then 1.1 s.
    expect(device.consider(100, 100, 900, 2)).toBe(false);
    expect(device.consider(100, 200, 1100, 2)).toBe(true);
    expect([device.isAsked, device.leavesCells]).toEqual([true, true]);
    expect(device.consider(100, 200, 1100, 2)).toBe(false);
    expect(device.take(found)).toEqual({
      ...{ kind: 'gpu', device: 'Fake' },
      reason: 'the processor would have taken a second more',
    });
    expect([device.isOn, device.leavesCells]).toEqual([true, false]);
  });

  test('says how long the processor would have taken', () => {
    const reasonFor = (left: number) => {
      const device = new MapDevice('auto');
      device.consider(1, 1, 1, 1);
      device.consider(1, 1, 1, 1);
      device.consider(1000, 1000, left, 1);
      const engine = device.take(found);
      return typeof engine === 'object' ? engine.reason : null;
    };
    expect([8000, 119_000, 240_000].map(reasonFor)).toEqual(
      ['8 seconds', '119 seconds', '4 minutes'].map((time) => `the processor would have taken ${time} more`),
    );
  });

  test('that takes longer than the threads is left, and asked for no more', () => {
    const made = () => {
      const device = new MapDevice('auto');
      for (let i = 0; i < 4; i++) device.consider(1, 1, 1, 2);
      // A millisecond a cell.
      device.consider(1000, 2000, 10_000, 2);
      device.take(found);
      return device;
    };
    const fast = made();
    expect([fast.compare(10, 1000, 2), fast.compare(10, 10, 2), fast.compare(0, 50, 2)]).toEqual([
      null,
      null,
      null,
    ]);
    const slow = made();
    expect([slow.compare(10, 11, 2), slow.compare(10, 11, 2)]).toEqual([
      null,
      'the GPU was measured to take longer',
    ]);
    slow.reset();
    for (let i = 0; i < 9; i++) expect(slow.consider(1, 1000, 1000, 1)).toBe(false);
    const asked = new MapDevice('gpu');
    asked.take(found);
    expect([asked.compare(1, 1000, 1), asked.compare(1, 1000, 1)]).toEqual([null, null]);
  });

  test('that was asked for comes first, and where there is none it is said why', () => {
    const device = new MapDevice('gpu');
    expect([device.begin(), device.isAsked, device.leavesCells]).toEqual([true, true, false]);
    expect(device.take({ reason: 'there is none' })).toBe('there is none');
    expect(device.fail('there is none')).toEqual({ kind: 'cpu', device: null, reason: 'there is none' });
    expect(device.leavesCells).toBe(true);
    expect(device.take({ ...found, isSoftware: true })).toMatchObject({ kind: 'gpu', reason: null });
  });

  test('that nobody asked for is not told of, unless it has computed some of the map', () => {
    const device = new MapDevice('auto');
    expect(device.fail('there is none').reason).toBeNull();
    const software = device.take({ ...found, isSoftware: true });
    expect(software).toBe('the GPU that the window has (Fake) is the processor itself');
    device.reset();
    // Which does not change from part to part.
    for (let i = 0; i < 9; i++) expect(device.consider(1, 1000, 1000, 1)).toBe(false);
    const real = new MapDevice('auto');
    real.take(found);
    expect(real.fail('it was lost')).toEqual({ kind: 'cpu', device: 'Fake', reason: 'it was lost' });
    real.reset();
    expect(real.fail('it was lost')).toEqual({ kind: 'cpu', device: null, reason: 'it was lost' });
  });
});
