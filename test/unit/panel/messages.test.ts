import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { type ToPanel, toPanelSchema } from '../../../core/protocol/panel.ts';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { encodeMeasured } from '../../../core/race/numbers.ts';
import { createRace } from '../../../core/race/race.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { updateOf } from './fixtures.ts';

/** The way of a message to a page: JSON, with typed arrays carried beside it. */
function carry(message: ToPanel): unknown {
  const arrays: Float64Array[] = [];
  const text = JSON.stringify(encodeMeasured(message), (_, value: unknown) =>
    value instanceof Float64Array ? { array: arrays.push(value) } : value,
  );
  return JSON.parse(text, (_, value: unknown) => {
    const isArray = typeof value === 'object' && value !== null && 'array' in value;
    return isArray ? arrays[Number(value.array) - 1] : value;
  });
}

test('a race that has not begun arrives as it was, without a loss', () => {
  const problem = { surface: 'valley' };
  const experiment = parseExperiment({ problem, optimizers: [{ optimizer: 'adam' }], lr: [0.1] });
  const race = viewShown(wholeRace(createRace(experiment, { id: 'r', startedAt: 0 })));
  const message: ToPanel = { type: 'snapshot', race };
  expect(toPanelSchema.parse(carry(message))).toEqual(message);
  expect(race.runs[0]?.record.state).toMatchObject({ loss: Number.NaN, best: Number.POSITIVE_INFINITY });
});

test('a run whose losses are no numbers arrives as it was', () => {
  const evaluations = [
    { step: 0, loss: 1, accuracy: 0.5 },
    { step: 2, loss: Number.NaN, accuracy: Number.NEGATIVE_INFINITY },
  ];
  const runs = [updateOf(0, [1, Number.NaN, Number.POSITIVE_INFINITY], null, evaluations)];
  const message: ToPanel = { type: 'update', race: 'r', phase: 'running', speed: 1, threads: 2, runs };
  expect(toPanelSchema.parse(carry(message))).toEqual(message);
});
