/** Learning rates by layer: what experiments call the layers, and the rates that runs have. */
import { trainsOnData } from './modelProblem.ts';
import type { LayerChoice, Problem } from './schema.ts';

/** Of a network, W1 and b1 to the last W and b; 0 on surfaces. */
export function layersOf(problem: Problem): number {
  return trainsOnData(problem) ? problem.hidden.length + 1 : 0;
}

/** Which layer a name stands for, counted from 0; -1 where a network of so many layers has none by it. */
export function layerNamed(name: string, layers: number): number {
  if (name === 'first') return layers > 0 ? 0 : -1;
  if (name === 'last') return layers - 1;
  const number = Number(name.slice('layer'.length));
  return number <= layers ? number - 1 : -1;
}

/** The name that experiments have for a layer. @param index Counted from 0. */
export function layerName(index: number, layers: number): keyof LayerChoice {
  if (index === 0) return 'first';
  return index === layers - 1 ? 'last' : (`layer${index + 1}` as keyof LayerChoice);
}

/**
 * The rate of each layer; null where all have the rate `lr`, as a run without rates by layer has.
 * @param scale From the rates of the experiment to those of its runs.
 */
export function ratesByLayer(
  choice: LayerChoice | undefined,
  problem: Problem,
  lr: number,
  scale: (rate: number) => number,
): readonly number[] | null {
  if (!choice) return null;
  const rates = Array.from({ length: layersOf(problem) }, () => lr);
  for (const [name, rate] of namedRates(choice)) rates[layerNamed(name, rates.length)] = scale(rate);
  return rates.every((rate) => rate === lr) ? null : rates;
}

/** The layers that are named, each with its rate. */
export function namedRates(choice: LayerChoice): readonly (readonly [name: string, rate: number])[] {
  return Object.entries(choice).filter((entry): entry is [string, number] => entry[1] !== undefined);
}

/** What an experiment says for a run to have these rates. */
export function choiceOfRates(rates: readonly number[]): LayerChoice {
  return Object.fromEntries(rates.map((rate, index) => [layerName(index, rates.length), rate]));
}
