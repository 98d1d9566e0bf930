/** A rule as a function that makes an Optax `GradientTransformation`, for JAX. */

import { levelsOfTensors } from '../../check/levels.ts';
import { readsGradientFirst } from '../../plan/resolve.ts';
import type { ResolvedRule } from '../../syntax/rule.ts';
import { ExpressionPrinter } from './expression.ts';
import { helperLines } from './helpers.ts';
import { block, indent, layOut, signature } from './layout.ts';
import { jax } from './libraries.ts';
import { LineWriter } from './lines.ts';
import { className, functionName, type NameOf, namesForRule } from './names.ts';
import { type ExportOptions, hyperparametersOf, initialArray, readsStep } from './parts.ts';
import { readsGlobalNorm, readsOf } from './program.ts';
import { type StraightLines, straighten } from './straight.ts';
import { aboutParagraphs, argumentLines, argumentsWithDefaults, docstring } from './text.ts';
import { knownValues } from './values.ts';

const around = [
  ...[
    'jax',
    'jnp',
    'optax',
    'init',
    'update',
    'updates',
    'state',
    'params',
    'extra_args',
    'grad_fn',
    'count',
  ],
  ...['update_leaf', 'look_ahead', 'tree', 'leaves', 'results', 'each', 'k', 'squares'],
];

/**
 * `def adam(lr=0.001, …)`, which gives an `optax.GradientTransformation`. Its arguments may be traced, so that
 * `optax.inject_hyperparams` can schedule them; `update` can be compiled.
 *
 * Optax gives a transformation the gradient at the parameters. One that looks ahead asks for `grad_fn` besides, a function
 * from parameters to their gradient, as an extra argument of `update`.
 */
export function optaxSource(rule: ResolvedRule, { defaults = {} }: ExportOptions = {}): string {
  const hyperparameters = hyperparametersOf(rule);
  const lines = straighten(rule, true);
  const nameOf = namesForRule(rule, lines.written.values(), around);
  const parts = { rule, lines, nameOf };
  const about = [...aboutParagraphs(rule), argumentLines(hyperparameters, nameOf), ...usageOf(rule)];
  const functions = [...initFunction(parts), '', ...updateFunction(parts)];
  return [
    ...(keptFields(parts).length > 0 ? ['from typing import NamedTuple', ''] : []),
    'import jax',
    'import jax.numpy as jnp',
    'import optax',
    ...helperLines(jax, functions),
    ...stateClass(parts),
    '',
    '',
    ...signature(functionName(rule.name), argumentsWithDefaults(hyperparameters, nameOf, defaults), 0),
    ...indent([
      ...docstring(about, 1),
      '',
      ...functions,
      '',
      `return optax.GradientTransformation${rule.program.lookAhead ? 'ExtraArgs' : ''}(init, update)`,
    ]),
    '',
  ].join('\n');
}

interface Parts {
  readonly rule: ResolvedRule;
  readonly lines: StraightLines;
  readonly nameOf: NameOf;
}

/** How the function is used, beyond what is usual in Optax. */
function usageOf(rule: ResolvedRule): readonly (readonly string[])[] {
  const isScheduled = rule.hyperparameters.some(({ name }) => name === 'lr');
  const schedule = `Schedules: optax.inject_hyperparams(${functionName(rule.name)})(lr=schedule).`;
  const lookAhead =
    'The gradient is taken where the rule looks ahead: update(updates, state, params, grad_fn=grad_fn), with a ' +
    'function from parameters to their gradient.';
  return [...(isScheduled ? [[schedule]] : []), ...(rule.program.lookAhead ? [[lookAhead]] : [])];
}

/** What is kept, in order: `count` where the number of the step is read, scalars, and states. */
function keptFields({ rule, nameOf }: Parts): readonly string[] {
  const names = [...rule.scalars, ...rule.state].map(({ name }) => nameOf(name));
  return [...(readsStep(rule) ? ['count'] : []), ...names];
}

function stateClass(parts: Parts): readonly string[] {
  const fields = keptFields(parts);
  if (fields.length === 0) return [];
  const numbers = fields.length - parts.rule.state.length;
  return [
    '',
    '',
    ...block(
      `class ${className(parts.rule.name)}State(NamedTuple):`,
      fields.map((field, index) => `${field}: ${index < numbers ? 'jax.Array' : 'optax.Params'}`),
    ),
  ];
}

/** The state with these values of its fields. */
function stateValue(parts: Parts, values: readonly string[]): string {
  const fields = keptFields(parts);
  if (fields.length === 0) return 'optax.EmptyState()';
  const items = fields.map((field, index) => `${field}=${values[index]}`);
  return `${className(parts.rule.name)}State(${items.join(', ')})`;
}

function initFunction(parts: Parts): readonly string[] {
  const { rule, nameOf } = parts;
  const levels = levelsOfTensors([]);
  const known = knownValues(rule, jax, levels, []);
  const printer = new ExpressionPrinter({ library: jax, levels, nameOf, known, like: 'p' });
  const newArray = {
    zeros: 'jnp.zeros_like(p)',
    copy: 'jnp.copy(p)',
    filled: (value: string) => `jnp.full_like(p, ${value})`,
  };
  const state = stateValue(parts, [
    ...(readsStep(rule) ? ['jnp.zeros([], jnp.int32)'] : []),
    ...rule.scalars.map(({ initial }) => {
      const value = printer.printAs(initial, 'step');
      if (initial.kind === 'number' || !known.mayBeWhole(initial)) return `jnp.asarray(${value})`;
      return `jnp.asarray(1.0 * ${initial.kind === 'name' ? value : `(${value})`})`;
    }),
    ...rule.state.map((memory) => {
      const array = initialArray(memory, newArray, printer);
      const isPlain = array.endsWith('(p)');
      return `jax.tree_util.tree_map(${isPlain ? array.slice(0, -'(p)'.length) : `lambda p: ${array}`}, params)`;
    }),
  ]);
  return block('def init(params):', layOut('return ', state, 2));
}

