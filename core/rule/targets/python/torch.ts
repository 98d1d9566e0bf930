/** A rule as a subclass of PyTorch's `Optimizer`. */

import { levelsOfTensors } from '../../check/levels.ts';
import { formatRange } from '../../check/range.ts';
import { readsGradientFirst } from '../../plan/resolve.ts';
import type { Hyperparameter, ResolvedRule } from '../../syntax/rule.ts';
import { assignmentsIn } from '../../syntax/walk.ts';
import { ExpressionPrinter } from './expression.ts';
import { helperLines, importsOf } from './helpers.ts';
import { block, indent, layOut, lineWidth, signature, tab } from './layout.ts';
import { torch } from './libraries.ts';
import { LineWriter } from './lines.ts';
import { className, type NameOf, namesForRule } from './names.ts';
import { type ExportOptions, hyperparametersOf, initialArray, readsStep } from './parts.ts';
import { nodesIn, readsGlobalNorm, readsOf } from './program.ts';
import { type Step, stepFor } from './step.ts';
import { aboutParagraphs, argumentLines, argumentsWithDefaults, docstring } from './text.ts';
import { knownValues } from './values.ts';

const around = [
  ...['self', 'torch', 'math', 'params', 'param', 'group', 'state', 'closure', 'loss', 'defaults', 'starts'],
  // PyTorch's schedulers keep these in a group.
  ...['initial_lr', 'max_lr', 'min_lr', 'base_momentum', 'max_momentum'],
];

/**
 * `class Adam(torch.optim.Optimizer)`, whose arguments are the hyperparameters, checked against the rule's ranges.
 * Each step reads them from the groups of parameters, so that PyTorch's schedulers work. A rule that looks ahead calls
 * the closure given to `step` at the points where it wants its gradients.
 */
export function torchSource(rule: ResolvedRule, { defaults = {} }: ExportOptions = {}): string {
  const hyperparameters = hyperparametersOf(rule);
  const step = stepFor(rule, torch);
  const nameOf = namesForRule(rule, step.written.values(), around);
  const parts = { rule, step, nameOf };
  const keywords = hyperparameters.map(({ name }) => `${nameOf(name)}=${nameOf(name)}`);
  const methods = [
    ...signature(
      '__init__',
      ['self', 'params', ...argumentsWithDefaults(hyperparameters, nameOf, defaults)],
      1,
    ),
    ...indent([
      ...hyperparameters.flatMap((each) => rangeCheck(each, nameOf)),
      ...layOut('defaults = ', `dict(${keywords.join(', ')})`, 2),
      'super().__init__(params, defaults)',
    ]),
    '',
    '@torch.no_grad()',
    ...(rule.program.lookAhead ? lookAheadStep(rule) : plainStep(rule)),
    ...(rule.program.lookAhead ? ['', ...lookAheadMethod(parts)] : []),
    '',
    ...updateMethod(parts),
    ...(readsState(rule) ? ['', ...stateMethod(parts)] : []),
  ];
  const helpers = helperLines(torch, methods);
  return [
    ...importsOf([...helpers, ...methods]),
    'import torch',
    ...helpers,
    '',
    '',
    ...block(`class ${className(rule.name)}(torch.optim.Optimizer):`, [
      ...docstring([...aboutParagraphs(rule), argumentLines(hyperparameters, nameOf)], 1),
      '',
      ...methods,
    ]),
    '',
  ].join('\n');
}

interface Parts {
  readonly rule: ResolvedRule;
  readonly step: Step;
  readonly nameOf: NameOf;
}

/** Raises a ValueError that says what is wrong, where the value is outside of the range. */
function rangeCheck({ name, range }: Hyperparameter, nameOf: NameOf): readonly string[] {
  const own = nameOf(name);
  const expected = formatRange(own, range);
  const [found, wanted] = [`${own} = {${own}} — `, `expected ${expected}`];
  const message = `f"${found}${wanted}"`;
  const isLong = message.length > lineWidth - 4 * tab.length;
  const lines = isLong ? [`f"${found}"`, `"${wanted}"`] : [message];
  const raise = `raise ValueError(${message})`;
  const isShort = raise.length <= lineWidth - 3 * tab.length;
  return block(`if not ${expected}:`, isShort ? [raise] : ['raise ValueError(', ...indent(lines), ')']);
}

