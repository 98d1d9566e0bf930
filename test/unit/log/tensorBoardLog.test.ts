/** Event files of TensorBoard. */
import { describe, expect, test } from 'vitest';
import { LogFile } from '../../../core/log/logFormat.ts';
import { LogRun } from '../../../core/log/logRun.ts';
import { runOfFolder } from '../../../core/log/tensorBoardLog.ts';
import { TrainingLog } from '../../../core/log/trainingLog.ts';
import {
  event,
  fileVersion,
  float32,
  float64,
  join,
  message,
  record,
  recordHead,
  scalar,
  simple,
  start,
  summary,
  tensor,
  uint64,
  varint,
} from './eventFile.ts';
import { drawn, drawnOf, numbersOf, readLogOf } from './logTools.ts';

const messagesOf = (log: TrainingLog) => log.remarks.list().map(({ message: words }) => words);
const name = 'events.out.tfevents.1700000000.host.1.0';

test('begins with the bytes that every event file has', () => {
  expect([...fileVersion.subarray(0, 12)]).toEqual([0x18, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22]);
});

describe('scalars', () => {
  test('of PyTorch are events of one number', () => {
    const file = join(
      fileVersion,
      scalar('Loss/train', 0, 2.5, 1_700_000_000),
      scalar('Loss/val', 0, 3, 1_700_000_001),
      scalar('Loss/train', 100, 1.25, 1_700_000_050),
      scalar('Accuracy/val', 100, 0.5, 1_700_000_051),
      scalar('Loss/val', 100, 2, 1_700_000_052),
      scalar('lr', 100, 0.125, 1_700_000_052),
    );
    const { steps, losses, evaluations, state, facts } = drawn(file);
    expect([steps, losses, state.stepsPerSecond]).toEqual([[0, 100], [2.5, 1.25], 2]);
    expect(evaluations).toEqual([
      { step: 0, loss: 3 },
      { step: 100, loss: 2, accuracy: 0.5 },
    ]);
    expect(facts.roles).toMatchObject({ loss: 'Loss/train', validationLoss: 'Loss/val', learningRate: 'lr' });
    expect([facts.stepUnit, facts.remarks]).toEqual(['step', []]);
  });

  test('may be many in an event, and none', () => {
    const file = join(
      fileVersion,
      event(3, 10, summary(simple('loss', 2), simple('lr', 0.5))),
      event(4, 11, summary()),
      event(5, 12, message.bytes(4, Uint8Array.of(1, 2, 3))),
    );
    expect(numbersOf(readLogOf(file))).toEqual({ '': { loss: [2], lr: [0.5] } });
  });

  const dtype = (type: number) => message.varint(1, type);
  const content = (bytes: Uint8Array) => message.bytes(4, bytes);
  const noShape = message.bytes(2, new Uint8Array());
  const shape = (...sizes: readonly number[]) =>
    message.bytes(2, join(...sizes.map((size) => message.bytes(2, message.varint(1, size)))));

  test.each([
    ['float, as bytes', 0.15625, [dtype(1), noShape, content(float32(0.15625))]],
    ['float, listed', 0.15625, [dtype(1), noShape, message.bytes(5, float32(0.15625))]],
    ['float, listed one by one', 0.15625, [dtype(1), message.float(5, 0.15625)]],
    ['double, as bytes', 0.1, [dtype(2), content(float64(0.1))]],
    ['double, listed', 0.1, [dtype(2), message.bytes(6, float64(0.1))]],
    ['double, listed one by one', 0.1, [dtype(2), message.double(6, 0.1)]],
    ['half, as bytes', -1.5, [dtype(19), content(Uint8Array.of(0x00, 0xbe))]],
    ['half, listed', 2 ** -24, [dtype(19), message.bytes(13, varint(1))]],
    ['half, infinite', Number.POSITIVE_INFINITY, [dtype(19), message.bytes(13, varint(0x7c00))]],
    ['half, no number', Number.NaN, [dtype(19), message.bytes(13, varint(0x7e00))]],
    ['bfloat16, as bytes', 1.5, [dtype(14), content(Uint8Array.of(0xc0, 0x3f))]],
    ['bfloat16, listed', -2, [dtype(14), message.bytes(13, varint(0xc000))]],
    ['int32, as bytes', -2, [dtype(3), content(Uint8Array.of(0xfe, 255, 255, 255))]],
    ['int32, listed', -2, [dtype(3), message.bytes(7, varint(-2))]],
    ['int64, as bytes', 2 ** 40, [dtype(9), content(uint64(2n ** 40n))]],
    ['int64, listed one by one', 2 ** 40, [dtype(9), message.varint(10, 2n ** 40n)]],
    ['uint8', 200, [dtype(4), content(Uint8Array.of(200))]],
    ['bool', 1, [dtype(10), message.bytes(11, varint(1))]],
    ['zero, which is left out', 0, [dtype(1), noShape]],
    ['one value in a list', 4, [dtype(1), shape(1), message.bytes(5, float32(4))]],
  ] as const)('are tensors: %s', (_, value, fields) => {
    const file = join(fileVersion, event(1, 5, summary(tensor('loss', ...fields))));
    expect(numbersOf(readLogOf(file))).toEqual({ '': { loss: [value] } });
  });

  test.each([
    ['has several numbers', [dtype(1), shape(2), content(join(float32(1), float32(2)))]],
    ['has no number', [dtype(1), shape(0)]],
    [
      'has an unknown shape',
      [dtype(1), message.bytes(2, message.varint(3, 1)), message.bytes(5, float32(1))],
    ],
    ['has a text', [dtype(7), noShape, message.text(8, 'hello')]],
    ['has more bytes than its kind', [dtype(1), content(float64(1))]],
  ] as const)('are not what %s', (_, fields) => {
    const log = readLogOf(join(fileVersion, event(1, 5, summary(tensor('loss', ...fields)))));
    expect([log.values, messagesOf(log)]).toEqual([0, []]);
  });

  test('may have fields that nobody asks for', () => {
    const value = join(message.text(7, 'node'), simple('loss', 2));
    expect(numbersOf(readLogOf(join(fileVersion, event(1, 5, summary(value)))))).toEqual({
      '': { loss: [2] },
    });
  });

  test('are not what belongs to another plugin', () => {
    const curve = join(
      message.text(1, 'pr'),
      message.bytes(8, join(dtype(1), content(float32(1)))),
      message.bytes(9, message.bytes(1, message.text(1, 'pr_curves'))),
    );
    expect(readLogOf(join(fileVersion, event(1, 5, summary(curve)))).values).toBe(0);
  });

  test('have steps of 64 bits, also negative ones', () => {
    const log = readLogOf(join(fileVersion, scalar('loss', 2n ** 40n, 1), scalar('other', -1n, 2)));
    const columns = log.runs.get('')?.columns;
    expect([columns?.get('loss')?.placeOf(0), columns?.get('other')?.placeOf(0)]).toEqual([2 ** 40, -1]);
  });
});

