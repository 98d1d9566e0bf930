import { describe, expect, test } from 'vitest';
import { placeOf } from '../../../../core/experiment/text/place.ts';
import { readText } from '../../../../core/experiment/text/readText.ts';

/** Faults as people see them, each with what it marks. */
const faultsOf = (text: string) =>
  readText(text).faults.map(({ message, offset, length }) => {
    const { line, column } = placeOf(text, offset);
    return [`${line}:${column}`, text.slice(offset, offset + length), message];
  });

describe('reads', () => {
  test.each<[string, string, unknown]>([
    ['comments', '// one\n{ /* two */ "lr": [0.1] // three\n}', { lr: [0.1] }],
    ['trailing commas', '{ "lr": [0.1, 0.2,], "a": { "b": 1, }, }', { lr: [0.1, 0.2], a: { b: 1 } }],
    ['a byte order mark', '\ufeff{ "lr": 1 }', { lr: 1 }],
    ['line breaks of all kinds', '{\r\n"a": 1,\r"b": 2,\n"c": 3}', { a: 1, b: 2, c: 3 }],
    ['escapes', '{ "a": "\\u00e9\\n\\t\\"\\\\\\/" }', { a: 'é\n\t"\\/' }],
    ['numbers', '[0, -0, 1e-3, 1E+2, 0.5]', [0, -0, 0.001, 100, 0.5]],
    ['words', '[true, false, null]', [true, false, null]],
    ['a value that is no object', '"sgd"', 'sgd'],
    ['brackets in texts and comments', '{ "a": "[[[{" /* {{{ */ } // [[', { a: '[[[{' }],
    ['slashes in texts', '{ "a": "http://x/*y*/" }', { a: 'http://x/*y*/' }],
  ])('%s', (_, text, value) => {
    expect(readText(text)).toMatchObject({ faults: [], value });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s as a field like any other',
    (name) => {
      const { value, faults } = readText(`{ "${name}": { "x": 5 } }`);
      expect(faults).toEqual([]);
      expect(Object.keys(value ?? {})).toEqual([name]);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(JSON.stringify(value)).toBe(`{"${name}":{"x":5}}`);
    },
  );

  test('as JSON.parse does what is JSON', () => {
    const text = JSON.stringify({ a: [1, { b: 'x\u2028\u0000"\\' }, []], c: {}, '': null, 'é 🏁': -1.5e-7 });
    expect(readText(text).value).toEqual(JSON.parse(text));
  });
});

describe('says what is wrong, and where', () => {
  test.each<[string, string, string, string]>([
    ['', '1:1', '', 'the file is empty — expected an experiment: { "problem": … }'],
    [' \n// only this\n', '2:12', 's', 'the end — expected a value'],
    ['{ "lr": }', '1:9', '}', '} — expected a value'],
    ['{ "lr" 1 }', '1:8', '1', '1 — expected a colon after the name of the field'],
    ['{\n  "a": 1\n  "lr": 2\n}', '3:3', '"lr"', '"lr" — expected a comma before it'],
    ['[1 2]', '1:4', '2', '2 — expected a comma before it'],
    ['{ lr: 1 }', '1:3', 'lr', 'lr — expected a value: a number, true, false, or a text in double quotes'],
    ["{ 'lr': 1 }", '1:3', "'lr'", "'lr' — expected double quotes"],
    ['{ "a": “x” }', '1:8', '“x”', '“x” — expected double quotes'],
    ['{ "a": .5 }', '1:8', '.5', '.5 — expected a digit before the point'],
    ['{ "a": +5 }', '1:8', '+5', '+5 — expected a number without +'],
    ['{ "a": 5. }', '1:8', '5.', '5. — expected more digits, as in 0.5 or 1e-3'],
    ['{ "a": 1e }', '1:8', '1e', '1e — expected more digits, as in 0.5 or 1e-3'],
    ['{ "a": True }', '1:8', 'True', 'True — expected true, false or null in small letters'],
    ['{ "a": NaN }', '1:8', 'NaN', 'NaN — expected a number, such as 0.1'],
    ['{ "a": -Infinity }', '1:8', '-Infinity', '-Infinity — expected a number, such as 10, 0.1 or 1e-3'],
    ['[007]', '1:2', '007', '007 — expected a number, such as 10, 0.1 or 1e-3'],
    [
      '[0,05, 1]',
      '1:4',
      '05',
      '05 — expected a number, such as 10, 0.1 or 1e-3; a comma separates values: write 0.05',
    ],
    [
      '[1, 001]',
      '1:5',
      '001',
      '001 — expected a number, such as 10, 0.1 or 1e-3; a comma separates values: write 1.001',
    ],
    ['[0.5, 07]', '1:7', '07', '07 — expected a number, such as 10, 0.1 or 1e-3'],
    ['[0x1f]', '1:2', '0x1f', '0x1f — expected a number, such as 10, 0.1 or 1e-3'],
    ['[1.2.3]', '1:2', '1.2.3', '1.2.3 — expected a number, such as 10, 0.1 or 1e-3'],
    ['[1_000]', '1:2', '1_000', '1_000 — expected a number, such as 10, 0.1 or 1e-3'],
    ['[1"x"]', '1:3', '"x"', '"x" — expected a comma before it'],
    ['[-x]', '1:2', '-x', '-x — expected a number, such as 10, 0.1 or 1e-3'],
    ['[- x]', '1:2', '-', '- — expected a value: a number, true, false, or a text in double quotes'],
    ['[1, 2.5kg]', '1:5', '2.5kg', '2.5kg — expected a number, such as 10, 0.1 or 1e-3'],
    [
      '{ "a name of more characters than are shown": 0x1f }',
      '1:47',
      '0x1f',
      '0x1f — expected a number, such as 10, 0.1 or 1e-3',
    ],
    ['# note\n{}', '1:1', '#', '# — expected a comment to begin with //'],
    ['{ "a": "x }', '1:8', '"x }', '"x } — expected a double quote at the end of the text'],
    ['{ "a": "x\n" }', '1:8', '"x', '"x — expected a double quote at the end of the text'],
    [
      '{ "a": "c:\\data" }',
      '1:8',
      '"c:\\data"',
      '"c:\\data" — expected \\\\ for a backslash, or / in a path',
    ],
    ['{ "a": "\\u12" }', '1:8', '"\\u12"', '"\\u12" — expected four digits from 0 to f after \\u'],
    [
      '{ "a": "x\u0001" }',
      '1:8',
      '"x\u0001"',
      '"x\u0001" — expected \\t for a tab, or another name for a control character',
    ],
    ['{ } /* x', '1:5', '/* x', 'the comment does not end — expected */'],
    ['{ "a": 1 } { }', '1:12', '{', '{ — expected nothing after the experiment'],
    ['{ "a": 1 }}', '1:11', '}', '} — expected nothing after the experiment'],
    ['{\n"a": [1,\n2\n', '3:1', '2', 'the end — expected ] for the [ of line 2'],
    ['{\n"a": 1\n', '2:6', '1', 'the end — expected } for the { of line 1'],
  ])('in %j', (text, place, marked, message) => {
    expect(faultsOf(text)).toEqual([[place, marked, message]]);
  });

  test('names that are given twice', () => {
    expect(faultsOf('{\n"lr": [1],\n"a": [{ "b": 1, "b": 2 }],\n"lr": [2],\n"lr": [3] }')).toEqual([
      ['3:17', '"b"', 'a[0].b is given twice, in line 3 — expected once'],
      ['4:1', '"lr"', 'lr is given twice, in lines 2 and 4 — expected once'],
      ['5:1', '"lr"', 'lr is given twice, in lines 2 and 5 — expected once'],
    ]);
    expect(faultsOf('{ "__proto__": 1, "__proto__": 2 }')).toHaveLength(1);
    expect(faultsOf(`{${'"a": 1,'.repeat(40_000)}}`)).toHaveLength(10);
  });
});

describe('is bounded', () => {
  test.each([
    ['lists', '[', ']', 5000],
    ['lists', '[', ']', 20_000],
    ['objects', '{"a":', '}', 20_000],
    ['lists that are not closed', '[', '', 20_000],
    ['lists and objects', '[{"a":', '}]', 10_000],
    ['lists between comments', '/*x*/[', ']', 20_000],
  ])('where %s are nested deep', (_, open, close, times) => {
    const [[place = '', marked, message = ''] = []] = faultsOf(`${open.repeat(times)}${close.repeat(times)}`);
    expect(message).toMatch(/^experiment = [\d,]+ brackets inside each other — expected at most 32$/);
    expect(place).not.toBe('');
    expect(marked).toMatch(/^[[{]$/);
  });

  test('where the text is too large for anything to look at it', () => {
    for (const text of ['['.repeat(2_000_000), `"${'a'.repeat(1e7)}"`, ' '.repeat(1_000_001)])
      expect(faultsOf(text)).toEqual([
        [
          '1:1',
          text[0],
          `experiment = ${text.length.toLocaleString('en')} characters — expected at most 1,000,000`,
        ],
      ]);
  });

  test.each([
    ['names that are given twice', `{${'"a":1,'.repeat(100_000)}}`, '100,001'],
    ['values in a list', `[${'1,'.repeat(100_000)}]`, '100,001'],
    ['lists', `[${'[],'.repeat(100_000)}]`, '100,001'],
    ['commas', ','.repeat(50_000), '50,001'],
  ])('where there are too many %s', (_, text, count) => {
    expect(faultsOf(text)).toEqual([
      ['1:1', text[0], `experiment = ${count} values — expected at most 50,000`],
    ]);
  });

  test('where commas are no part of lists', () => {
    const commas = ','.repeat(60_000);
    expect(readText(`// ${commas}\n{ "a": "${commas}" }`)).toMatchObject({
      faults: [],
      value: { a: commas },
    });
    expect(readText(`[${'1,'.repeat(49_999)}1]`).faults).toEqual([]);
  });

  test('as deep as allowed', () => {
    expect(readText(`${'['.repeat(32)}${']'.repeat(32)}`).faults).toEqual([]);
    expect(readText(`${'['.repeat(33)}${']'.repeat(33)}`).faults).toHaveLength(1);
  });
});
