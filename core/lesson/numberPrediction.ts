/** The verdict on a number that somebody has predicted. */
import { formatSetting } from '../format.ts';
import type { ExperimentOptions } from './exercise/experimentOptions.ts';
import { valueOfQuantity } from './exercise/quantity.ts';
import type { NumberPrediction } from './prediction.ts';
import type { Verdict } from './questionWords.ts';

const defaultTolerance = 0.02;

/** @throws {RangeError} or an ExperimentError if the number can't be computed. */
export async function verdictOnNumber(
  { answer, tolerance = defaultTolerance, unit, explanation }: NumberPrediction,
  said: number,
  options?: ExperimentOptions,
): Promise<Verdict> {
  const number = await valueOfQuantity(answer, options);
  const right = Math.abs(said - number) <= tolerance * Math.abs(number);
  const shown = numberText(Number(number.toPrecision(4)), unit);
  const sentences = [`It is ${shown}.`];
  if (!right) sentences.push(`${numberText(said, unit)} is too ${said > number ? 'large' : 'small'}.`);
  if (explanation !== undefined) sentences.push(explanation);
  return { right, text: sentences.join(' ') };
}

/** `0.038`, `24 steps` */
export function numberText(value: number, unit: string | undefined): string {
  return unit === undefined ? formatSetting(value) : `${formatSetting(value)} ${unit}`;
}
