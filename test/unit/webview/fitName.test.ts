import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitName, leftOut } from '../../../webview/shared/chart/fitName.ts';
import { RecordingPen } from './recordingPen.ts';

/** At 6 pixels a letter. */
const fitted = (name: string, stem: string, letters: number) =>
  fitName(new RecordingPen(), name, stem, '', 6 * letters);

it('shortens what names share, keeps what tells them apart, and leaves out what does not fit', () => {
  const name = 'Momentum lr 0.001';
  const at = (letters: number) => fitted(name, 'Momentum', letters);
  expect([17, 16, 15, 13, 12, 8, 7, 5, 4].map(at)).toEqual([
    name,
    'Moment… lr 0.001',
    'Momen… lr 0.001',
    'Mom… lr 0.001',
    'lr 0.001',
    'lr 0.001',
    '0.001',
    '0.001',
    '',
  ]);
  expect([7, 4, 3].map((letters) => fitted('Momentum', 'Momentum', letters))).toEqual([
    'Moment…',
    'Mom…',
    '',
  ]);
  expect(fitted('Nesterov’s accelerated gradient lr 0.1', 'Nesterov’s accelerated gradient', 19)).toBe(
    'Nesterov’s… lr 0.1',
  );
});

it('shortens words of the rest where they are too long, the longest first and no more than they have to be', () => {
  const name = 'SGD step_size 30 gamma 0.1';
  const at = (letters: number) => fitted(name, 'SGD', letters);
  expect([22, 21, 18, 17, 16, 15].map(at)).toEqual([
    'step_size 30 gamma 0.1',
    'step_si… 30 gamma 0.1',
    'step… 30 gamma 0.1',
    'ste… 30 gam… 0.1',
    'ste… 30 gam… 0.1',
    '30 0.1',
  ]);
  expect(fitted('step_size 30 gamma 0.1', 'StepLR', 18)).toBe('step… 30 gamma 0.1');
  const schedule = 'SGD CosineAnnealingLR';
  expect([20, 17, 16, 9, 4, 3].map((letters) => fitted(schedule, 'SGD', letters))).toEqual([
    'CosineAnnealingLR',
    'CosineAnnealingLR',
    'CosineAnnealing…',
    'CosineAn…',
    'Cos…',
    '',
  ]);
  expect(fitted('true 0.1', 'SGD', 7)).toBe('');
});

it('leaves out what numbers are called where these tell all', () => {
  const at = (rest: string, letters: number) => fitted(`Adam ${rest}`, 'Adam', letters);
  expect(at('lr 0.01 beta2 0.999', 12)).toBe('0.01 0.999');
  expect(at('lr 0.001 0.95', 12)).toBe('0.001 0.95');
  expect(at('lr 3.2, batch 1024', 10)).toBe('3.2, 1024');
  expect(at('lr 5.616, batch full', 12)).toBe('5.616, full');
  // Of these a word would be missed.
  for (const rest of ['lr 0.01 cosine', 'digits 200 steps', 'nesterov true lr 0.01', '#10 0.001'])
    expect(at(rest, 7), rest).toBe('');
});

it('tells what numbers are called, where it left that out', () => {
  const out = (rest: string, letters: number) =>
    leftOut(`Adam ${rest}`, 'Adam', fitted(`Adam ${rest}`, 'Adam', letters));
  expect(out('lr 0.01 beta2 0.999', 12)).toBe('lr beta2');
  expect(out('lr 0.001 0.95', 12)).toBe('lr');
  expect(out('lr 5.616, batch full', 12)).toBe('lr batch');
  // All of it, nothing at all, shortened, and what has no name.
  for (const letters of [30, 19, 4]) expect(out('lr 0.01 beta2 0.999', letters), `${letters}`).toBe('');
  expect(out('step_size 30 gamma 0.1', 18)).toBe('');
  expect(out('0.01', 5)).toBe('');
  expect(leftOut('lr 0.01', 'SGD', '0.01')).toBe('lr');
});

it('takes for the stem whole words alone', () => {
  expect(fitted('AdamW lr 0.1', 'Adam', 11)).toBe('Ada… lr 0.1');
  expect(fitted('AdamW', 'Adam', 4)).toBe('Ada…');
});

it('never writes a part of a number', () => {
  const word = fc.constantFrom('lr', 'batch', 'momentum', 'step_size', 'Adam2', 'L2', 'Nesterov’s', '#1');
  const number = fc.constantFrom('0.001', '0.01', '1e-7', '256', '1.25e-8', '-3', '100');
  const part = fc.tuple(word, number).map((each) => each.join(' '));
  fc.assert(
    fc.property(
      word,
      fc.array(part, { maxLength: 3 }),
      fc.integer({ min: 0, max: 60 }),
      (stem, parts, letters) => {
        const name = [stem, ...parts].join(' ');
        const text = fitted(name, stem, letters);
        expect(text.length).toBeLessThanOrEqual(letters);
        const numbersOf = (each: string) => each.split(' ').filter((token) => /^[-#\d]/.test(token));
        for (const token of numbersOf(text)) expect(numbersOf(name)).toContain(token);
        // What tells runs apart is there whole, or not at all.
        const rest = parts.flatMap(numbersOf);
        if (text !== '' && parts.length > 0) expect(numbersOf(text).slice(-rest.length)).toEqual(rest);
      },
    ),
    { seed: 3, numRuns: 500 },
  );
});
