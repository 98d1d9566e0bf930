/** What people write who come from Python, PyTorch or papers: what they are told, and what the likeliest fix makes. */
import { describe, expect, test } from 'vitest';
import { fixesAt } from '../../../../core/rule/language/fixes/fixes.ts';
import { marksOf } from '../../../../core/rule/language/marks.ts';
import { applyEdits } from '../../../../core/rule/language/source.ts';
import { ruleWith } from './cursor.ts';

const declarations = ['lr = 0.1 in [0, inf)', 'beta = 0.9 in [0, 1)', 'state m'];
const below = (...update: string[]) => ruleWith({ declarations, update });
const step = 'p -= lr * m';
const taking = (m: string) => below(`m = beta * m + ${m}`, step);

const likeliest = (text: string) =>
  fixesAt(text, { start: 0, end: text.length }).find(({ isPreferred }) => isPreferred);

/** The text of what is marked, and the message. */
const told = (text: string) =>
  marksOf(text).map(({ at, message }) => `${text.slice(at.start, at.end)}: ${message}`);

/** A text, what is told of it, and the lines that the likeliest fix makes, after which nothing is wrong. */
const cases: readonly (readonly [text: string, message: string, lines: readonly string[]])[] = [
  [
    below('m = beta * m + g', 'p -= self.lr * m'),
    "self.lr: 'self.lr' is written 'lr' in a rule",
    ['  p -= lr * m'],
  ],
  [
    taking('(1 - self.beta) * g  # self'),
    "self.beta: 'self.beta' is written 'beta' in a rule",
    ['  m = beta * m + (1 - beta) * g  # self'],
  ],
  [taking('p.grad'), "p.grad: 'p.grad' is written 'g' in a rule", ['  m = beta * m + g']],
  [
    taking('g + 0.1 * param.data'),
    "param.data: 'param.data' is written 'p' in a rule",
    ['  m = beta * m + g + 0.1 * p'],
  ],
  [
    taking('torch.sqrt(abs(g))'),
    "torch.sqrt: 'torch.sqrt' is written 'sqrt' in a rule",
    ['  m = beta * m + sqrt(abs(g))'],
  ],
  [
    taking('np.maximum(g, 0)'),
    "np.maximum: 'np.maximum' is written 'max' in a rule",
    ['  m = beta * m + max(g, 0)'],
  ],
  [
    taking('g.pow(2)'),
    "g.pow(2): 'g.pow(2)' is written 'pow(g, 2)' in a rule",
    ['  m = beta * m + pow(g, 2)'],
  ],
  [taking('g.square()'), "g.square(): 'g.square()' is written 'g**2' in a rule", ['  m = beta * m + g**2']],
  [
    taking('(g * g).sqrt()'),
    "(g * g).sqrt(): '(g * g).sqrt()' is written 'sqrt(g * g)' in a rule",
    ['  m = beta * m + sqrt(g * g)'],
  ],
  [
    taking('abs(g).sqrt()'),
    "abs(g).sqrt(): 'abs(g).sqrt()' is written 'sqrt(abs(g))' in a rule",
    ['  m = beta * m + sqrt(abs(g))'],
  ],
  [taking('grad'), "grad: unknown name 'grad'; the gradient is 'g'", ['  m = beta * m + g']],
  [
    taking('g / step'),
    "step: unknown name 'step'; the number of the step is 't'",
    ['  m = beta * m + g / t'],
  ],
  [
    taking('g').replace('lr * m', 'learning_rate * m * lr'),
    "learning_rate: unknown name 'learning_rate'; the learning rate is 'lr'",
    ['  p -= lr * m * lr'],
  ],
  [
    taking('g // the velocity'),
    "//: '//' has no meaning in a rule; a comment begins with '#'",
    ['  m = beta * m + g # the velocity'],
  ],
  [
    below('// m = 3', 'm = beta * m + g', step),
    "//: '//' has no meaning in a rule; a comment begins with '#'",
    ['  # m = 3'],
  ],
  [taking('g // 2'), "//: '//' has no meaning in a rule; write '/'", ['  m = beta * m + g / 2']],
  [
    below('for p in params:', '  m = beta * m + g', `  ${step}`),
    "for: 'for' has no meaning in a rule; an update has no loops, its lines are for each parameter",
    ['  m = beta * m + g', `  ${step}`],
  ],
  [
    below('let d = g', 'm = beta * m + d', step),
    "let: 'let' has no meaning in a rule; a name is assigned without it",
    ['  d = g'],
  ],
  [`import torch\n${taking('g')}`, "import: 'import' has no meaning in a rule; leave this line out", []],
];

