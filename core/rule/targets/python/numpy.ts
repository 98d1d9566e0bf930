/** A rule as a Python class over lists of NumPy arrays, in the precision of the arrays. */

import { type Level, levelsOfTensors } from '../../check/levels.ts';
import { readsGradientFirst } from '../../plan/resolve.ts';
import type { ResolvedRule } from '../../syntax/rule.ts';
import { ExpressionPrinter } from './expression.ts';
import { helperLines, importsOf } from './helpers.ts';
import { block, layOut, signature } from './layout.ts';
import { numpy } from './libraries.ts';
import { LineWriter } from './lines.ts';
import { className, type NameOf, namesForRule } from './names.ts';
import { type ExportOptions, hyperparametersOf, initialArray, readsStep } from './parts.ts';
import { nodesIn, readsGlobalNorm, readsOf } from './program.ts';
import { loopFor } from './step.ts';
import { aboutParagraphs, argumentLines, argumentsWithDefaults, docstring } from './text.ts';
import { knownValues } from './values.ts';

const around = ['self', 'np', 'math', 'i', 'params', 'grads', 'update', 'lookahead'];

/**
 * `class Adam`, whose arguments and attributes are the hyperparameters and whose `update(params, grads)` takes a step.
 * A rule that looks ahead has `lookahead(params)` too, or `lookahead(params, grads)` where it takes two gradients in a
 * step: the points at which `update` wants its gradients.
 */
export function numpySource(rule: ResolvedRule, { defaults = {} }: ExportOptions = {}): string {
  const hyperparameters = hyperparametersOf(rule);
  const step = loopFor(rule, numpy);
  const nameOf = namesForRule(rule, step.written.values(), around);
  const parts = { rule, step, nameOf };
  const attributes = [
    ...hyperparameters.map(({ name }) => `self.${nameOf(name)} = ${nameOf(name)}`),
    ...(readsStep(rule) ? ['self.t = 0.0'] : []),
    ...initialScalars(rule, nameOf),
    ...rule.state.map(({ name }) => `self.${nameOf(name)} = None`),
  ];
  const init = signature(
    '__init__',
    ['self', ...argumentsWithDefaults(hyperparameters, nameOf, defaults)],
    1,
  );
  const methods = [
    ...(attributes.length > 0 ? [...block(init, attributes), ''] : []),
    ...(rule.program.lookAhead ? [...lookAheadMethod(parts), ''] : []),
    ...updateMethod(parts),
  ];
  const helpers = helperLines(numpy, methods);
  return [
    ...importsOf([...helpers, ...methods]),
    'import numpy as np',
    ...helpers,
    '',
    '',
    ...block(`class ${className(rule.name)}:`, [
      ...docstring([...aboutParagraphs(rule), argumentLines(hyperparameters, nameOf)], 1),
      '',
      ...methods,
    ]),
    '',
  ].join('\n');
}

interface Parts {
  readonly rule: ResolvedRule;
  readonly step: ReturnType<typeof loopFor>;
  readonly nameOf: NameOf;
}

function initialScalars(rule: ResolvedRule, nameOf: NameOf): readonly string[] {
  const levels = new Map<string, Level>();
  const known = knownValues(rule, numpy, levels, []);
  const printer = new ExpressionPrinter({ library: numpy, levels, nameOf, known, like: 'p' });
  return rule.scalars.map(
    ({ name, initial }) => `self.${nameOf(name)} = ${printer.printAs(initial, 'step')}`,
  );
}

/** Hyperparameters, scalars and `t` are attributes; so are the states, one array of them for each tensor. */
function attributeNames(rule: ResolvedRule, nameOf: NameOf, isInLoop: boolean): NameOf {
  const states = new Set(rule.state.map(({ name }) => name));
  const numbers = new Set(['t', ...[...rule.hyperparameters, ...rule.scalars].map(({ name }) => name)]);
  return (name) => {
    if (states.has(name)) return isInLoop ? `self.${nameOf(name)}[i]` : nameOf(name);
    return numbers.has(name) ? `self.${nameOf(name)}` : nameOf(name);
  };
}