test('a series has the times of its events', () => {
  const file = join(
    fileVersion,
    scalar('loss', 0, 4, 100),
    scalar('loss', 5, 3, 101.5),
    scalar('loss', 3, 2, 200),
  );
  const log = readLogOf(file);
  const run = new LogRun(log, log.runs.get('') ?? expect.fail('no run'));
  expect(run.series('loss')).toEqual({
    steps: Float64Array.of(0, 3),
    values: Float64Array.of(4, 2),
    times: Float64Array.of(100, 200),
  });
});

describe('a file', () => {
  const whole = join(fileVersion, scalar('loss', 0, 4), scalar('loss', 1, 3));

  test('that ends within an event has the events before', () => {
    for (let end = 0; end < whole.length; end++) {
      const log = readLogOf(whole.subarray(0, end), { name });
      expect(messagesOf(log)).toEqual([]);
      expect(log.values).toBeLessThan(2);
    }
    expect(readLogOf(whole, { name }).values).toBe(2);
  });

  test('with damaged data loses that event alone', () => {
    for (const byte of [fileVersion.length + 12, fileVersion.length + 20, whole.length - 1]) {
      const damaged = Uint8Array.from(whole);
      damaged[byte] = (damaged[byte] ?? 0) ^ 4;
      const log = readLogOf(damaged, { name });
      expect(log.values).toBe(1);
      const begin =
        byte === whole.length - 1 ? whole.length - scalar('loss', 1, 3).length : fileVersion.length;
      expect(messagesOf(log)).toEqual([`an event with a wrong checksum, left out; byte ${begin} of ${name}`]);
    }
  });

  test('with a damaged length ends there', () => {
    for (const byte of [0, 3, 8, 11]) {
      const damaged = Uint8Array.from(join(whole, scalar('loss', 2, 2)));
      const begin = whole.length - scalar('loss', 1, 3).length;
      damaged[begin + byte] = (damaged[begin + byte] ?? 0) ^ 1;
      const log = readLogOf(damaged, { name });
      expect(numbersOf(log)).toEqual({ '': { loss: [4] } });
      expect(messagesOf(log)).toEqual([
        `a damaged length: nothing behind it can be read; byte ${begin} of ${name}`,
      ]);
    }
  });

  test('skips events that are longer than any with scalars', () => {
    const length = 2 ** 24 + 1;
    const long = join(recordHead(BigInt(length)), new Uint8Array(16));
    const file = new Uint8Array(whole.length + length + 16 + 100);
    file.set(whole);
    file.set(long, whole.length);
    const next = scalar('loss', 2, 2);
    file.set(next, whole.length + length + 16);
    const log = readLogOf(file.subarray(0, whole.length + length + 16 + next.length), {
      name,
      cuts: [whole.length + 5, whole.length + 13, whole.length + 1000, 2 ** 20],
    });
    expect(numbersOf(log)).toEqual({ '': { loss: [4, 3, 2] } });
    expect(messagesOf(log)).toEqual([
      `an event longer than any scalar's, left out; byte ${whole.length} of ${name}`,
    ]);
  });

  test('whose next event claims more than there can be waits for it', () => {
    const log = readLogOf(join(whole, recordHead(2n ** 64n - 1n), new Uint8Array(100)), { name });
    expect(log.values).toBe(2);
  });

  test('says which events are none', () => {
    const broken = [
      Uint8Array.of(0x0b),
      Uint8Array.of(0x2a, 0x7f),
      Uint8Array.of(0x10, ...new Array<number>(11).fill(0xff)),
      join(message.bytes(5, message.bytes(1, message.text(1, 'a'.repeat(20_000))))),
    ];
    const log = readLogOf(join(whole, ...broken.map(record), scalar('loss', 2, 2)), { name });
    expect(log.values).toBe(3);
    expect(messagesOf(log)).toEqual([
      `4 events that can't be read, left out; the first is byte ${whole.length} of ${name}`,
    ]);
  });
});

