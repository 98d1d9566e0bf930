/** Two values that a learner has chosen, as words. Windows load it, so that nothing that runs them is near. */
import { formatSetting } from '../../format.ts';

/** `lr 0.1 and momentum 0.9` */
export function answerText(settings: readonly string[], answer: readonly number[]): string {
  return settings.map((name, index) => `${name} ${valueText(answer[index] ?? Number.NaN)}`).join(' and ');
}

/** As people write it: a cell of a map has more digits. */
export function valueText(value: number): string {
  return formatSetting(Number(value.toPrecision(4)));
}