describe('what others write is told', () => {
  test.each(cases)('%j: %s', (text, message, lines) => {
    expect(told(text)).toEqual([message]);
    const old = new Set(text.split('\n'));
    const mended = applyEdits(text, likeliest(text)?.edits ?? []);
    expect(mended.split('\n').filter((line) => !old.has(line))).toEqual(lines);
    expect(marksOf(mended)).toEqual([]);
  });
});

test('the parameter by another name is one mistake with one fix', () => {
  const text = below('m = beta * m + g', 'theta = theta - lr * m', 'theta *= 1 - lr');
  expect(told(text)).toEqual([
    "update: the update never assigns 'p', so the parameters would never change; the parameter is 'p', not 'theta'",
    "theta: 'theta' has no value yet; the parameter is 'p'",
  ]);
  const fix = likeliest(text);
  expect(fix?.title).toBe("Change 'theta' to 'p'");
  const mended = applyEdits(text, fix?.edits ?? []);
  expect(mended).toContain('  p = p - lr * m\n  p *= 1 - lr\n');
  expect(marksOf(mended)).toEqual([]);
});

test('what else is wrong with a line is told too, and each fix mends its own place', () => {
  const text = ruleWith({
    declarations: declarations.slice(0, 2),
    update: ['// the velocity', 'v = self.beta * v + p.grad  // a sum', 'p.data -= self.lr * v'],
  });
  expect(told(text)).toEqual([
    "//: '//' has no meaning in a rule; a comment begins with '#'",
    "self.beta: 'self.beta' is written 'beta' in a rule",
    "v: 'v' has no value yet; 'state v' keeps one from step to step",
    "p.grad: 'p.grad' is written 'g' in a rule",
    "//: '//' has no meaning in a rule; a comment begins with '#'",
    "p.data: 'p.data' is written 'p' in a rule",
    "self.lr: 'self.lr' is written 'lr' in a rule",
  ]);
  let mended = text;
  for (const _ of told(text)) mended = applyEdits(mended, likeliest(mended)?.edits ?? []);
  expect(marksOf(mended)).toEqual([]);
  expect(mended).toContain(
    'state v\n\nupdate\n  # the velocity\n  v = beta * v + g  # a sum\n  p -= lr * v\n',
  );
});

test('a name of another language is changed wherever it stands, or declared', () => {
  const text = taking('grad * grad');
  const first = text.indexOf('grad');
  const titles = fixesAt(text, { start: first, end: first }).map(({ title }) => title);
  expect(titles).toEqual([
    "Change 'grad' to 'g'",
    "Declare the state 'grad'",
    "Declare the hyperparameter 'grad'",
  ]);
});

test('pieces of pieces are mended together', () => {
  const text = taking('torch.sqrt(param.grad.square().mean())');
  expect(applyEdits(text, likeliest(text)?.edits ?? [])).toContain('  m = beta * m + sqrt(mean(g**2))\n');
});

test('names that a rule declares are its own', () => {
  const text = ruleWith({
    declarations: [...declarations, 'state grad, step'],
    update: ['grad = g', 'step = grad', 'm = step', 'w = m', 'p -= lr * beta * w'],
  });
  expect(marksOf(text)).toEqual([]);
});

test('letters of papers are spelled, wherever they stand', () => {
  let text =
    'name "T"\n\nη  = 0.01 in [0, inf)\nβ₁ = 0.9 in [0, 1)\n\nstate m\n\nupdate\n  m = β₁ * m + (1 − β₁) * g\n  m̂ = m / (1 − β₁**t)\n  θ = θ − η·m̂\n';
  for (let fixes = 0; fixes < 6 && marksOf(text).length > 0; fixes++)
    text = applyEdits(text, likeliest(text)?.edits ?? []);
  expect(marksOf(text)).toEqual([]);
  expect(text).toContain(
    'update\n  m = beta1 * m + (1 - beta1) * g\n  m_hat = m / (1 - beta1**t)\n  p = p - lr*m_hat\n',
  );
});

test('what stands in a function of Python is read as the update', () => {
  const text = [
    'name "A"',
    '',
    'lr = 0.1 in [0, inf)',
    '',
    'def step(self):',
    '  v = 0.9 * v + p.grad',
    '  param -= self.lr * v',
    '',
  ].join('\n');
  expect(told(text).map((each) => each.split(':')[0])).toEqual([
    'def',
    'def',
    'v',
    'p.grad',
    'param',
    'self.lr',
  ]);
  let mended = text;
  for (const _ of told(text)) mended = applyEdits(mended, likeliest(mended)?.edits ?? []);
  expect(marksOf(mended)).toEqual([]);
  expect(mended).toContain('state v\n\nupdate\n  v = 0.9 * v + g\n  p -= lr * v\n');
});

