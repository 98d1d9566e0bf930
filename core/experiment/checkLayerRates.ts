/** What is wrong with learning rates by layer: layers that aren't there, and rules or schedules that have one rate alone. */
import { type Fault, faultAt, type Path } from '../fault.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { formatRange, inRange } from '../rule/check/range.ts';
import { fillSettings } from '../rule/check/settings.ts';
import { keptByRate } from '../rule/plan/keptByRate.ts';
import { resolve } from '../rule/plan/resolve.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { layerName, layerNamed, layersOf, namedRates } from './layerRates.ts';
import { rateOfSchedule } from './scheduleOf.ts';
import type { Experiment, LayerChoice } from './schema.ts';
import { combinationsOf } from './settingsGrid.ts';

export function checkLayerRates(experiment: Experiment): Fault[] {
  const layers = layersOf(experiment.problem);
  return experiment.optimizers.flatMap((choice, index) => {
    const { layer_lr } = choice;
    if (!layer_lr) return [];
    const path: Path = ['optimizers', index, 'layer_lr'];
    const without = (why: string) => [faultAt(path, layer_lr, `none: ${why}`)];
    if (layers === 0) return without('a surface has no layers');
    const schedule = choice.schedule ?? experiment.schedule;
    if (rateOfSchedule(schedule) !== null)
      return without(`${schedule?.name} has rates of its own, the same for all layers`);
    const rule = ruleOf(choice);
    const kept = rule && keptIn(rule, choice);
    if (rule && kept) return without(`${rule.name} keeps ${kept}, which follows from one lr`);
    return [...layerFaults(layer_lr, layers, path), ...(rule ? rangeFaults(layer_lr, rule, path) : [])];
  });
}

/** The number that follows from the rate with the first of its settings; null where there is none. */
function keptIn(rule: Rule, { hyperparameters }: Experiment['optimizers'][number]): string | null {
  const [first] = combinationsOf(hyperparameters);
  return keptByRate(resolve(rule, fillSettings(rule, first ?? {}), ['lr']));
}

function layerFaults(choice: LayerChoice, layers: number, path: Path): Fault[] {
  const named = new Map<number, string>();
  return namedRates(choice).flatMap(([name, rate]) => {
    const layer = layerNamed(name, layers);
    const other = named.get(layer);
    named.set(layer, name);
    if (layer >= 0 && other === undefined) return [];
    const names = Array.from({ length: layers }, (_, index) => layerName(index, layers));
    const expected =
      layer < 0
        ? `one of the layers of the network: ${names.join(', ')}`
        : `none beside ${other}: both are ${layers === 1 ? 'the only layer' : `layer ${layer + 1} of ${layers}`}`;
    return [faultAt([...path, name], rate, expected)];
  });
}

/** Rules of one's own may have rates of some range alone. */
function rangeFaults(choice: LayerChoice, rule: Rule, path: Path): Fault[] {
  const lr = rule.hyperparameters.find(({ name }) => name === 'lr');
  if (!lr) return [faultAt(path, choice, `none: ${rule.name} has no lr`)];
  return namedRates(choice).flatMap(([name, rate]) =>
    inRange(rate, lr.range)
      ? []
      : [faultAt([...path, name], rate, `${formatRange('lr', lr.range)}, as ${rule.name} has it`)],
  );
}
