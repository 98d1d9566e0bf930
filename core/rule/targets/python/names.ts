/** Names for Python: those of the rule, except where Python or the code around them has them already. */
import type { ResolvedRule } from '../../syntax/rule.ts';
import { assignmentsIn } from '../../syntax/walk.ts';

const keywords = [
  ...[
    'False',
    'None',
    'True',
    'and',
    'as',
    'assert',
    'async',
    'await',
    'break',
    'class',
    'continue',
    'def',
    'del',
  ],
  ...[
    'elif',
    'else',
    'except',
    'finally',
    'for',
    'from',
    'global',
    'if',
    'import',
    'in',
    'is',
    'lambda',
    'nonlocal',
  ],
  ...['not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'],
];

const builtins = [
  ...[
    'abs',
    'all',
    'any',
    'ascii',
    'bin',
    'bool',
    'breakpoint',
    'bytearray',
    'bytes',
    'callable',
    'chr',
    'compile',
  ],
  ...[
    'classmethod',
    'complex',
    'delattr',
    'dict',
    'dir',
    'divmod',
    'enumerate',
    'eval',
    'exec',
    'exit',
    'filter',
  ],
  ...[
    'float',
    'format',
    'frozenset',
    'getattr',
    'globals',
    'hasattr',
    'hash',
    'help',
    'hex',
    'id',
    'input',
    'int',
  ],
  ...['isinstance', 'issubclass', 'iter', 'len', 'list', 'locals', 'map', 'max', 'memoryview', 'min', 'next'],
  ...[
    'object',
    'oct',
    'open',
    'ord',
    'pow',
    'print',
    'property',
    'quit',
    'range',
    'repr',
    'reversed',
    'round',
  ],
  ...[
    'set',
    'setattr',
    'slice',
    'sorted',
    'staticmethod',
    'str',
    'sum',
    'super',
    'tuple',
    'type',
    'vars',
    'zip',
  ],
  ...['NotImplementedError', 'OverflowError', 'RuntimeError', 'ValueError'],
];

/** The name in Python of a name of the rule. */
export type NameOf = (name: string) => string;

/**
 * Each name as it is, with an underscore at its end where it would hide a word of Python or of the code around it:
 * `lambda_`. No two names become the same.
 */
function createPythonNames(names: Iterable<string>, around: readonly string[]): NameOf {
  const taken = new Set([...keywords, ...builtins, ...around]);
  const all = new Set(names);
  const safe = new Map<string, string>();
  for (const name of all) {
    let candidate = name;
    while (taken.has(candidate) || (candidate !== name && all.has(candidate))) candidate += '_';
    safe.set(name, candidate);
  }
  return (name) => safe.get(name) ?? name;
}

/** Names for the rule's own names and for those that its lines are written with. */
export function namesForRule(
  rule: ResolvedRule,
  written: Iterable<string>,
  around: readonly string[],
): NameOf {
  const declared = [...rule.hyperparameters, ...rule.state, ...rule.scalars].map(({ name }) => name);
  const locals = assignmentsIn(rule.program.statements).map(({ target }) => target);
  return createPythonNames(['p', 'g', 't', ...declared, ...locals, ...written], around);
}

/** `ScheduleFreeAdamW`, from the words of a display name; `Optimizer` in front where they don't begin with a letter. */
export function className(displayName: string): string {
  const words = displayName.match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return free(/^[A-Z]/.test(joined) ? joined : `Optimizer${joined}`);
}

/** `schedule_free_adamw`, as `className`. */
export function functionName(displayName: string): string {
  const joined = (displayName.match(/[A-Za-z0-9]+/g) ?? []).join('_').toLowerCase();
  return free(/^[a-z]/.test(joined) ? joined : `optimizer_${joined}`.replace(/_$/, ''));
}

const modules = ['jax', 'jnp', 'math', 'np', 'optax', 'torch', 'NamedTuple'];

function free(name: string): string {
  return [...keywords, ...builtins, ...modules].includes(name) ? `${name}_` : name;
}
