import { readDigits, shortDigitsOf } from '../../rule/inspect/digits.ts';
import type { Rule } from '../../rule/syntax/rule.ts';
import type { Edit } from '../edit.ts';
import type { ParameterNames } from '../parameterNames.ts';

/** What a person has set: `lr = 0.005 from step 12 on`, `m of w0 = 3 in step 15`. */
export function editText(
  { name, parameter, value, stepsDone }: Edit,
  { hyperparameters }: Pick<Rule, 'hyperparameters'>,
  names: ParameterNames,
): string {
  const isKept = hyperparameters.some((each) => each.name === name);
  const whose = parameter === null ? '' : ` of ${names.nameOf(parameter)}`;
  const step = (stepsDone + 1).toLocaleString('en');
  const when = isKept ? `from step ${step} on` : `in step ${step}`;
  return `${name}${whose} = ${readDigits(shortDigitsOf(value))} ${when}`;
}
