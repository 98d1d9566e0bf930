import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { replySchema } from '../../../core/protocol/requests.ts';
import { type Answers, answer } from '../../../extension/panel/answer.ts';

const table = {
  half: { params: z.number(), result: z.number() },
  greet: { params: z.object({ name: z.string().default('you') }), result: z.string() },
  nothing: { params: z.null(), result: z.union([z.string(), z.null()]) },
};

const answers: Answers<typeof table> = {
  half: async (number) => {
    if (number > 100) throw new RangeError('number = 101 — expected at most 100');
    return number / 2;
  },
  greet: async ({ name }) => `Hello ${name}`,
  nothing: async () => null,
};

const ask = (name: string, params: unknown, own: Answers<typeof table> = answers) =>
  answer(table, own, { type: 'request', id: 7, name, params });

test.each([
  ['half', 8, 4],
  ['greet', { name: 'Ada' }, 'Hello Ada'],
  ['nothing', null, null],
])('the reply to %s(%j) has the result, and the id of the request', async (name, params, result) => {
  expect(await ask(name, params)).toEqual({ type: 'reply', id: 7, outcome: { result } });
});

test('what is asked for is checked, and filled up, before it is answered', async () => {
  expect(await ask('greet', {})).toMatchObject({ outcome: { result: 'Hello you' } });
});

describe('the reply has the words of what went wrong,', () => {
  test.each(['quarter', 'toString', '__proto__', 'constructor', 'hasOwnProperty', ''])(
    'where there is no request %j',
    async (name) => {
      expect(await ask(name, 8)).toEqual({
        type: 'reply',
        id: 7,
        outcome: { error: `request = ${name} — expected one of half, greet, nothing` },
      });
    },
  );

  test.each([
    ['half', 'eight'],
    ['half', undefined],
    ['greet', null],
    ['nothing', 5],
  ])('where %s is asked with %j', async (name, params) => {
    const { outcome } = await ask(name, params);
    expect(outcome).toEqual({ error: expect.stringContaining('expected') });
  });

  test('where the answer fails', async () => {
    const error = 'number = 101 — expected at most 100';
    expect(await ask('half', 101)).toEqual({ type: 'reply', id: 7, outcome: { error } });
  });

  test('where the answer fails before it is awaited, or with something that is no error', async () => {
    const failing = {
      ...answers,
      half: () => {
        throw new Error('at once');
      },
      greet: () => Promise.reject('just words'),
    };
    expect((await ask('half', 1, failing)).outcome).toEqual({ error: 'at once' });
    expect((await ask('greet', {}, failing)).outcome).toEqual({ error: 'just words' });
  });
});

test.each([
  ['half', 8],
  ['nothing', null],
  ['quarter', 8],
])('the page understands the reply to %s(%j)', async (name, params) => {
  const reply = await ask(name, params);
  expect(replySchema.parse(structuredClone(reply))).toEqual(reply);
});
