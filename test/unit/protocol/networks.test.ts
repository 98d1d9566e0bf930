/** The messages of the page of pictures of networks. */
import { describe, expect, test } from 'vitest';
import { fromNetworksSchema, networkPlaceSchema, networkRequests } from '../../../core/protocol/networks.ts';

const request = { run: 1, kind: 'random', seed: 7 };

describe('from the page', () => {
  test.each([
    { type: 'ready' },
    { type: 'moved', chosen: 1, step: 0, isLive: false },
    { type: 'moved', chosen: 0, step: 3, isLive: true },
    { type: 'slice', request },
    { type: 'stop' },
    { type: 'failed', message: 'no canvas' },
    { type: 'request', id: 1, name: 'pictures', params: { run: 0, step: 3 } },
  ])('$type is understood', (message) => {
    expect(fromNetworksSchema.parse(message)).toEqual(message);
  });

  test.each([
    { type: 'slice', request: { ...request, kind: 'best' } },
    { type: 'slice', request: { ...request, seed: -1 } },
    { type: 'slice', request: { ...request, seed: 2 ** 32 } },
    { type: 'moved', chosen: 0, step: -1, isLive: false },
    { type: 'moved', chosen: 0, step: 0.5, isLive: false },
    { type: 'moved', chosen: 0, step: 1 },
    { type: 'unknown' },
  ])('%j is refused', (message) => {
    expect(fromNetworksSchema.safeParse(message).success).toBe(false);
  });
});

test('a place has one run to six, and a step or none', () => {
  const run = { race: 'a', run: 0 };
  const place = { runs: [run], chosen: 0, step: null };
  expect(networkPlaceSchema.parse(place)).toEqual(place);
  for (const runs of [[], new Array(7).fill(run)])
    expect(networkPlaceSchema.safeParse({ ...place, runs }).success).toBe(false);
});

test('pictures come with scores that are no numbers, and without an accuracy where there is none', () => {
  const { result } = networkRequests.pictures;
  const parsed = result.parse({
    ...{
      step: 3,
      hasFiniteWeights: false,
      training: { loss: 'NaN' },
      validation: { loss: 1, accuracy: 0.5 },
    },
    ...{ decision: null, confusion: null, predictions: null },
  });
  expect(parsed.training).toEqual({ loss: Number.NaN });
  expect(Object.keys(parsed.training)).toEqual(['loss']);
  expect(parsed.validation).toEqual({ loss: 1, accuracy: 0.5 });
});
