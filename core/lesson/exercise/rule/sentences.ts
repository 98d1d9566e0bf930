/** What a check says about a rule. */
import type { Differences, WrongValue } from '../../../ruleTests/sideBySide/differences.ts';
import { multipleOfGradient } from '../../../ruleTests/sideBySide/recognise.ts';
import { pointAhead } from '../../../ruleTests/sideBySide/stepValues.ts';
import { toldApart } from '../../../ruleTests/sideBySide/toldApart.ts';
import type { Trial } from '../../../ruleTests/sideBySide/trial.ts';

/** `Equal to the reference for 200 steps, to 2.2e-16.` */
export function passedWords(steps: number, apart: number): string {
  const how = apart === 0 ? 'bit for bit' : `to ${apart.toExponential(1)}`;
  return `Equal to the reference for ${steps} steps, ${how}.`;
}

/** Names that have another value than in the reference, though the steps are the same. */
export function remarksOf({ first, renamed }: Differences): readonly string[] {
  const others = [...renamed].map(([name, own]) => `Your ${own} is the ${name} of the reference.`);
  if (!first) return others;
  const [yours, expected] = toldApart(first.yours, first.expected);
  return [
    `Your ${first.name} is another than the reference’s, ${yours} in place of ${expected} in step ${first.step}; the steps are the same all the same.`,
    ...others,
  ];
}

export function failureWords(
  values: Differences,
  trial: Trial,
  misconception: string | null,
  invariants: readonly string[],
): string {
  const parts = [misconception, rightWords(values), wrongWords(values, trial), ...invariants];
  return parts.filter((part) => part !== null && part !== '').join(' ');
}

/** `m and m_hat are right.` */
function rightWords({ first, right, renamed }: Differences): string {
  if (!first) return '';
  const names = [
    ...right.map((name, index) => (index === 0 ? capital(nameWords(name)) : nameWords(name))),
    ...[...renamed].map(([name, own]) => `${own}, which is ${name} in the reference,`),
  ];
  const [last] = names.slice(-1);
  if (last === undefined) return '';
  const list = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
  return `${list} ${names.length === 1 ? 'is' : 'are'} right.`;
}

function nameWords(name: string): string {
  return name === pointAhead ? 'the point where the gradient is taken' : name;
}

function wrongWords({ first, at }: Differences, trial: Trial): string {
  if (!first || !at) return `The parameters go another way ${trial.name}.`;
  const { name, step } = first;
  const [own, right] =
    name === 'p' && step === 1
      ? ([at.own.update, at.expected.update] as const)
      : ([at.own.values.get(name), at.expected.values.get(name)] as const);
  const [yours, expected] = numbersOf(first, own, right);
  const which = (values: Float64Array | undefined) => {
    const multiple = values && multipleOfGradient(values, at.expected.gradient);
    return multiple ? `, which is ${multiple}` : '';
  };
  const what = name === 'p' && step === 1 ? 'The step of p' : capital(nameWords(name));
  return `${what} is wrong from step ${step} on, ${trial.name}: yours is ${yours}${which(own)}; expected ${expected}${which(right)}.`;
}

function numbersOf(
  { element, yours, expected }: WrongValue,
  own: Float64Array | undefined,
  right: Float64Array | undefined,
): readonly [string, string] {
  return toldApart(own?.[element] ?? yours, right?.[element] ?? expected);
}

/** Names of a rule stay as they are written. */
function capital(words: string): string {
  return words.includes(' ') ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}
