/** Files come in pieces that are cut anywhere, and with anything in them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogError } from '../../../core/log/logError.ts';
import { LogFile } from '../../../core/log/logFormat.ts';
import { LogRun } from '../../../core/log/logRun.ts';
import { TrainingLog } from '../../../core/log/trainingLog.ts';
import { event, fileVersion, join, scalar, simple, start, summary } from './eventFile.ts';
import { bytesOf, drawnOf, everythingOf, Follower, readLogOf } from './logTools.ts';

const samples: readonly (readonly [string, string | Uint8Array])[] = [
  [
    'CSV with quotes, letters of several bytes, a restart and another header',
    '\uFEFFstep,"train, ""loss""",val_loss,lr-Ädam,acc\r\n0,4,,0.1,\r\n1,3,5,0.1,12.5\r\n\r\n2,2,,0.1,\r\n1,2.5,4,0.1,50\r\n' +
      '"3","1,5",,"a\nb",\r\nstep,loss,val_loss\r\n4,0.5,0.25\r\n5,nan,1,2\r\n6,0.1',
  ],
  [
    'CSV of several runs',
    'run;epoch;batch;loss;accuracy\na;0;0;1,5;0,1\nb;0;0;2,5;0,1\na;0;1;1,25;0,2\na;1;0;1;0,3\nb;0;0;2,25;0,4\nb;0;1;2;0,5\n',
  ],
  [
    'JSON lines',
    '{"loss": 2.5, "step": 10, "näme": "Ω"}\n{"eval_loss": NaN, "step": 10}\nbroken\n{"eval_accuracy": 0.5, "step": 10}\n' +
      '{"loss": 1.5, "step": 20}\n{"loss": 2, "step": 15}\n{"loss": 1',
  ],
  [
    'a JSON document',
    JSON.stringify(
      {
        log_history: [
          { loss: 2, step: 1, text: '{["\\' },
          { eval_loss: 3, step: 1 },
        ],
      },
      null,
      1,
    ),
  ],
  [
    'an event file',
    join(
      ...[fileVersion, start(0), scalar('loss', 0, 4), scalar('val_loss', 0, 5), scalar('acc', 1, 0.5)],
      ...[
        scalar('loss', 1, 3),
        scalar('loss', 2, 2),
        start(1),
        scalar('loss', 1, 2.5),
        scalar('acc', 0, 0.25),
      ],
      ...[
        scalar('loss', 3, 1),
        scalar('loss', 2, 1.5),
        event(4, 9, summary(simple('loss', 1), simple('acc', 2))),
      ],
      scalar('loss', 5, 1).subarray(0, 30),
    ),
  ],
];

describe.each(samples)('%s', (_, content) => {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const whole = everythingOf(readLogOf(bytes));
  const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 40 });

  test('reads the same in any pieces', () => {
    fc.assert(
      fc.property(cuts, (places) => {
        expect(everythingOf(readLogOf(bytes, { cuts: places }))).toEqual(whole);
      }),
    );
    const everywhere = Array.from(bytes.keys());
    expect(everythingOf(readLogOf(bytes, { cuts: everywhere }))).toEqual(whole);
  });

  test('is drawn the same whenever one looks at it', () => {
    fc.assert(
      fc.property(cuts, fc.integer({ min: 1, max: 5 }), (places, most) => {
        const followers = new Map<string, Follower>();
        const look = (log: TrainingLog, kind: 'running' | 'finished') => {
          for (const [name, run] of log.runs) {
            const follower = followers.get(name) ?? new Follower(new LogRun(log, run));
            followers.set(name, follower);
            follower.take(kind, most);
          }
        };
        const log = readLogOf(bytes, { cuts: places, onPiece: (read) => look(read, 'running') });
        look(log, 'finished');
        expect(followers.size).toBeGreaterThan(0);
        for (const [name, run] of log.runs) {
          const { facts: _facts, ...once } = drawnOf(new LogRun(log, run));
          expect(followers.get(name)?.drawn).toEqual(once);
        }
      }),
    );
  });

  test('says what is wrong when some of it is damaged, and throws nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }))),
        cuts,
        (changes, places) => {
          const damaged = Uint8Array.from(bytes);
          for (const [place, change] of changes) damaged[place] = (damaged[place] ?? 0) ^ change;
          expectTheSame(damaged, places);
        },
      ),
    );
  });
});

const cell = (numbers: fc.Arbitrary<number>) => fc.option(numbers, { nil: '' as const, freq: 2 });
const anyRow = fc.tuple(
  cell(fc.integer({ min: 0, max: 6 })),
  ...[1, 2, 3].map(() => cell(fc.integer({ min: 0, max: 3 }))),
  fc.integer({ min: 0, max: 2 }),
);

test('rows in any order, and whenever one looks, are drawn as all at once', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 25 }), fc.array(fc.nat({ max: 25 })), (rows, looks) => {
      const header = 'step,loss,val_loss,acc,epoch\n';
      const lines = rows.map((row) => `${row.join()}\n`);
      const log = new TrainingLog();
      const file = new LogFile(log, { folder: '', name: '' });
      file.add(bytesOf(header));
      let follower: Follower | undefined;
      for (const [index, line] of lines.entries()) {
        file.add(bytesOf(line));
        const run = log.runs.get('');
        if (run) follower ??= new Follower(new LogRun(log, run));
        if (looks.includes(index)) follower?.take('running', 1 + (index % 3));
      }
      follower?.take('finished');
      const run = readLogOf(header + lines.join('')).runs.get('');
      if (!run) return;
      const { facts: _facts, ...once } = drawnOf(new LogRun(log, run));
      expect(follower?.drawn).toEqual(once);
    }),
    { numRuns: 500 },
  );
});

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .array(fc.constantFrom(...'0123456789.,;\n\r" \t{}[]:#eNaInf-+lossstep|\0é'), { maxLength: 300 })
    .map((letters) => bytesOf(letters.join(''))),
);

test('whatever a file holds, it is read or refused, and the same in any pieces', () => {
  fc.assert(
    fc.property(anyBytes, fc.array(fc.nat({ max: 300 }), { maxLength: 10 }), (bytes, cuts) => {
      expectTheSame(bytes, cuts);
    }),
    { numRuns: 1000 },
  );
});

test('an event whose data is anything is read or left out', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 }), (data, value) => {
      const bytes = join(fileVersion, event(1, 2, data), event(1, 2, summary(value)), scalar('loss', 1, 2));
      const log = readLogOf(bytes);
      expect(log.runs.get('')?.columns.get('loss')?.length).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});

/** Reads bytes whole and in pieces: with the same result, or both refused for the same reason. */
function expectTheSame(bytes: Uint8Array, cuts: readonly number[]): void {
  const [whole, inPieces] = [[], cuts].map((places) => resultOf(bytes, places));
  expect(inPieces).toEqual(whole);
}

function resultOf(bytes: Uint8Array, cuts: readonly number[]): unknown {
  try {
    return everythingOf(readLogOf(bytes, { cuts }));
  } catch (error) {
    if (error instanceof LogError) return error.message;
    throw error;
  }
}
