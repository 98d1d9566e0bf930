/** Letters right behind the numbers of a column: a unit nobody has heard of, where they are the same behind most. */

interface Family {
  texts: number;
}

/** Different numbers with the same letters; fewer may well be names. */
const fewest = 3;
/** The share that these have of all numbers with letters: house numbers have several. */
const share = 0.8;

export class SuffixUse {
  readonly #families = new Map<string, Family>();
  /** By the place of the text. */
  readonly #ofTexts: (Family | undefined)[] = [];
  #texts = 0;

  /** Adds a text that is no number, each once. */
  add(text: string, place: number): void {
    const suffix = suffixOf(text);
    if (suffix === undefined) return;
    this.#texts++;
    const family = this.#families.get(suffix) ?? { texts: 0 };
    family.texts++;
    this.#families.set(suffix, family);
    this.#ofTexts[place] = family;
  }

  /** Whether the text at that place is a number with a unit. */
  isUnit(place: number): boolean {
    return this.#isUnit(this.#ofTexts[place]);
  }

  /** Whether a text is one that isn't there, or has no place. */
  hasUnit(text: string): boolean {
    return this.#texts >= fewest && this.#isUnit(this.#families.get(suffixOf(text) ?? ''));
  }

  #isUnit(family: Family | undefined): boolean {
    return family !== undefined && family.texts >= fewest && family.texts >= share * this.#texts;
  }
}

/** Up to four letters behind a number that is hardly one of a list: without leading zeros, and not too long. */
const glued = /^[-+\u2212\u2013]?(?:(?:0|[1-9]\d{0,6})(?:[.,]\d+)?|[.,]\d+)(\p{L}{1,4})$/u;

/** Ordinal numbers in some languages, sizes, quarters, and decades such as `1990s`. */
const names = /^(?:st|nd|rd|th|er|re|e|ère|ème|eme|de|te|ste|X{0,4}[SL]|Q)$/;
const decade = /\d0s$/;

function suffixOf(text: string): string | undefined {
  if (text.length > 40 || decade.test(text)) return undefined;
  const suffix = glued.exec(text)?.[1];
  return suffix === undefined || names.test(suffix) ? undefined : suffix;
}