function plainStep(rule: ResolvedRule): readonly string[] {
  const needsNorm = nodesIn(rule.program.statements).some(readsGlobalNorm);
  return block('def step(self, closure=None):', [
    ...docstring(
      [['Takes a step; closure, where given, computes the gradients anew and returns the loss.']],
      2,
    ),
    'loss = None',
    ...block('if closure is not None:', block('with torch.enable_grad():', ['loss = closure()'])),
    ...(needsNorm ? globalNorm : []),
    ...forEachParameter(block('if param.grad is not None:', [`self._update(${updateArguments(needsNorm)})`])),
    'return loss',
  ]);
}

function lookAheadStep(rule: ResolvedRule): readonly string[] {
  const { lookAhead, statements } = rule.program;
  const isSecond = readsGradientFirst(rule);
  const needsNorm = lookAhead !== null && readsGlobalNorm(lookAhead.value);
  const updateNeedsNorm = nodesIn(statements).some(readsGlobalNorm);
  const about = [
    'Takes a step; closure computes the gradients anew and returns the loss.',
    `It is called ${isSecond ? 'at the parameters, then ' : ''}with the parameters where the rule looks ahead.`,
  ];
  return block('def step(self, closure):', [
    ...docstring([[about.join(' ')]], 2),
    ...(isSecond ? block('with torch.enable_grad():', ['loss = closure()']) : []),
    ...(needsNorm ? globalNorm : []),
    'starts = {}',
    ...forEachParameter(
      block(isSecond ? 'if param.grad is not None:' : 'if param.requires_grad:', [
        'starts[param] = param.clone()',
        `param.copy_(self._look_ahead(${updateArguments(needsNorm)}))`,
      ]),
    ),
    ...block('with torch.enable_grad():', [isSecond ? 'closure()' : 'loss = closure()']),
    ...block('for param, start in starts.items():', ['param.copy_(start)']),
    ...(updateNeedsNorm ? globalNorm : []),
    ...forEachParameter(
      block('if param.grad is not None:', [`self._update(${updateArguments(updateNeedsNorm)})`]),
    ),
    'return loss',
  ]);
}

const globalNorm = [
  'params = [param for group in self.param_groups for param in group["params"]]',
  'squares = [torch.sum(param.grad**2) for param in params if param.grad is not None]',
  'global_norm = sum(squares) ** 0.5',
];

function forEachParameter(lines: readonly string[]): readonly string[] {
  return block('for group in self.param_groups:', block('for param in group["params"]:', lines));
}

function updateArguments(needsNorm: boolean): string {
  return needsNorm ? 'param, group, global_norm' : 'param, group';
}

/** Lines that give hyperparameters, `t`, scalars and states names of their own, as far as they are needed. */
function loads(
  rule: ResolvedRule,
  needed: ReadonlySet<string>,
  nameOf: NameOf,
  step: string,
): readonly string[] {
  const from = (source: string, declared: readonly { readonly name: string }[]) =>
    declared
      .filter(({ name }) => needed.has(name))
      .map(({ name }) => `${nameOf(name)} = ${source}["${nameOf(name)}"]`);
  return [
    ...from('group', rule.hyperparameters),
    ...(needed.has('t') ? [`t = ${step}`] : []),
    ...from('state', [...rule.scalars, ...rule.state]),
  ];
}

