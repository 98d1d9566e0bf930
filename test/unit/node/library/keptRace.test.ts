/** What is written of a race, and when, with a library that only notes it. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { decodeRace } from '../../../../core/race/raceFile.ts';
import type { Chunk } from '../../../../core/race/runRecord.ts';
import { ChangedFileError } from '../../../../threads/library/keptFiles.ts';
import { KeptRace } from '../../../../threads/library/keptRace.ts';
import { onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../race/pieces.ts';

/** A file in memory. */
class Disk {
  bytes = Buffer.alloc(0);
  readonly calls: string[] = [];
  /** Thrown by the next call. */
  fault: Error | null = null;
  readonly durable: boolean[] = [];

  async save(_: object, bytes: Uint8Array): Promise<void> {
    this.#begin('save');
    this.bytes = Buffer.from(bytes);
  }

  async append(
    _: string,
    bytes: Uint8Array,
    { size, durable }: { size: number; durable: boolean },
  ): Promise<void> {
    this.#begin('append');
    expect(size).toBe(this.bytes.length);
    this.durable.push(durable);
    this.bytes = Buffer.concat([this.bytes, bytes]);
  }

  checkpoints: Uint8Array[] = [];

  async saveCheckpoints(id: string, blocks: Iterable<Uint8Array>): Promise<void> {
    expect(id).toBe(race.id);
    this.#begin('saveCheckpoints');
    this.checkpoints = [...blocks];
  }

  async removeCheckpoints(): Promise<void> {
    this.#begin('removeCheckpoints');
  }

  #begin(call: string): void {
    this.calls.push(call);
    const { fault } = this;
    this.fault = null;
    if (fault) throw fault;
  }
}

let race: Race;
let disk: Disk;
let kept: KeptRace;

beforeEach(() => {
  race = { ...raceOf(onValley({ lr: [0.1, 0.2] })), phase: 'running' };
  disk = new Disk();
  kept = new KeptRace(race, disk as never);
});

/** Some more points of a run, as the store appends them. */
function record(run: number, losses: readonly number[]): void {
  const each = recordOf(race, run);
  const position = losses.flatMap((loss) => [loss, loss]);
  const state = { status: { kind: 'running' }, stepsDone: each.length + losses.length } as const;
  each.append(pieceOf({ firstPoint: each.length, loss: losses, position, state }));
}

function endOf(run: number, ...losses: number[]): Chunk {
  const position = losses.flatMap((loss) => [loss, loss]);
  const firstPoint = recordOf(race, run).length;
  const state = { status: { kind: 'finished' }, stepsDone: firstPoint + losses.length } as const;
  return {
    run,
    piece: pieceOf({ firstPoint, loss: losses, position, state }),
  };
}

const read = () => decodeRace(disk.bytes);
const lossesOf = (run: number) => [...(recordOf(read(), run).get('loss')?.slice() ?? [])];

test('the first time it is written as a whole, then what is new is added', async () => {
  record(0, [3, 2]);
  await kept.save();
  const size = disk.bytes.length;
  record(0, [1]);
  record(1, [9]);
  await kept.save();
  expect(disk.calls).toEqual(['save', 'append']);
  expect(disk.durable).toEqual([false]);
  expect([lossesOf(0), lossesOf(1)]).toEqual([[3, 2, 1], [9]]);
  expect(disk.bytes.length).toBeGreaterThan(size);
});

test('nothing is written where nothing is new', async () => {
  record(0, [3]);
  await kept.save();
  await kept.save();
  expect(disk.calls).toEqual(['save']);
});

test('a run of which nothing is new is not added again', async () => {
  record(0, [3]);
  record(1, [4]);
  await kept.save();
  const before = disk.bytes.length;
  record(1, [5]);
  await kept.save();
  const added = disk.bytes.subarray(before).toString('latin1');
  const [line = ''] = added.split('\n');
  expect(JSON.parse(line).pieces.map(({ run }: { run: number }) => run)).toEqual([1]);
  expect(JSON.parse(line)).toMatchObject({ numbers: 3 });
});

test('of a race that the library has, nothing is written until it goes on', async () => {
  record(0, [3]);
  kept.setKept();
  await kept.save();
  expect(disk.calls).toEqual([]);
  record(0, [2]);
  await kept.save();
  expect(disk.calls).toEqual(['save']);
  expect(lossesOf(0)).toEqual([3, 2]);
});

describe('the end of a run', () => {
  test('is written, for good, before it is in the race', async () => {
    record(0, [3]);
    await kept.save([endOf(0, 2, 1)]);
    expect(disk.calls).toEqual(['save', 'append']);
    expect(disk.durable).toEqual([true]);
    expect(lossesOf(0)).toEqual([3, 2, 1]);
    expect(recordOf(read()).state.status.kind).toBe('finished');
    expect(recordOf(race).state.status.kind).toBe('running');
  });

  test('is not written again when it is in the race', async () => {
    record(0, [3]);
    await kept.save();
    const end = endOf(0, 2);
    await kept.save([end]);
    recordOf(race).append(end.piece);
    await kept.save();
    expect(disk.calls).toEqual(['save', 'append']);
  });

  test('takes along what its run has recorded since', async () => {
    record(0, [3]);
    await kept.save();
    record(0, [2]);
    await kept.save([endOf(0, 1)]);
    expect(lossesOf(0)).toEqual([3, 2, 1]);
  });

  test('is written though nothing else is new', async () => {
    record(0, [3]);
    await kept.save();
    await kept.save([endOf(1)]);
    expect(disk.calls).toEqual(['save', 'append']);
    expect(recordOf(read(), 1).state.status.kind).toBe('finished');
  });
});