test('a function of Python is the update', () => {
  const text = ruleWith({ declarations: ['lr = 0.1 in [0, inf)'], update: ['p -= lr * g'] }).replace(
    'update',
    'def step(self):',
  );
  expect(applyEdits(text, likeliest(text)?.edits ?? [])).toBe(text.replace('def step(self):', 'update'));
});

test('a tuple is as many hyperparameters, also where it is read', () => {
  const text = ruleWith({
    declarations: ['lr = 0.1 in [0, inf)', 'betas = (0.9, 0.999)', 'state m'],
    update: ['m = betas[0] * m + betas[1] * g', step],
  });
  expect(told(text)).toEqual([
    "(: a line declares one hyperparameter, which is one number, such as 'beta1 = 0.9 in [0, 1)'",
    "[: 'betas' is one value, which has no parts in brackets",
  ]);
  const mended = applyEdits(text, likeliest(text)?.edits ?? []);
  expect(mended).toContain('beta1 = 0.9 in [0, 1)\nbeta2 = 0.999 in [0, 1)\n');
  expect(mended).toContain('  m = beta1 * m + beta2 * g\n');
  expect(marksOf(mended)).toEqual([]);
});

describe('a line with several numbers', () => {
  const declaring = (line: string) => {
    const text = ruleWith({ declarations: ['lr = 0.1 in [0, inf)', line], update: ['p -= lr * g'] });
    const fix = fixesAt(text, { start: 0, end: text.length }).find(({ mark }) => mark.code === 'one-number');
    return fix && applyEdits(text, fix.edits).split('\n').slice(3, -4);
  };

  test.each([
    ['betas = (0.9, 0.999) in [0, 1)', ['beta1 = 0.9 in [0, 1)', 'beta2 = 0.999 in [0, 1)']],
    ['b, eps = 0.9, 2 in [0, inf)  # two', ['b = 0.9 in [0, inf)  # two', 'eps = 2 in [0, inf)  # two']],
    ['b, c, d = 0.9, 2, 1', ['b = 0.9 in [0, 1)', 'c = 2 in [0, inf)', 'd = 1 in [0, inf)']],
    ['b = (-3, 0.5)', ['b1 = -3 in [-3, inf)', 'b2 = 0.5 in [0, 1)']],
  ])('%s', (line, expected) => {
    expect(declaring(line)).toEqual(expected);
  });

  test.each(['b = (0.9)', 'b, c, d = 0.9, 0.5', 'b, c = 1, 2, 3', 'b = (x, y)'])('%s has no fix', (line) => {
    expect(declaring(line)).toBeUndefined();
  });
});

test('a letter is spelled in all lines that have it, and what else is foreign in others stays', () => {
  const text = below('m = β * m + g', 'm += p.grad', 'p -= lr * m * β');
  const fix = fixesAt(text, { start: 0, end: text.length }).find(({ title }) => title.includes("'beta'"));
  const mended = applyEdits(text, fix?.edits ?? []);
  expect(mended).toContain('  m = beta * m + g\n  m += p.grad\n  p -= lr * m * beta\n');
});

test('a word with letters that have no spelling is marked whole, and has no fix', () => {
  const text = below('m = größe * g', step);
  const [mark, ...others] = marksOf(text).filter(({ kind }) => kind === 'error');
  expect(others).toEqual([]);
  expect(text.slice(mark?.at.start, mark?.at.end)).toBe('größe');
  expect(fixesAt(text, { start: 0, end: text.length }).filter((fix) => fix.mark.code === mark?.code)).toEqual(
    [],
  );
});

test('what has no meaning is not mended by what stands beside it', () => {
  const text = below('m = self.lr * g.clamp(min=0)', step);
  const fixes = fixesAt(text, { start: 0, end: text.length });
  const titles = fixes.filter(({ mark }) => mark.code === 'unknown-character').map(({ title }) => title);
  expect(titles).toEqual(["Change to 'lr'"]);
});

test('a name that is a word of the language is told, whatever else is wrong with its line', () => {
  expect(told(ruleWith().replace('beta = 0.9 in [0, 1)', 'max = 0.9'))[0]).toBe(
    "max: 'max' is a word of the rule language; choose another name",
  );
});

test('what has nothing like it in a rule has no fix', () => {
  for (const line of [
    'm.mul_(beta).add_(g)',
    'm = torch.zeros_like(p)',
    'm = g.clamp(min=0)',
    'm = optim.state.m',
  ]) {
    const text = below(line, step);
    expect(told(text).join()).toContain('has no meaning in a rule, which has names and functions');
    expect(
      fixesAt(text, { start: 0, end: text.length }).filter(({ mark }) => mark.code === 'unknown-character'),
    ).toEqual([]);
  }
  expect(told(taking('t > 1 ? g : p'))[0]).toContain("write 'where(condition, a, b)'");
});
