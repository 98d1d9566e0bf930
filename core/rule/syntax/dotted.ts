/** Python's dots: objects, modules and methods, of which a rule has none. */
import { ownNameFor } from './foreignNames.ts';

/** A piece of a line around a dot, and what a rule has for it: null where there is nothing like it. */
export interface Dotted {
  /** Offsets in the line. */
  readonly start: number;
  readonly end: number;
  readonly own: string | null;
}

/** How far from a dot is looked, in characters: nobody writes more into one call. */
const reach = 100;

const modules = ['torch', 'np', 'numpy', 'math', 'jnp', 'tf', 'F'];
const objects = ['self', 'cls', 'group', 'opt', 'args', 'config'];

/** Functions of one value, and of several, as others call them. */
const unary: ReadonlyMap<string, string> = new Map(
  ['abs', 'exp', 'log', 'sign', 'sqrt', 'tanh', 'norm', 'sum', 'mean'].map((name) => [name, name]),
);
const several: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ pow: 'pow', power: 'pow', max: 'max', maximum: 'max', min: 'min', minimum: 'min' }),
  ...Object.entries({ where: 'where', clip: 'clip', clamp: 'clip' }),
]);

/** @param dot Where the dot stands. */
export function dottedAt(line: string, dot: number): Dotted {
  const before = line.slice(Math.max(0, dot - reach), dot);
  const behind = line.slice(dot + 1, dot + 1 + reach);
  const member = /^[A-Za-z_]\w*/.exec(behind)?.[0] ?? '';
  const owner = ownerOf(before);
  if (member === '' || owner === '') return { start: dot, end: dot + 1, own: null };
  const start = dot - owner.length;
  const end = dot + 1 + member.length;
  const next = line[end] ?? '';
  // `p.grad.square()`, but no `self.state.step`.
  const isWhole = (next !== '.' && next !== '[') || member === 'grad';
  if (next !== '(') return { start, end, own: isWhole ? ofObject(owner, member) : null };
  if (modules.includes(owner)) return { start, end, own: unary.get(member) ?? several.get(member) ?? null };
  const given = /^\(([\w\s,.+*/-]*)\)/.exec(line.slice(end, end + reach));
  if (!given) return { start, end, own: null };
  const own = ofMethod(owner, member, (given[1] ?? '').trim());
  if (own === null) return { start, end, own };
  const whole = end + given[0].length;
  // Another method, or a power, is of all of it.
  const isOperand = line[whole] === '.' || line.startsWith('**', whole);
  return { start, end: whole, own: isOperand && own.endsWith('**2') ? `(${own})` : own };
}

/** What stands before a dot: a name, or parentheses with the name of the function before them. */
function ownerOf(before: string): string {
  const name = /[A-Za-z_]\w*$/.exec(before)?.[0];
  if (name !== undefined) return name;
  let depth = 0;
  for (let index = before.length - 1; index >= 0; index--) {
    if (before[index] === ')') depth += 1;
    if (before[index] === '(') depth -= 1;
    if (depth === 0)
      return (
        /(?:[A-Za-z]\w*)?\($/
          .exec(before.slice(0, index + 1))?.[0]
          .slice(0, -1)
          .concat(before.slice(index)) ?? ''
      );
  }
  return '';
}

/** `self.lr`, `param.grad`, `param.data` */
function ofObject(owner: string, member: string): string | null {
  if (member === 'grad') return 'g';
  if (member === 'data') return ownNameFor(owner) ?? owner;
  return objects.includes(owner) ? member : null;
}

/** `v.sqrt()`, `g.pow(2)` */
function ofMethod(owner: string, method: string, given: string): string | null {
  const operand = owner.startsWith('(') ? owner.slice(1, -1) : owner;
  if (method === 'square' && given === '') return `${owner}**2`;
  if (given !== '') return several.has(method) ? `${several.get(method)}(${operand}, ${given})` : null;
  if (['item', 'clone', 'detach'].includes(method)) return owner;
  return unary.has(method) ? `${method}(${operand})` : null;
}