function updateFunction(parts: Parts): readonly string[] {
  const { rule, lines, nameOf } = parts;
  const { lookAhead } = rule.program;
  const { perStep, perTensor, change, results, levels, written } = lines;
  const nameInLines: NameOf = (name) => nameOf(written.get(name) ?? name);
  const known = knownValues(rule, jax, levels, [...perStep, ...perTensor]);
  const printer = new ExpressionPrinter({ library: jax, levels, nameOf: nameInLines, known, like: 'g' });
  const writer = new LineWriter(rule, { printer, levels, inPlace: false });
  const nodes = [...[...perStep, ...perTensor].map(({ value }) => value), change];
  const read = readsOf([...nodes, ...(lookAhead ? [lookAhead.value] : [])]);
  const leafReads = readsOf([...perTensor.map(({ value }) => value), change]);
  const needsParameters = lookAhead !== null || leafReads.has('p');

  const states = rule.state.map(({ name }) => name).filter((name) => leafReads.has(name));
  const changed = rule.state.map(({ name }) => name).filter((name) => results.has(name));
  const leafArguments = ['g', ...(leafReads.has('p') ? ['p'] : []), ...states.map(nameOf)];
  const trees = [
    'updates',
    ...(leafReads.has('p') ? ['params'] : []),
    ...states.map((name) => `state.${nameOf(name)}`),
  ];
  const leafResults = [
    printer.printAs(change, 'element'),
    ...changed.map((name) => nameInLines(results.get(name) ?? name)),
  ];

  const fields = [
    ...(readsStep(rule) ? ['count'] : []),
    ...rule.scalars.map(({ name }) => {
      const result = results.get(name);
      return result === undefined ? `state.${nameOf(name)}` : nameInLines(result);
    }),
    ...rule.state.map(({ name }) => (results.has(name) ? nameOf(name) : `state.${nameOf(name)}`)),
  ];
  const needs = `raise ValueError("${functionName(rule.name)} needs params: update(updates, state, params)")`;
  const body = [
    ...(needsParameters ? block('if params is None:', [needs]) : []),
    ...(readsStep(rule) ? ['count = state.count + 1', 't = 1.0 * count'] : []),
    ...rule.scalars
      .filter(({ name }) => read.has(name))
      .map(({ name }) => `${nameOf(name)} = state.${nameOf(name)}`),
    ...lookAheadLines(parts),
    ...writer.write(perStep, 2),
    ...(nodes.some(readsGlobalNorm) ? globalNorm : []),
    '',
    ...block(`def update_leaf(${leafArguments.join(', ')}):`, [
      ...writer.write(perTensor, 3),
      ...layOut('return ', leafResults.join(', '), 3),
    ]),
    '',
    ...(changed.length === 0
      ? layOut('updates = ', `jax.tree_util.tree_map(${['update_leaf', ...trees].join(', ')})`, 2)
      : [
          'tree = jax.tree_util.tree_structure(updates)',
          ...layOut('leaves = ', `zip(*map(tree.flatten_up_to, ${listed(trees)}))`, 2),
          'results = [update_leaf(*each) for each in leaves]',
          ...layOut(
            `updates, ${changed.map(nameOf).join(', ')} = `,
            `(tree.unflatten([each[k] for each in results]) for k in range(${leafResults.length}))`,
            2,
          ),
        ]),
    ...layOut('return updates, ', stateValue(parts, fields), 2),
  ];
  const head = `def update(updates, state, params=None${lookAhead ? ', *, grad_fn, **extra_args' : ''}):`;
  return block(head, body[0] === '' ? body.slice(1) : body);
}

/** Takes the gradient again, where the rule looks ahead. */
function lookAheadLines({ rule, nameOf }: Parts): readonly string[] {
  const { lookAhead } = rule.program;
  if (!lookAhead) return [];
  const read = readsOf([lookAhead.value]);
  const states = rule.state.map(({ name }) => name).filter((name) => read.has(name));
  const readsGradient = readsGradientFirst(rule);
  const levels = levelsOfTensors(states);
  const known = knownValues(rule, jax, levels, []);
  const printer = new ExpressionPrinter({ library: jax, levels, nameOf, known, like: 'p' });
  const names = ['p', ...(readsGradient ? ['g'] : []), ...states.map(nameOf)];
  const trees = [
    'params',
    ...(readsGradient ? ['updates'] : []),
    ...states.map((name) => `state.${nameOf(name)}`),
  ];
  return [
    ...(readsGlobalNorm(lookAhead.value) ? globalNorm : []),
    '',
    ...block(
      `def look_ahead(${names.join(', ')}):`,
      layOut('return ', printer.printAs(lookAhead.value, 'element'), 3),
    ),
    '',
    ...layOut('updates = ', `grad_fn(jax.tree_util.tree_map(${['look_ahead', ...trees].join(', ')}))`, 2),
  ];
}

const globalNorm = [
  'squares = [jnp.sum(g**2) for g in jax.tree_util.tree_leaves(updates)]',
  'global_norm = jnp.sqrt(sum(squares))',
];

function listed(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}
