import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { type Analysis, analyze } from '../../../core/rule/analyze.ts';
import type { Statement } from '../../../core/rule/syntax/tree.ts';
import { placeOf } from './marked.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { ruleText } from './ruleText.ts';

const texts = optimizers.map(({ id, rule }) => ({ id, text: rule.lines.join('\n') }));

/** What is written, wherever it stands and whatever a comment says about it. */
function written(node: unknown): string {
  return JSON.stringify(node, (key, part) =>
    key === 'at' || key.endsWith('At') || key === 'description' ? undefined : part,
  );
}

/** The node of a piece of text that stands alone, where a node of its kind may stand. */
function reread({ kind, node }: Piece, text: string): unknown {
  const update = (line: string) => analyze(`name "A"\nupdate\n  ${line}`).tree.program;
  const first = (program: Analysis['tree']['program']) => program.statements[0] as Statement;
  switch (kind) {
    case 'declaration':
      return analyze(text).tree.declarations[0];
    case 'memory': {
      const [declaration] = analyze(`state ${text}`).tree.declarations;
      return declaration?.kind === 'state' && declaration.memories[0];
    }
    case 'lookAhead':
      return update(text).lookAhead;
    case 'statement': {
      // The lines of a block keep their columns.
      const { column } = node.at;
      const line = text.replace(/^elif/, 'if');
      return first(analyze(`update\n${' '.repeat(column - 1)}${line}`).tree.program);
    }
    case 'condition': {
      const branch = first(update(`if ${text}\n    p = g`));
      return branch.kind === 'branch' && branch.condition;
    }
    case 'expression': {
      const assignment = first(update(`p = ${text}`));
      return assignment.kind === 'assignment' && assignment.value;
    }
  }
}

function forEachPiece(pieces: readonly Piece[], visit: (piece: Piece) => void): void {
  for (const piece of pieces) {
    visit(piece);
    forEachPiece(piece.parts, visit);
  }
}

describe.each(texts)('$id', ({ text }) => {
  const pieces = piecesOf(analyze(text).tree);

  test('has nodes whose text makes the same node', () => {
    let count = 0;
    forEachPiece(pieces, (piece) => {
      const { start, end } = piece.node.at;
      // A first value that isn't written is 0.
      const isImplied = start === end;
      if (isImplied || piece.isShort) return;
      expect(written(reread(piece, text.slice(start, end)))).toBe(written(piece.node));
      count += 1;
    });
    expect(count).toBeGreaterThan(20);
  });

  test('has nodes within each other and one behind the other', () => {
    forEachPiece(pieces, ({ node, parts }) => {
      let { start } = node.at;
      for (const { node: part } of parts) {
        expect(part.at.start).toBeGreaterThanOrEqual(start);
        expect(part.at.end).toBeLessThanOrEqual(node.at.end);
        start = part.at.end;
      }
    });
    for (const [index, { node }] of pieces.entries()) {
      const before = pieces[index - 1];
      if (before) expect(node.at.start).toBeGreaterThan(before.node.at.end);
    }
  });

  test('has nodes that know their line and column', () => {
    forEachPiece(pieces, ({ node: { at } }) => {
      expect({ line: at.line, column: at.column }).toEqual(placeOf(text, at.start));
    });
  });
});

/** The pieces of a text that nodes were written as, from the outer to the inner ones. */
function textsOf(text: string, node: Piece): readonly string[] {
  const { start, end } = node.node.at;
  return [text.slice(start, end), ...node.parts.flatMap((part) => textsOf(text, part))];
}

describe('an expression has no parentheses around it, but those within it:', () => {
  test.each([
    ['p - a * g', ['p - a * g', 'p', 'a * g', 'a', 'g']],
    ['(p - a) * (g)', ['(p - a) * (g)', 'p - a', 'p', 'a', 'g']],
    ['((p))', ['p']],
    ['-(p + 1)**2', ['-(p + 1)**2', '(p + 1)**2', 'p + 1', 'p', '1', '2']],
    ['max(-p , (g)) / 2', ['max(-p , (g)) / 2', 'max(-p , (g))', '-p', 'p', 'g', '2']],
    ['norm( (g) )', ['norm( (g) )', 'g']],
    [
      'where((t > 1) and not (p == 2), 1, 2)',
      [
        ...['where((t > 1) and not (p == 2), 1, 2)', '(t > 1) and not (p == 2)', 't > 1', 't', '1'],
        ...['not (p == 2)', 'p == 2', 'p', '2', '1', '2'],
      ],
    ],
  ])('%s', (expression, expected) => {
    const text = ruleText(`m = (${expression})  # comment`, 'p = g');
    const [assignment] = piecesOf(analyze(text).tree).filter(({ kind }) => kind === 'statement');
    expect(assignment && textsOf(text, assignment)).toEqual([`m = (${expression})`, ...expected]);
  });
});