function updateMethod({ rule, step, nameOf }: Parts): readonly string[] {
  const { loop, levels, results, written } = step;
  const attributeOf = attributeNames(rule, nameOf, true);
  const nameInLines: NameOf = (name) => attributeOf(written.get(name) ?? name);
  const known = knownValues(rule, numpy, levels, [...loop.before, ...loop.inside, ...loop.after]);
  const printer = new ExpressionPrinter({ library: numpy, levels, nameOf: nameInLines, known, like: 'p' });
  const writer = new LineWriter(rule, { printer, levels, inPlace: true });
  const [before, inside, after] = [
    writer.write(loop.before, 2),
    writer.write(loop.inside, 3),
    writer.write(loop.after, 2),
  ];
  /** Assignments of results that aren't under their own name yet. */
  const storing = (names: readonly string[]) =>
    names.flatMap((name) => {
      const [own, result] = [attributeOf(name), nameInLines(results.get(name) ?? name)];
      return own === result ? [] : [`${name === 'p' ? 'p[...]' : own} = ${result}`];
    });
  const tensors = ['p', ...rule.state.map(({ name }) => name)];
  const body = [...inside, ...storing(tensors)];
  const usesIndex = body.some((line) => line.includes('[i]'));
  const head = usesIndex
    ? 'for i, (p, g) in enumerate(zip(params, grads)):'
    : 'for p, g in zip(params, grads):';
  return block('def update(self, params, grads):', [
    ...docstring([['Takes a step: changes the arrays in params, given their gradients.']], 2),
    ...initialStates(rule, nameOf),
    ...(readsStep(rule) ? ['self.t += 1'] : []),
    ...before,
    ...(nodesIn(rule.program.statements).some(readsGlobalNorm) ? [globalNorm] : []),
    ...(body.length > 0 ? block(head, body) : []),
    ...after,
    ...storing(rule.scalars.map(({ name }) => name)),
  ]);
}

const globalNorm = 'global_norm = np.sqrt(sum(np.sum(g**2) for g in grads))';

function lookAheadMethod({ rule, nameOf }: Parts): readonly string[] {
  const { lookAhead } = rule.program;
  if (!lookAhead) return [];
  const read = readsOf([lookAhead.value]);
  const readsGradient = readsGradientFirst(rule);
  const states = rule.state.map(({ name }) => name).filter((name) => read.has(name));
  const attributeOf = attributeNames(rule, nameOf, false);
  // Before the step, t is that of the step before.
  const inLookAhead: NameOf = (name) => (name === 't' ? '(self.t + 1)' : attributeOf(name));
  const levels = levelsOfTensors(states);
  const known = knownValues(rule, numpy, levels, []);
  const printer = new ExpressionPrinter({ library: numpy, levels, nameOf: inLookAhead, known, like: 'p' });
  const point = printer.printAs(lookAhead.value, 'element');
  const names = ['p', ...(readsGradient ? ['g'] : []), ...states.map(nameOf)];
  const lists = [
    'params',
    ...(readsGradient ? ['grads'] : []),
    ...states.map((name) => `self.${nameOf(name)}`),
  ];
  const items = lists.length === 1 ? 'params' : `zip(${lists.join(', ')})`;
  const about = `The points at which update wants its gradients${readsGradient ? '; grads are those at params' : ''}.`;
  return block(`def lookahead(self, params${readsGradient ? ', grads' : ''}):`, [
    ...docstring([[about]], 2),
    ...initialStates(rule, nameOf),
    ...(readsGlobalNorm(lookAhead.value) ? [globalNorm] : []),
    ...layOut('return ', `[${point} for ${names.join(', ')} in ${items}]`, 2),
  ]);
}

/** Lines that create the state in the first step. */
function initialStates(rule: ResolvedRule, nameOf: NameOf): readonly string[] {
  const [first] = rule.state;
  if (!first) return [];
  const levels = levelsOfTensors([]);
  const known = knownValues(rule, numpy, levels, []);
  const attributeOf = attributeNames(rule, nameOf, false);
  const printer = new ExpressionPrinter({ library: numpy, levels, nameOf: attributeOf, known, like: 'p' });
  const newArray = {
    zeros: 'np.zeros_like(p)',
    copy: 'p.copy()',
    filled: (value: string) => `np.full_like(p, ${value})`,
  };
  return block(
    `if self.${nameOf(first.name)} is None:`,
    rule.state.flatMap((memory) => {
      const array = initialArray(memory, newArray, printer);
      return layOut(`self.${nameOf(memory.name)} = `, `[${array} for p in params]`, 3);
    }),
  );
}
