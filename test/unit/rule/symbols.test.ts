import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { analyze } from '../../../core/rule/analyze.ts';
import { declaredRule, ruleText } from './ruleText.ts';

/** A name of a text: its kind, and the places where it stands: declared, read, assigned, or both at once. */
function symbolIn(text: string, name: string): string {
  const symbol = analyze(text).symbols.find((each) => each.name === name);
  const references = symbol?.references.map(({ at, reads, writes }) => {
    expect(text.slice(at.start, at.end)).toBe(name);
    return `${reads ? 'r' : ''}${writes ? 'w' : ''}${reads || writes ? '' : 'd'}${at.line}:${at.column}`;
  });
  return symbol ? [symbol.kind, ...(references ?? [])].join(' ') : 'none';
}

describe('the symbols of Adam', () => {
  const { lines } = optimizers.find(({ id }) => id === 'adam')?.rule ?? { lines: [] };
  const text = lines.join('\n');
  const { symbols } = analyze(text);

  test('are the names that every rule has, those that it declares, and its locals', () => {
    expect(symbols.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      ...['p parameter', 'g gradient', 't step'],
      ...['lr', 'beta1', 'beta2', 'eps', 'weight_decay'].map((name) => `${name} hyperparameter`),
      ...['amsgrad option', 'form option', 'maximize option', 'm state', 'v state', 'v_max state'],
      ...['m_hat local', 'v_hat local'],
    ]);
  });

  test.each([
    ['p', 'parameter r24:25 rw34:5 rw36:5'],
    ['g', 'gradient w22:5 r22:10 rw24:5 r25:33 r26:33'],
    ['t', 'step r27:27 r30:33 r32:29 r34:60'],
    ['lr', 'hyperparameter d8:1 r34:10 r36:10'],
    ['eps', 'hyperparameter d11:1 r34:38 r36:38'],
    ['weight_decay', 'hyperparameter d12:1 r23:6 r24:10'],
    ['amsgrad', 'option d14:8 r28:6'],
    ['form', 'option d15:8 r33:6'],
    ['m', 'state d18:7 w25:3 r25:15 r27:11'],
    ['v_max', 'state d18:13 w29:5 r29:17 r30:13'],
    ['v_hat', 'local w30:5 w32:5 r34:29 r36:29'],
    ['keras', 'none'],
  ])('stand where they are declared, read and assigned: %s', (name, expected) => {
    expect(symbolIn(text, name)).toBe(expected);
  });

  test('have the place of their declaration', () => {
    const places = symbols.map(({ name, declaredAt }) => [
      name,
      declaredAt && [declaredAt.line, text.slice(declaredAt.start, declaredAt.end)],
    ]);
    expect(places.slice(0, 4)).toEqual([
      ['p', null],
      ['g', null],
      ['t', null],
      ['lr', [8, 'lr']],
    ]);
    expect(places.slice(-2)).toEqual([
      ['m_hat', [27, 'm_hat']],
      ['v_hat', [30, 'v_hat']],
    ]);
    for (const [name, place] of places.slice(3)) expect(place?.[1]).toBe(name);
  });

  test('have what is declared with them', () => {
    const find = (name: string) => symbols.find((each) => each.name === name);
    expect(find('lr')).toMatchObject({
      description: 'learning rate',
      default: 0.001,
      range: { min: 0, max: Number.POSITIVE_INFINITY, minIncluded: true, maxIncluded: false },
      choices: null,
    });
    expect(find('form')).toMatchObject({ default: 'pytorch', choices: ['pytorch', 'keras'], range: null });
    expect(find('maximize')).toMatchObject({ default: false, choices: null });
    expect(find('m')).toMatchObject({ description: '', default: null, range: null, choices: null });
  });
});

test.each(optimizers)('every word of $id that is a name is a reference', ({ rule: { lines } }) => {
  const text = lines.join('\n');
  const { tokens, symbols } = analyze(text);
  const names = new Set(symbols.map(({ name }) => name));
  const words = tokens.flat().filter((token) => token.kind === 'word' && names.has(token.text));
  const references = symbols.flatMap((symbol) => symbol.references.map(({ at }) => at.start));
  expect(references.sort((a, b) => a - b)).toEqual(words.map(({ start }) => start));
});

describe('references', () => {
  test('are the same places in lines that can’t be read', () => {
    const text = ruleText('m += g * (a', 'x = m /', 'if m > a )', '  p = x', 'p = m ? x');
    expect(symbolIn(text, 'm')).toBe('state d3:7 rw5:3 r6:7 r7:6 r9:7');
    expect(symbolIn(text, 'a')).toBe('hyperparameter d2:1 r5:13 r7:10');
    expect(symbolIn(text, 'x')).toBe('local w6:3 r8:9 r9:11');
    expect(symbolIn(text, 'p')).toBe('parameter w8:5 w9:3');
  });

  test('are what stands in lines that assign nothing, too', () => {
    const text = ruleText('2 * a = m', 'else m', 'if t > a', '  g p', 'p = m');
    expect(symbolIn(text, 'm')).toBe('state d3:7 r5:11 r6:8 r9:7');
    expect(symbolIn(text, 'p')).toBe('parameter r8:7 w9:3');
  });

  test('declare in declarations that can’t be read', () => {
    const text = declaredRule(['lr = 0.1 in (0,', 'state m, v = lr +', 'option f = lr'], ['p = lr * m']);
    expect(symbolIn(text, 'lr')).toBe('hyperparameter d2:1 r3:14 r4:12 r6:7');
    expect(symbolIn(text, 'm')).toBe('state d3:7 r6:12');
    expect(symbolIn(text, 'v')).toBe('state d3:10');
    expect(symbolIn(text, 'f')).toBe('option d4:8');
  });

  test('are no choices of an option, also where these are names', () => {
    const text = declaredRule(['state m', 'option form = m in {m, t}'], ['if form == m', '  p = m']);
    expect(symbolIn(text, 'm')).toBe('state d2:7 r6:9');
    expect(symbolIn(text, 't')).toBe('step');
    expect(symbolIn(text, 'form')).toBe('option d3:8 r5:6');
  });

  test('stand in first values and at the point of a gradient, too', () => {
    const text = declaredRule(
      ['a = 1 in [0, 2]', 'state z = p * a'],
      ['g = gradient at z', 'p = where(z > a, 1, g)'],
    );
    expect(symbolIn(text, 'a')).toBe('hyperparameter d2:1 r3:15 r6:17');
    expect(symbolIn(text, 'z')).toBe('state d3:7 r5:19 r6:13');
    expect(symbolIn(text, 'g')).toBe('gradient w5:3 r6:23');
  });

  test('stand in order, also where a name is read before it has a value', () => {
    expect(symbolIn(ruleText('m = x', 'x = g', 'p = x'), 'x')).toBe('local r5:7 w6:3 r7:7');
  });

  test('of a name that is declared twice belong to the first', () => {
    const text = declaredRule(['state m', 'scalar m'], ['p = m']);
    expect(symbolIn(text, 'm')).toBe('state d2:7 r5:7');
  });
});