function lookAheadMethod({ rule, nameOf }: Parts): readonly string[] {
  const { lookAhead } = rule.program;
  if (!lookAhead) return [];
  const levels = levelsOfTensors(rule.state.map(({ name }) => name));
  const known = knownValues(rule, torch, levels, []);
  const printer = new ExpressionPrinter({ library: torch, levels, nameOf, known, like: 'p' });
  const readsGradient = readsGradientFirst(rule);
  const lines = loads(rule, readsOf([lookAhead.value]), nameOf, 'state["t"] + 1');
  return block(`def _look_ahead(self, ${updateArguments(readsGlobalNorm(lookAhead.value))}):`, [
    ...(lines.some((line) => line.includes('state[')) ? ['state = self._state_of(param, group)'] : []),
    ...lines,
    readsGradient ? 'p, g = param, param.grad' : 'p = param',
    ...layOut('return ', printer.printAs(lookAhead.value, 'element'), 2),
  ]);
}

function updateMethod({ rule, step, nameOf }: Parts): readonly string[] {
  const { statements, levels, written, results } = step;
  const nodes = nodesIn(rule.program.statements);
  const nameInLines: NameOf = (name) => nameOf(written.get(name) ?? name);
  const known = knownValues(rule, torch, levels, statements);
  const printer = new ExpressionPrinter({ library: torch, levels, nameOf: nameInLines, known, like: 'p' });
  const writer = new LineWriter(rule, { printer, levels, inPlace: false });
  const stored = [...rule.scalars, ...rule.state].flatMap(({ name }) => {
    const result = results.get(name);
    return result === undefined ? [] : [`state["${nameOf(name)}"] = ${nameInLines(result)}`];
  });
  const result = results.get('p');
  // What lines below an if assign keeps its value where they aren't computed.
  const branches = statements.filter(({ kind }) => kind === 'branch');
  const needed = new Set([
    ...readsOf([...nodes, ...nodesIn(statements)]),
    ...assignmentsIn(branches).map(({ target }) => target),
  ]);
  return block(`def _update(self, ${updateArguments(nodes.some(readsGlobalNorm))}):`, [
    ...block('if param.grad.is_sparse:', [
      `raise RuntimeError("${className(rule.name)} takes no sparse gradients")`,
    ]),
    ...(readsState(rule) ? ['state = self._state_of(param, group)'] : []),
    ...(readsStep(rule) ? ['state["t"] += 1'] : []),
    ...loads(rule, needed, nameOf, 'state["t"]'),
    'p, g = param, param.grad',
    ...writer.write(statements, 2),
    ...(result === undefined ? [] : [`param.copy_(${nameInLines(result)})`]),
    ...stored,
  ]);
}

/** The state of a parameter, which is created the first time. */
function stateMethod({ rule, nameOf }: Parts): readonly string[] {
  const hyperparameters = new Set(rule.hyperparameters.map(({ name }) => name));
  const initialName: NameOf = (name) => {
    if (name === 'p') return 'param';
    return hyperparameters.has(name) ? `group["${nameOf(name)}"]` : nameOf(name);
  };
  const levels = levelsOfTensors([]);
  const known = knownValues(rule, torch, levels, []);
  const printer = new ExpressionPrinter({
    library: torch,
    levels,
    nameOf: initialName,
    known,
    like: 'param',
  });
  const newArray = {
    zeros: 'torch.zeros_like(param)',
    copy: 'param.clone()',
    filled: (value: string) => `torch.full_like(param, ${value})`,
  };
  return block('def _state_of(self, param, group):', [
    'state = self.state[param]',
    ...block('if not state:', [
      ...(readsStep(rule) ? ['state["t"] = 0.0'] : []),
      ...rule.scalars.map(
        ({ name, initial }) => `state["${nameOf(name)}"] = ${printer.printAs(initial, 'step')}`,
      ),
      ...rule.state.flatMap((memory) =>
        layOut(`state["${nameOf(memory.name)}"] = `, initialArray(memory, newArray, printer), 3),
      ),
    ]),
    'return state',
  ]);
}

function readsState(rule: ResolvedRule): boolean {
  return rule.state.length + rule.scalars.length > 0 || readsStep(rule);
}