describe('a restart', () => {
  test('that is told takes back what followed the checkpoint', () => {
    const file = join(
      ...[fileVersion, start(0), scalar('loss', 0, 4), scalar('loss', 1, 3), scalar('loss', 2, 9)],
      ...[scalar('val_loss', 2, 8), start(1), scalar('loss', 1, 2.5)],
    );
    const { steps, losses, evaluations, remarks } = drawn(file);
    expect([steps, losses, evaluations]).toEqual([[0, 1], [4, 2.5], []]);
    const byte =
      fileVersion.length +
      start(0).length +
      3 * scalar('loss', 0, 4).length +
      scalar('val_loss', 2, 8).length;
    expect(remarks).toEqual([`a restart: what followed the checkpoint is replaced; byte ${byte} of log`]);
  });

  test('that shows in the steps alone has later points replace earlier ones', () => {
    const file = join(
      fileVersion,
      ...[0, 1, 2, 3, 1, 2].map((step, index) => scalar('loss', step, 9 - index)),
    );
    const { steps, losses, facts } = drawn(file);
    expect([steps, losses]).toEqual([
      [0, 1, 2],
      [9, 5, 4],
    ]);
    expect(facts.remarks).toEqual([
      'Steps go back once, as after a restart from a checkpoint: later points replace 3 earlier ones.',
    ]);
  });

  test('goes on in a file of its own', () => {
    const log = new TrainingLog();
    const read = (...parts: readonly Uint8Array[]) =>
      new LogFile(log, { folder: 'run', name }).add(join(...parts));
    read(fileVersion, start(0), scalar('loss', 0, 4), scalar('loss', 1, 3));
    read(fileVersion, start(1), scalar('loss', 1, 2));
    expect(numbersOf(log)).toEqual({ run: { loss: [4, 2] } });
  });
});

test('points that were given no step are counted', () => {
  const file = join(fileVersion, ...[4, 3, 2].map((loss) => scalar('loss', 0, loss)));
  const { steps, losses, facts } = drawn(file);
  expect([steps, losses, facts.stepUnit]).toEqual([[0, 1, 2], [4, 3, 2], 'row']);
  expect(facts.remarks).toEqual(['Most points have the same step as the one before: they are counted.']);
});

test('a folder is a run, unless it is a part of one', () => {
  expect(runOfFolder('')).toEqual({ run: '', part: '' });
  expect(runOfFolder('a/b')).toEqual({ run: 'a/b', part: '' });
  expect(runOfFolder('a\\validation')).toEqual({ run: 'a', part: 'validation' });
  expect(runOfFolder('train')).toEqual({ run: '', part: 'train' });
});

test('what Keras writes into two folders is one run', () => {
  const log = new TrainingLog();
  const read = (folder: string, ...parts: readonly Uint8Array[]) =>
    new LogFile(log, { folder, name }).add(join(fileVersion, ...parts));
  read('fit/train', scalar('epoch_loss', 0, 4), scalar('epoch_accuracy', 0, 0.25));
  read('fit/validation', scalar('epoch_loss', 0, 5), scalar('epoch_accuracy', 0, 0.125));
  expect(numbersOf(log)).toEqual({
    fit: {
      'train/epoch_loss': [4],
      'train/epoch_accuracy': [0.25],
      'validation/epoch_loss': [5],
      'validation/epoch_accuracy': [0.125],
    },
  });
  const { evaluations, facts } = drawnOf(new LogRun(log, log.runs.get('fit') ?? expect.fail('no run')));
  expect(evaluations).toEqual([{ step: 0, loss: 5, accuracy: 0.125 }]);
  expect([facts.stepUnit, facts.remarks]).toEqual(['epoch', []]);
});