describe('where it can’t be added', () => {
  test('since somebody has changed the file, it is written as a whole', async () => {
    record(0, [3]);
    await kept.save();
    record(0, [2]);
    disk.fault = new ChangedFileError('gone');
    await kept.save([endOf(1)]);
    expect(disk.calls).toEqual(['save', 'append', 'save', 'append']);
    expect(lossesOf(0)).toEqual([3, 2]);
    expect(recordOf(read(), 1).state.status.kind).toBe('finished');
  });

  test('since the disk has a fault, that is thrown, and it is written as a whole later', async () => {
    record(0, [3]);
    await kept.save();
    record(0, [2]);
    disk.fault = new Error('no space');
    await expect(kept.save()).rejects.toThrow('no space');
    await kept.save();
    expect(disk.calls).toEqual(['save', 'append', 'save']);
    expect(lossesOf(0)).toEqual([3, 2]);
  });

  test('nor written, it is written as a whole later', async () => {
    record(0, [3]);
    disk.fault = new Error('no space');
    await expect(kept.save()).rejects.toThrow('no space');
    await kept.save();
    record(0, [2]);
    await kept.save();
    expect(disk.calls).toEqual(['save', 'save', 'append']);
  });
});

describe('written anew', () => {
  test('it is one block, where something was added', async () => {
    record(0, [3]);
    await kept.save();
    await kept.compact();
    expect(disk.calls).toEqual(['save']);
    record(0, [2]);
    await kept.save();
    const size = disk.bytes.length;
    await kept.compact();
    expect(disk.calls).toEqual(['save', 'append', 'save']);
    expect(disk.bytes.length).toBeLessThan(size);
    await kept.compact();
    expect(disk.calls).toHaveLength(3);
    expect(lossesOf(0)).toEqual([3, 2]);
  });

  test('it is not where the file is large', async () => {
    record(0, new Array<number>(200_000).fill(1));
    await kept.save();
    record(0, [2]);
    await kept.save();
    expect(disk.bytes.length).toBeGreaterThan(4 * 2 ** 20);
    await kept.compact();
    expect(disk.calls).toEqual(['save', 'append']);
  });

  test('it is where more was added than there was, and more than 4 MiB', async () => {
    record(0, [3]);
    await kept.save();
    for (const [some, last] of [
      [100_000, 'append'],
      [100_000, 'append'],
      [1, 'save'],
      [1, 'append'],
    ] as const) {
      record(0, new Array<number>(some).fill(1));
      await kept.save();
      expect(disk.calls.at(-1)).toBe(last);
    }
    expect(lossesOf(0)).toHaveLength(200_003);
  });
});

test('what is asked for at the same time is done in turn', async () => {
  record(0, [3]);
  const first = kept.save();
  record(0, [2]);
  const second = kept.save([endOf(0, 1)]);
  const third = kept.compact();
  await Promise.all([first, second, third]);
  expect(disk.calls[0]).toBe('save');
  expect(lossesOf(0)).toEqual(expect.arrayContaining([3, 2]));
});

describe('a race whose speed is changed', () => {
  const finish = () => {
    for (const run of [0, 1]) recordOf(race, run).end({ kind: 'finished' });
    race.phase = 'ended';
  };

  test('when it has ended is written once more, as it would be run again', async () => {
    record(0, [3]);
    finish();
    await kept.save();
    race.speed = 0.25;
    await kept.save();
    await kept.save();
    expect([disk.calls, read().speed]).toEqual([['save', 'save'], 0.25]);
    expect(lossesOf(0)).toEqual([3]);
  });

  test('while it goes on has it written with what comes', async () => {
    record(0, [3]);
    await kept.save();
    race.speed = 4;
    await kept.save();
    expect(disk.calls).toEqual(['save']);
    finish();
    await kept.save();
    expect([disk.calls, read().speed]).toEqual([['save', 'save'], 4]);
  });

  test('while another window goes on with it is left to that', async () => {
    recordOf(race).end({ kind: 'interrupted', elsewhere: 'window' });
    recordOf(race, 1).end({ kind: 'finished' });
    race.phase = 'ended';
    kept.setKept();
    race.speed = 4;
    await kept.save();
    expect(disk.calls).toEqual([]);
  });
});

describe('a race that goes on from a checkpoint', () => {
  const blocks = [new Uint8Array([1, 2]), new Uint8Array([3])];

  test('is written as a whole, though much was added to its file', async () => {
    record(0, [5, 4, 3]);
    await kept.save();
    record(0, [2]);
    await kept.save();
    recordOf(race).truncate({ points: 1, evaluations: 0 }, { ...recordOf(race).state, stepsDone: 1 });
    await kept.save();
    record(0, [9]);
    await kept.save();
    expect(disk.calls).toEqual(['save', 'append', 'save', 'append']);
    expect(lossesOf(0)).toEqual([5, 9]);
  });

  test('has checkpoints beside it when its file has what led there', async () => {
    record(0, [3]);
    await kept.saveCheckpoints(blocks);
    expect(disk.calls).toEqual(['save', 'saveCheckpoints']);
    expect([lossesOf(0), disk.checkpoints]).toEqual([[3], blocks]);
  });

  test('has none where that can’t be written', async () => {
    record(0, [3]);
    disk.fault = new Error('no space');
    await expect(kept.saveCheckpoints(blocks)).rejects.toThrow('no space');
    expect([disk.calls, disk.checkpoints]).toEqual([['save'], []]);
  });

  test('has none when it has ended', async () => {
    record(0, [3]);
    race.phase = 'ended';
    await kept.saveCheckpoints(blocks);
    await kept.removeCheckpoints();
    expect(disk.calls).toEqual(['save', 'removeCheckpoints']);
  });
});
