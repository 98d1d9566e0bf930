/** What the texts of a first row tell of whether it is a header, where it has numbers, too. */
import { type HeadedColumn, recurs } from './headedColumn.ts';

/** In bits. */
const weights = {
  /** A word that hardly ever is a value, one that may be one, and a text where no value can be one. */
  ...{ name: 12, likelyName: 6, misplaced: 7 },
  /** A value of its column. */
  recurring: -6,
};

const names = new Set(
  [
    'id ids uid uuid index idx name names label labels class classes target targets sample samples species',
    'category categories variety diagnosis outcome response column feature variable attribute timestamp',
  ].flatMap((line) => line.split(' ')),
);
const likelyNames = new Set(
  [
    'subject patient participant person customer product item object observation case code number nr',
    'key group type kind gender sex age date time year month day country region state city county code price',
    'gene protein probe marker respondent question student employee client account user store brand model make',
    'klasse land jahr datum stadt pays nom ville nombre clase fecha ciudad',
    'value score status result output total count amount size quality rating weight height length',
  ].flatMap((line) => line.split(' ')),
);

export function weightOfTexts(
  first: readonly string[],
  texts: readonly HeadedColumn[],
  rows: () => Iterable<Float64Array>,
): number {
  const recurring = texts.filter(recurs);
  const unique = texts.filter((column) => !recurring.includes(column));
  const misplaced = unique.filter(({ counts }) => counts.isNumeric).length;
  const known = new Set(recurring.map(({ head }) => head));
  return (
    weights.recurring * recurring.length +
    weights.misplaced * misplaced +
    weightOfWords(first.filter((text) => !known.has(text.trim()))) +
    weightOfNewClass(
      unique.filter(({ counts }) => !counts.isNumeric),
      rows,
    )
  );
}

/** `id`, `Class label` and `sample_id`; `sample_1` may well be a value. */
function weightOfWords(first: readonly string[]): number {
  let sum = 0;
  for (const text of first) {
    if (text.length > longestWord) continue;
    const words = text
      .trim()
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase()
      .split(/[\s_.-]+/);
    if (words.every((word) => names.has(word))) sum += weights.name;
    else if (words.every((word) => names.has(word) || likelyNames.has(word))) sum += weights.likelyName;
  }
  return sum;
}

const longestWord = 40;

/**
 * A text that no value repeats, above a column in which values are repeated: the chance that a further value is a new one
 * is the share of values that are there once (Good, The Population Frequencies of Species, 1953).
 */
function weightOfNewClass(texts: readonly HeadedColumn[], rows: () => Iterable<Float64Array>): number {
  if (texts.length === 0) return 0;
  const counts = texts.map(() => new Map<number, number>());
  let count = 0;
  for (const row of rows()) {
    count++;
    for (const [index, { place }] of texts.entries()) {
      const [own, code] = [counts[index], row[place] ?? Number.NaN];
      if (own && !Number.isNaN(code)) own.set(code, (own.get(code) ?? 0) + 1);
    }
  }
  const bits = counts.map((own) => {
    const once = [...own.values()].filter((times) => times === 1).length;
    return Math.log2((count + 1) / (once + 1));
  });
  return Math.max(...bits);
}
