import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText, oneLine } from '../../core/jsonText.ts';

test('a short value is one line', () => {
  expect(oneLine({ surface: 'valley', start: [1, 2], none: {}, left: undefined })).toBe(
    '{ "surface": "valley", "start": [1, 2], "none": {} }',
  );
});

test('fields have a line each, and so have long parts; numbers fill lines', () => {
  const lr = Array.from({ length: 30 }, (_, index) => 0.1234 + index);
  expect(
    jsonText({
      a: 1,
      optimizers: [{ optimizer: 'x'.repeat(60) }, { optimizer: 'y'.repeat(60), lr }],
      b: [1, 2],
    }),
  ).toMatchInlineSnapshot(`
    "{
      "a": 1,
      "optimizers": [
        { "optimizer": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" },
        {
          "optimizer": "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
          "lr": [
            0.1234, 1.1234, 2.1234, 3.1234, 4.1234, 5.1234, 6.1234, 7.1234, 8.1234, 9.1234, 10.1234,
            11.1234, 12.1234, 13.1234, 14.1234, 15.1234, 16.1234, 17.1234, 18.1234, 19.1234, 20.1234,
            21.1234, 22.1234, 23.1234, 24.1234, 25.1234, 26.1234, 27.1234, 28.1234, 29.1234
          ]
        }
      ],
      "b": [1, 2]
    }
    "
  `);
});

test('no line is longer than it needs to be, and all is read again', () => {
  const leaf = fc.oneof(fc.integer(), fc.string({ maxLength: 20 }), fc.boolean());
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree')),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('tree')),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tree), (value) => {
      expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
