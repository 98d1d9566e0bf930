/** Values as Python writes them. */

/** `0.01`, `2.0`, `-1e-8`, `float("inf")`: never a whole number, which Python computes with otherwise. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return `float("${value < 0 ? '-inf' : 'inf'}")`;
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?[0-9]+$/.test(text) ? `${text}.0` : text;
}

/** A text as a string in quotes, whatever it contains: characters that aren't seen are written as escapes. */
export function pythonText(text: string): string {
  return JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** `[0.1, 0.01]` */
export function pythonFloats(values: readonly number[]): string {
  return `[${values.map(pythonFloat).join(', ')}]`;
}

/** `["red", "blue"]` */
export function pythonTexts(texts: readonly string[]): string {
  return `[${texts.map(pythonText).join(', ')}]`;
}
