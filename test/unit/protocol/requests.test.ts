import { describe, expect, test } from 'vitest';
import { fromPanelSchema, panelRequests } from '../../../core/protocol/fromPanel.ts';
import { toPanelSchema } from '../../../core/protocol/panel.ts';
import { replySchema, requestSchema } from '../../../core/protocol/requests.ts';

describe('a request', () => {
  const request = { type: 'request', id: 3, name: 'savePicture', params: new Uint8Array([1, 2]) };

  test('has a number, a name and anything that it carries', () => {
    expect(requestSchema.parse(structuredClone(request))).toEqual(request);
    expect(fromPanelSchema.parse(structuredClone(request))).toEqual(request);
    expect(requestSchema.parse({ ...request, params: null })).toMatchObject({ params: null });
  });

  test.each([{ id: '3' }, { id: 1.5 }, { name: 5 }, { type: 'reply' }])('is none with %j', (change) => {
    expect(requestSchema.safeParse({ ...request, ...change }).success).toBe(false);
  });
});

describe('a reply', () => {
  test.each([{ result: 'loss.png' }, { result: null }, { error: 'no space left' }])(
    'has an outcome: %j',
    (outcome) => {
      const reply = { type: 'reply', id: 3, outcome };
      expect(replySchema.parse(structuredClone(reply))).toEqual(reply);
      expect(toPanelSchema.parse(structuredClone(reply))).toEqual(reply);
    },
  );

  test.each([{}, { error: 5 }, null, 'done'])('has no outcome %j', (outcome) => {
    expect(replySchema.safeParse({ type: 'reply', id: 3, outcome }).success).toBe(false);
  });
});

describe('what the panel asks for', () => {
  test('is a picture, with its bytes', () => {
    const { params, result } = panelRequests.savePicture;
    expect(params.safeParse({ format: 'svg', bytes: new Uint8Array(3) }).success).toBe(true);
    expect(params.safeParse({ format: 'gif', bytes: new Uint8Array(3) }).success).toBe(false);
    expect(params.safeParse({ format: 'png', bytes: [1, 2, 3] }).success).toBe(false);
    expect([result.parse('loss.png'), result.parse(null)]).toEqual(['loss.png', null]);
  });

  test('is the numbers, which the extension has', () => {
    const { params, result } = panelRequests.saveNumbers;
    expect(params.parse({ format: 'json' })).toEqual({ format: 'json' });
    expect(params.parse({ format: 'csv', run: 2 })).toEqual({ format: 'csv', run: 2 });
    expect(params.safeParse({}).success).toBe(false);
    expect([result.parse('losses.csv'), result.parse(null)]).toEqual(['losses.csv', null]);
  });
});
