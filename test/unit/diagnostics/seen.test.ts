/** What is told of what was measured, in plain words. */
import { describe, expect, test } from 'vitest';
import { type DiagnosticId, diagnosticIds, diagnostics } from '../../../core/diagnostics/index.ts';
import { courseOf, digitsOf, type MeasuredSeries } from '../../../core/diagnostics/measuredSeries.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { diagnosed, onValley } from './diagnosed.ts';

function series(values: readonly number[], references: readonly number[] = [], band = 0): MeasuredSeries {
  const of = (numbers: readonly number[]) => Float64Array.from(numbers);
  return {
    steps: of(values.map((_, i) => i + 1)),
    values: of(values),
    lows: of(band ? values.map((value) => value / band) : values),
    highs: of(band ? values.map((value) => value * band) : values),
    references: of(references),
  };
}

const data = {
  ...{ problem: { data: 'moons', hidden: [4] }, optimizers: [{ optimizer: 'sgd' }] },
  ...{ lr: [0.1], batch_size: [16], epochs: 1 },
};

function seen(id: DiagnosticId, given: MeasuredSeries, experiment: object = data, name = 'SGD'): string {
  const [spec = expect.fail('no run')] = expandExperiment(parseExperiment(experiment));
  return diagnostics[id].seen(given, { spec, name, rows: 200 });
}

const forty = (valueAt: (i: number) => number) => Array.from({ length: 40 }, (_, i) => valueAt(i));

test('the course of values is that of medians of tenths, without what is no number', () => {
  expect(courseOf(Float64Array.of())).toBeNull();
  expect(courseOf(Float64Array.of(Number.NaN))).toBeNull();
  const course = courseOf(Float64Array.from([9, 1, 2, 3, ...forty(() => 5).slice(8), 7, 8, Number.NaN, 100]));
  expect(course).toEqual({ begin: 2.5, end: 7.5, lowest: 1, highest: 100 });
  expect([0.01, 100, 12.34, 8.349e-4, 0].map(digitsOf)).toEqual(['0.01', '100', '12.3', '8.35e-4', '0']);
});

test('the gradient norm', () => {
  expect(seen('gradientNorm', series(forty((i) => 0.9 ** i)))).toMatch(/^falls from 0\.8\d* to 0\.0\d+\.$/);
  expect(seen('gradientNorm', series(forty((i) => 1.1 ** i)))).toMatch(/^grows from 1\.\d+ to \d+/);
  expect(seen('gradientNorm', series(forty((i) => 2 + (i % 2) / 10)))).toBe(
    'stays about 2.05, between 2 and 2.1.',
  );
  expect(seen('gradientNorm', series(forty((i) => (i < 20 ? 1 : 0))))).toBe('falls from 1 to 0.');
  expect(seen('gradientNorm', series(forty(() => 0)))).toBe(
    'is 0 in all steps: nothing pulls at the parameters.',
  );
});

test('the update-to-weight ratio, of networks beside what is usual', () => {
  const of = (end: number) => seen('updateToWeight', series(forty((i) => (i < 20 ? 0.003 : end))));
  expect(of(0.001)).toBe(
    'moves the parameters by 0.001 of their length a step at the end, 0.003 at the beginning.',
  );
  expect(of(0.02)).toMatch(/: large steps; about 0\.001 is usual\.$/);
  expect(of(0.0001)).toMatch(/at the beginning\.$/);
  expect(of(0.01)).toMatch(/at the beginning\.$/);
  expect(of(0.00002)).toMatch(/: small steps; about 0\.001 is usual\.$/);
  expect(seen('updateToWeight', series(forty(() => 0.5)), onValley('sgd'))).not.toContain('usual');
});

test('the effective learning rate', () => {
  expect(diagnosed(onValley('sgd'), ['effectiveRate']).seen('effectiveRate')).toBe(
    'is 0.015 for every parameter in every step, as in plain gradient descent.',
  );
  const falling = forty((i) => 0.1 * 0.99 ** i);
  expect(seen('effectiveRate', series(falling))).toMatch(
    /^has a median of 0\.0\d+ at the end, 0\.09\d+ at the beginning, the same for every parameter\.$/,
  );
  expect(
    seen(
      'effectiveRate',
      series(
        forty(() => 0.1),
        [],
        2,
      ),
    ),
  ).toBe(
    'has a median of 0.1 at the end, 0.1 at the beginning; 80 % of the parameters have 0.05 to 0.2 at the end.',
  );
});