/** The piece of a text that a property of a node is about. */
function pieceAt(text: string, node: object | null | undefined, key: string): string | undefined {
  const at = new Map(Object.entries(node ?? {})).get(key);
  return at && text.slice(at.start, at.end);
}

describe('the words of a node have a place of their own:', () => {
  const text = [
    'name "A"  # the name',
    'lr = -0.1 in (-1, inf)  # rate',
    'option form = x in {x, y}',
    'state m = sqrt(lr), v',
    'update',
    '  g = gradient at p + m',
    '  m += where(t > 1, sqrt(g), norm(p))',
    '  if m > 0',
    '    p = m',
    '  else  # otherwise',
    '    p = v  # v',
    '',
  ].join('\n');
  const { declarations, program, updateAt } = analyze(text).tree;
  const [name, rate, form, state] = declarations;
  const [update, branch] = program.statements;

  test.each([
    ['name', name, 'at', 'name "A"'],
    ['name', name, 'nameAt', '"A"'],
    ['hyperparameter', rate, 'at', 'lr = -0.1 in (-1, inf)'],
    ['hyperparameter', rate, 'nameAt', 'lr'],
    ['hyperparameter', rate, 'defaultAt', '-0.1'],
    ['hyperparameter', rate, 'rangeAt', '(-1, inf)'],
    ['option', form, 'at', 'option form = x in {x, y}'],
    ['option', form, 'nameAt', 'form'],
    ['option', form, 'defaultAt', 'x'],
    ['state', state, 'at', 'state m = sqrt(lr), v'],
    ['memory', state?.kind === 'state' ? state.memories[0] : null, 'at', 'm = sqrt(lr)'],
    ['memory', state?.kind === 'state' ? state.memories[0] : null, 'nameAt', 'm'],
    ['memory', state?.kind === 'state' ? state.memories[1] : null, 'at', 'v'],
    ['look-ahead', program.lookAhead, 'at', 'g = gradient at p + m'],
    ['look-ahead', program.lookAhead, 'targetAt', 'g'],
    ['assignment', update, 'at', 'm += where(t > 1, sqrt(g), norm(p))'],
    ['assignment', update, 'targetAt', 'm'],
    ['branch', branch, 'at', text.slice(text.indexOf('if m'), text.indexOf('  # v'))],
    ['program', program, 'at', text.slice(text.indexOf('g = grad'), text.indexOf('  # v'))],
  ])('%s %#', (_, node, key, expected) => {
    expect(pieceAt(text, node, key)).toBe(expected);
  });

  test('the word update, and the choices of an option', () => {
    expect(text.slice(updateAt?.start, updateAt?.end)).toBe('update');
    const choices = form?.kind === 'option' ? form.choicesAt : [];
    expect(choices.map(({ start, end }) => text.slice(start, end))).toEqual(['x', 'y']);
  });

  test('the names of functions', () => {
    const value = update?.kind === 'assignment' && update.value.kind === 'binary' ? update.value.right : null;
    expect(pieceAt(text, value, 'functionAt')).toBe('where');
    const [then, otherwise] = value?.kind === 'where' ? [value.then, value.otherwise] : [];
    expect(pieceAt(text, then, 'functionAt')).toBe('sqrt');
    expect(pieceAt(text, otherwise, 'functionAt')).toBe('norm');
  });
});

test('offsets count what the text has, also Windows line ends and a byte order mark', () => {
  const text = `\uFEFF${ruleText('p = g + m').replaceAll('\n', '\r\n')}`;
  const { declarations, program } = analyze(text).tree;
  expect(pieceAt(text, declarations[0], 'at')).toBe('name "Test"');
  expect(declarations[0]?.at).toMatchObject({ start: 1, line: 1, column: 1 });
  expect(pieceAt(text, program, 'at')).toBe('p = g + m');
  expect(program.at).toMatchObject({ line: 5, column: 3 });
});
