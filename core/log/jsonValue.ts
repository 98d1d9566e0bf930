/** JSON as Python writes it: with NaN, Infinity and -Infinity, which JSON itself has no digits for. */

/**
 * The value of a text; the words stand as strings where they are no numbers of JSON.
 * @returns undefined where the text is no JSON.
 */
export function jsonValue(text: string): unknown {
  return parsed(text) ?? (mayHaveWords.test(text) ? parsed(withWords(text)) : undefined);
}

/** undefined also for `null`, which is no log either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

const mayHaveWords = /NaN|Infinity/;
/** A string, or a word outside of one. A string that isn't closed is no word either. */
const stringOrWord = /"(?:[^"\\]|\\.)*(?:"|$)|-?\b(?:NaN|Infinity)\b/gs;

function withWords(text: string): string {
  return text.replace(stringOrWord, (found) => (found.startsWith('"') ? found : `"${found}"`));
}

/** Follows brackets from line to line, to tell where a document ends. */
export class Brackets {
  #depth = 0;
  #isInString = false;
  #isEscaped = false;

  /** Whether all that was opened is closed again. */
  get isClosed(): boolean {
    return this.#depth <= 0 && !this.#isInString;
  }

  add(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#isInString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === backslash) this.#isEscaped = true;
        else if (code === quote) this.#isInString = false;
      } else if (code === quote) this.#isInString = true;
      else if (code === openBrace || code === openBracket) this.#depth++;
      else if (code === closeBrace || code === closeBracket) this.#depth--;
    }
  }
}

const [quote, backslash] = [0x22, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
