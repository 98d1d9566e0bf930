/** The symbols that papers use for the names of a rule: `beta1` is β₁, `m_hat` is m with a hat, `lr` is η. */
import type { Rule } from '../../syntax/rule.ts';
import { assignmentsIn } from '../../syntax/walk.ts';

/** A name as a symbol, which is written with a time, such as `t-1`, or without. */
export type Symbols = (name: string, time: string | null) => string;

/** By convention, the first that no other name of the rule has. */
const conventions: ReadonlyMap<string, readonly string[]> = new Map([
  ['p', ['\\theta']],
  ['lr', ['\\eta', '\\alpha', '\\gamma']],
  ['eps', ['\\epsilon', '\\varepsilon']],
  ['weight_decay', ['\\lambda']],
  ['momentum', ['\\mu']],
  ['dampening', ['\\tau']],
  ['lambd', ['\\lambda']],
]);

const greek: readonly string[] = [
  ...[
    'alpha',
    'beta',
    'gamma',
    'delta',
    'epsilon',
    'zeta',
    'eta',
    'theta',
    'iota',
    'kappa',
    'lambda',
    'mu',
    'nu',
  ],
  ...['xi', 'pi', 'rho', 'sigma', 'tau', 'upsilon', 'phi', 'chi', 'psi', 'omega'],
];

const accents: ReadonlyMap<string, string> = new Map([
  ['hat', '\\hat'],
  ['bar', '\\bar'],
  ['tilde', '\\tilde'],
]);
const subscripts: ReadonlyMap<string, string> = new Map([
  ['inf', '\\infty'],
  ['max', '\\max'],
  ['min', '\\min'],
]);

interface Symbol {
  readonly base: string;
  /** What stands in its subscript besides the time; empty where nothing does. */
  readonly index: string;
}

/** The symbols of a rule, of which no two are alike. */
export function createSymbols(rule: Rule): Symbols {
  const declared = [...rule.hyperparameters, ...rule.state, ...rule.scalars].map(({ name }) => name);
  const locals = assignmentsIn(rule.program.statements).map(({ target }) => target);
  const symbols = new Map<string, Symbol>();
  // The loss.
  const used = new Set(['f']);

  function take(name: string, symbol: Symbol): boolean {
    const text = write(symbol, null);
    if (symbols.has(name) || used.has(text)) return false;
    used.add(text);
    symbols.set(name, symbol);
    return true;
  }

  // What a name itself says comes before what is usual for it.
  take('p', { base: '\\theta', index: '' });
  for (const name of ['g', 't', ...declared, ...locals]) {
    const symbol = conventions.has(name) ? null : parseName(name);
    if (symbol) take(name, symbol);
  }
  for (const name of declared) conventions.get(name)?.some((base) => take(name, { base, index: '' }));
  return (name, time) => write(symbols.get(name) ?? { base: upright(name), index: '' }, time);
}

/** A letter, Latin or Greek, with accents and indices; null where a name begins with a word, such as `trust`. */
function parseName(name: string): Symbol | null {
  const [, stem = '', digits = '', suffixes = ''] =
    /^([A-Za-z]+)([0-9]*)((?:_[A-Za-z0-9]+)*)$/.exec(name) ?? [];
  const letter = greek.includes(stem) ? `\\${stem}` : stem;
  if (stem === '' || (letter === stem && stem.length > 1)) return null;
  let base = letter;
  const index = digits === '' ? [] : [digits];
  for (const word of suffixes.split('_').slice(1)) {
    const accent = accents.get(word);
    if (accent) base = `${accent}{${base}}`;
    else index.push(subscripts.get(word) ?? (/^[A-Za-z]$|^[0-9]+$/.test(word) ? word : upright(word)));
  }
  return { base, index: index.filter((word) => word !== 't').join(',') };
}

function write({ base, index }: Symbol, time: string | null): string {
  const subscript = [...(index === '' ? [] : [index]), ...(time === null ? [] : [time])].join(',');
  if (subscript === '') return base;
  return `${base}_${subscript.length === 1 ? subscript : `{${subscript}}`}`;
}

/** A name as it is, in upright letters. */
export function upright(name: string): string {
  return `\\mathrm{${name.replaceAll('_', '\\_')}}`;
}
