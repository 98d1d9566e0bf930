/** What SGD's other options need its momentum for. */
import { type Fault, faultAt } from '../fault.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { cyclesMomentum } from './scheduleOf.ts';
import type { Experiment } from './schema.ts';
import { type Setting, settingValues } from './settingsGrid.ts';

/** As torch.optim.SGD has it: "Nesterov momentum requires a momentum and zero dampening". Of other faults of a setting nothing is said. */
export function checkNesterov({ optimizers, schedule }: Experiment): Fault[] {
  return optimizers.flatMap((choice, index) => {
    const values = settingsOf(choice);
    const nesterov = values('nesterov').indexOf(true);
    if (nesterov < 0) return [];
    const path = (name: string, at: number) => {
      const isList = Array.isArray(choice.hyperparameters?.[name]);
      return ['optimizers', index, 'hyperparameters', name, ...(isList ? [at] : [])];
    };
    const faults: Fault[] = [];
    // What a schedule is that can't be made is not known, and told elsewhere.
    if (values('momentum').includes(0) && cyclesMomentum(choice.schedule ?? schedule) === false)
      faults.push(
        faultAt(path('nesterov', nesterov), true, 'a momentum above 0 beside it, such as "momentum": 0.9'),
      );
    const dampened = values('dampening').findIndex((each) => typeof each === 'number' && each !== 0);
    if (dampened >= 0)
      faults.push(
        faultAt(
          path('dampening', dampened),
          values('dampening')[dampened],
          '0, the default: nesterov is true',
        ),
      );
    return faults;
  });
}

/** A sentence for each optimizer whose dampening changes nothing. */
export function aboutDampening({ optimizers, schedule }: Experiment): string[] {
  return optimizers.flatMap((choice, index) => {
    const values = settingsOf(choice);
    const [momentum, ...others] = values('momentum');
    const dampening = values('dampening').find((each) => Boolean(each));
    if (momentum !== 0 || others.length > 0 || dampening === undefined) return [];
    if (cyclesMomentum(choice.schedule ?? schedule) !== false) return [];
    const name = `optimizers[${index}].hyperparameters.dampening = ${dampening}`;
    return [`${name}: it has no effect, since momentum is 0.`];
  });
}

/** The values that a setting of SGD has, given or by default; of other optimizers none. */
function settingsOf({
  optimizer,
  hyperparameters = {},
}: Experiment['optimizers'][number]): (name: string) => readonly Setting[] {
  const rule = findOptimizer(optimizer)?.rule;
  if (!rule?.options.some(({ name }) => name === 'nesterov')) return () => [];
  const known = [...rule.hyperparameters, ...rule.options];
  return (name) =>
    settingValues(hyperparameters[name] ?? known.find((each) => each.name === name)?.default ?? []);
}