describe('sharpness beside the edge', () => {
  const sharp = (value: number, edge = 20, experiment: object = data) =>
    seen(
      'sharpness',
      series(
        forty((i) => (i < 10 ? 3 : value)),
        forty(() => edge),
      ),
      experiment,
    );

  test('at it, above it and below it', () => {
    expect(sharp(19.6)).toBe('goes from 3 to 19.6; 2/lr is 20: the edge of stability.');
    expect(sharp(30)).toMatch(/2\/lr is 20: above the edge, steps along the sharpest direction grow\.$/);
    expect(sharp(5)).toMatch(/2\/lr is 20: below the edge, where mini-batches keep it\.$/);
    expect(sharp(5, 20, { ...data, batch_size: ['full'] })).toMatch(/below the edge\.$/);
    expect(sharp(3)).toMatch(/^is 3; /);
    // Within 15 %, and no further.
    expect([17, 23].map((value) => sharp(value))).toEqual([
      expect.stringMatching(/: the edge of stability\.$/),
      expect.stringMatching(/: the edge of stability\.$/),
    ]);
    expect(sharp(16.9)).toMatch(/: below the edge/);
    expect(sharp(23.1)).toMatch(/: above the edge/);
  });

  test('goes by the last third of the steps, where a run has settled', () => {
    const ended = (last: number) =>
      seen(
        'sharpness',
        series(
          forty((i) => (i < 26 ? 3 : last)),
          forty(() => 20),
        ),
      );
    expect(ended(20)).toBe('goes from 3 to 20; 2/lr is 20: the edge of stability.');
    expect(ended(Number.NaN)).toBe('is 3; 2/lr is 20; of the last steps no sharpness is known.');
  });

  test('goes by the edge of each step, as schedules move it', () => {
    const moved = series(
      forty((i) => (i < 10 ? 3 : 40)),
      forty((i) => (i < 20 ? 20 : 40)),
    );
    expect(seen('sharpness', moved)).toBe('goes from 3 to 40; 2/lr is 40: the edge of stability.');
  });

  test('names the edge of the optimizer, or says that there is none', () => {
    const edge = (optimizer: string) =>
      diagnosed(onValley(optimizer), ['sharpness']).seen('sharpness', 'Adam');
    expect(edge('sgd')).toBe('is 100; 2/lr is 133: below the edge.');
    expect(edge('momentum')).toBe('is 100; (2 + 2 · 0.9)/lr is 253: below the edge.');
    expect(edge('nesterov')).toBe(
      'is 100; (2 + 2 · 0.9)/((1 + 2 · 0.9) · lr) is 90.5: the edge of stability.',
    );
    const looking = onValley('sgd', { hyperparameters: { momentum: 0.5, nesterov: true } });
    expect(diagnosed(looking, ['sharpness']).seen('sharpness')).toContain(
      '(2 + 2 · 0.5)/((1 + 2 · 0.5) · lr) is 100',
    );
    expect(edge('adam')).toBe('is 100; no edge of stability is known for Adam with these settings.');
  });
});

test('where steps land', () => {
  expect(seen('alpha', series(forty((i) => (i < 36 ? -0.6 : 0.2))))).toBe(
    'is mostly below 0 (median -0.60; 90 % of the steps): they are short of the minimum.',
  );
  expect(seen('alpha', series(forty(() => 0.6)))).toBe(
    'is mostly above 0 (median 0.60; 100 % of the steps): they overshoot the minimum.',
  );
  expect(seen('alpha', series(forty((i) => (i % 2 === 0 ? 0.05 : -0.05))))).toMatch(
    /^is about 0 \(median .*\): steps land near the minimum, 50 % of them beyond it\.$/,
  );
});

test('the noise scale beside the batch size', () => {
  const of = (value: number) => seen('noiseScale', series(forty((i) => (i < 20 ? 30 : value))));
  expect(of(40)).toBe('is about 40 rows; the batch has 16: about as many.');
  expect(of(400)).toBe('goes from about 30 to 400 rows; the batch has 16: larger batches would save steps.');
  expect(of(3)).toBe('goes from about 30 to 3.0 rows; the batch has 16: smaller ones would save gradients.');
  expect(seen('noiseScale', series(forty((i) => (i < 30 ? 12345 : Number.NaN))))).toBe(
    'is about 12,345 rows; the batch has 16: larger batches would save steps. In 25 % of the steps the gradient is lost in its noise.',
  );
});

test('every diagnostic says what it is, where it is from and what it costs', () => {
  expect(diagnosticIds).toEqual([
    ...['gradientNorm', 'updateToWeight', 'effectiveRate', 'alpha', 'sharpness', 'noiseScale'],
  ]);
  for (const id of diagnosticIds) {
    const { name, description, source, every, obstacle } = diagnostics[id];
    expect(
      [name, description, source].every((text) => text.length > 5),
      id,
    ).toBe(true);
    expect(every).toBeGreaterThan(0);
    const [spec = expect.fail('no run')] = expandExperiment(parseExperiment(data));
    expect(obstacle(spec), id).toBeNull();
  }
  const [onSurface = expect.fail('no run')] = expandExperiment(parseExperiment(onValley('sgd')));
  expect(diagnosticIds.filter((id) => diagnostics[id].obstacle(onSurface) !== null)).toEqual(['noiseScale']);
  expect(diagnostics.noiseScale.obstacle(onSurface)).toBe('a surface has no rows');
});
