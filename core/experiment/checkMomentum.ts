/** What SGD's other options need its momentum for. */
import { type Fault, faultAt } from '../fault.ts';
import { findOptimizer } from '../optimizers/index.ts';
import type { Settings } from '../rule/syntax/rule.ts';
import { cyclesMomentum } from './scheduleOf.ts';
import type { Experiment } from './schema.ts';

/** As torch.optim.SGD has it: "Nesterov momentum requires a momentum and zero dampening". Of other faults of a setting nothing is said. */
export function checkNesterov({ optimizers, schedule }: Experiment): Fault[] {
  return optimizers.flatMap((choice, index) => {
    const { nesterov, momentum, dampening } = settingsOf(choice);
    if (nesterov !== true) return [];
    const at = ['optimizers', index, 'hyperparameters'];
    const faults: Fault[] = [];
    // What a schedule is that can't be made is not known, and told elsewhere.
    if (momentum === 0 && cyclesMomentum(choice.schedule ?? schedule) === false)
      faults.push(
        faultAt([...at, 'nesterov'], true, 'a momentum above 0 beside it, such as "momentum": 0.9'),
      );
    if (typeof dampening === 'number' && dampening !== 0)
      faults.push(faultAt([...at, 'dampening'], dampening, '0, the default: nesterov is true'));
    return faults;
  });
}

/** A sentence for each optimizer whose dampening changes nothing. */
export function aboutDampening({ optimizers, schedule }: Experiment): string[] {
  return optimizers.flatMap((choice, index) => {
    const { momentum, dampening } = settingsOf(choice);
    if (momentum !== 0 || !dampening || cyclesMomentum(choice.schedule ?? schedule) !== false) return [];
    const name = `optimizers[${index}].hyperparameters.dampening = ${dampening}`;
    return [`${name}: it has no effect, since momentum is 0.`];
  });
}

function settingsOf({ optimizer, hyperparameters }: Experiment['optimizers'][number]): Settings {
  const rule = findOptimizer(optimizer)?.rule;
  if (!rule?.options.some(({ name }) => name === 'nesterov')) return {};
  const defaults = [...rule.hyperparameters, ...rule.options].map((each) => [each.name, each.default]);
  return { ...Object.fromEntries(defaults), ...hyperparameters };
}
