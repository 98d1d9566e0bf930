/** Which optimizers a map can be of: those that ship, and the rules of the workspace. */
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { ratesOf } from '../../core/experiment/rates.ts';
import { noRuleFiles, type RuleFiles } from '../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { MapOptimizer } from '../../core/map/mapFacts.ts';
import { findOptimizer, optimizers } from '../../core/optimizers/index.ts';
import { ruleOf } from '../../core/optimizers/ruleOf.ts';
import type { Rule } from '../../core/rule/syntax/rule.ts';
import { findRules } from '../ownRules/findRules.ts';

/** That of the map first, then rules of people's own that compile, then those that ship. */
export async function optimizersFor({ optimizers: chosen }: Experiment): Promise<readonly MapOptimizer[]> {
  const [current] = chosen;
  const name = current?.optimizer ?? '';
  const place = current?.rule?.place;
  const own = (await findRules(undefined)).flatMap(({ path, file, rule }) =>
    typeof rule === 'string' || ('place' in file && file.place === place)
      ? []
      : [{ name: path, label: labelOf(rule.name, path) }],
  );
  const shipped = optimizers.map(({ id, rule }) => ({ name: id, label: rule.name }));
  const rule = current && ruleOf(current);
  const isShipped = findOptimizer(name) !== undefined;
  const first = isShipped || !rule ? [] : [{ name, label: labelOf(rule.name, name) }];
  return [...first, ...own, ...shipped];
}

/** Rules of people's own may have the name of one that ships. */
function labelOf(name: string, path: string): string {
  return `${name} (${path.split('/').at(-1)})`;
}

/**
 * The experiment with another optimizer, which has its own learning rate and no field of the map: its axes may be settings
 * that this one lacks.
 * @throws {ExperimentError} if it can't run with it.
 */
export async function withOptimizer(asked: Experiment, name: string): Promise<Experiment> {
  const known = asked.optimizers.find(({ optimizer }) => optimizer === name);
  if (known) return known === asked.optimizers[0] ? asked : { ...asked, optimizers: [known] };
  const found = findOptimizer(name)
    ? undefined
    : (await findRules(undefined)).find(({ path }) => path === name);
  const files: RuleFiles = found ? new Map([[name, found.file]]) : noRuleFiles;
  const rule = found?.rule ?? findOptimizer(name)?.rule;
  const { map: _, ...rest } = asked;
  return parseExperiment({ ...rest, optimizers: [{ optimizer: name }], lr: usualRates(rule, asked) }, files);
}

function usualRates(rule: Rule | string | undefined, asked: Experiment): readonly number[] {
  const own =
    typeof rule === 'string' ? undefined : rule?.hyperparameters.find(({ name }) => name === 'lr')?.default;
  const [current] = asked.optimizers;
  return own !== undefined ? [own] : current ? ratesOf(current, asked) : [];
}
