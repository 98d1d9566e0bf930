/** Texts as long as they may be: nobody waits for an answer. */
import { expect, test } from 'vitest';
import { LanguageHolder } from './holdLanguage.ts';

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('');

test.each([
  ['ifs', '  if t > 1\n'.repeat(2000)],
  ['deep ifs', many(300, (depth) => `${' '.repeat(depth)} if x1 == y1\n`)],
  ['elses', '  else\n'.repeat(2000)],
  ['unknown names', `  p = ${'x + '.repeat(100)}x\n`.repeat(150)],
  ['different unknown names', many(120, (i) => `  p = ${'y'.repeat(90)}${i} + ${'z'.repeat(90)}${i}\n`)],
  ['long names', many(500, (i) => `  ${'x'.repeat(90)}${i} = ${'y'.repeat(30)}\n`)],
  ['parentheses', `  p = ${'('.repeat(255)}\n`.repeat(200)],
  ['calls', `  p = ${'f('.repeat(120)}\n`.repeat(200)],
  ['minus signs', `  p = ${'-'.repeat(250)}\n`.repeat(200)],
  ['assignments', '  p=g\n'.repeat(2000)],
  ['right lines', `  p = ${'g + '.repeat(60)}g\n`.repeat(240)],
  ['locals', many(120, (i) => `  local${i} = ${'g + '.repeat(50)}g\n`)],
  ['assignments in a line', `  ${'p = '.repeat(15_000)}`],
  ['unknown characters', '?'.repeat(60_000)],
  ['unknown characters side by side', '  p = g & & & && g\n'.repeat(1500)],
  ['quotes', '"'.repeat(60_001)],
  ['indentations', many(350, (i) => `${' '.repeat(350 - i)}p = g\n`)],
  ['line breaks', '\n'.repeat(2000)],
  ['comments', '# a comment\n'.repeat(2000)],
  ['comments below ifs', '  # a\n    # b\n'.repeat(1000)],
  ['declarations', 'state a\n'.repeat(2000)],
  ['states', `${many(120, (i) => `state m${i}\n`)}`],
  ['hyperparameters', many(1500, (i) => `a${i} = 1 in [0, 2]  # what\n`)],
  ['choices', `option o = a in {${many(120, (i) => `a${i}, `)}a}\n`.repeat(80)],
])('%s', (_, lines) => {
  const holder = new LanguageHolder();
  for (const text of [
    `name "A"\nupdate\n${lines}`.slice(0, 65_000),
    lines,
    `name "A"\n${lines}\nupdate\n  p = m1\n`,
  ]) {
    for (const share of [0.1, 0.5, 1]) holder.hold(text, Math.floor(share * text.length));
  }
  expect(holder.slow.map(({ feature, took }) => `${feature} ${Math.round(took)}`)).toEqual([]);
});
