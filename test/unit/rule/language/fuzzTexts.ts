/** Random texts, and rules that were mutilated: the same ones for the same seed. */
import { createRandom, type Random } from '../../../../core/random.ts';
import { mutilate, pieces, shippedTexts, ways } from '../mutilated.ts';
import { ruleWith } from './cursor.ts';

export interface FuzzText {
  readonly text: string;
  /** Where the cursor stands. */
  readonly offset: number;
}

/** Half of them are short rules, mutilated; a quarter each are shipped ones, mutilated, and pieces in any order. */
export function* fuzzTexts(seed: number, count: number): Generator<FuzzText> {
  const random = createRandom(seed);
  const one = <T>(of: readonly T[]): T => of[random.below(of.length)] as T;
  for (let made = 0; made < count; made++) {
    const kind = random.below(4);
    const text =
      kind === 0
        ? anyPieces(random, one)
        : mutilated(kind === 1 ? one(shippedTexts) : short(one), random, one);
    yield { text, offset: random.below(text.length + 1) };
  }
}

type One = <T>(of: readonly T[]) => T;

const words: readonly string[] = [
  ...[
    'p',
    'g',
    't',
    'lr',
    'm',
    'v',
    'x',
    'y',
    'form',
    'fast',
    'a',
    'sqrt',
    'norm',
    'where',
    'if',
    'state',
    'inf',
  ],
  ...[
    'update',
    '\n',
    '\n',
    '\n  ',
    '\n  ',
    '\n    ',
    ' ',
    ' ',
    ' = ',
    ' + ',
    '(',
    ')',
    '1',
    '0.5',
    ' == ',
    ', ',
  ],
];

function anyPieces(random: Random, one: One): string {
  return Array.from({ length: random.below(60) }, () => one(random.below(3) === 0 ? pieces : words)).join('');
}

const declarations: readonly string[] = [
  ...['betas = (0.9, 0.999)', 'γ₁ = 0.5 in [0, 1)', '// lr = 3', 'def step(self):', 'max = 2'],
  ...[
    'lr = 0.1 in [0, inf)  # learning rate',
    'beta = 1 in [0, 1)',
    'rate = 0.1',
    'state m, v',
    'state m = g',
  ],
  ...[
    'scalar q = lr',
    'option fast = false',
    'option form = a in {a, b}  # which',
    'option o',
    '  x = 1',
    'name "B"',
  ],
];
const updates: readonly string[] = [
  ...[
    'm = self.beta * m + p.grad // v',
    'param -= torch.sqrt(g.pow(2)).x',
    'θ = γ₁ * betas[0]',
    'for p in v:',
  ],
  ...[
    'm = beta * m + (1 - beta) * g',
    'v = max(v, g**2, 1)',
    'p -= lr * m',
    'p -= g',
    'q = g',
    'x = y',
    'y = x',
  ],
  ...[
    'if fast',
    '  x = norm(g)',
    'else',
    '  x = m if t == 1 else v',
    'elif form == c',
    'if 0 < g < 1',
    '  p = -x',
  ],
  ...['lr *= beta', 'm = sqrt', 'x = 2 v + (g) t', 'state v', 'v = norm g', 'x = 1e999', 'y = m (g + 1)'],
  ...['g = gradient at p + m', 'm = global_norm(p)', 'p = fast * m', 'if a == form', 'p −= lr × m'],
];

function short(one: One): string {
  const some = (of: readonly string[]) => Array.from({ length: 3 }, () => one(of));
  return ruleWith({ declarations: some(declarations), update: [...some(updates), one(updates)] });
}

function mutilated(original: string, random: Random, one: One): string {
  let text = original;
  for (let left = random.below(4); left > 0; left--) {
    text = mutilate(text, { place: random.below(text.length + 1), way: one(ways), inserted: one(pieces) });
  }
  return text;
}
