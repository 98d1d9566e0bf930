/** Texts that a file, a name or a rule can hold, and what VS Code would make of them. */

/** As VS Code 1.139 finds links in notifications, progress titles and input boxes. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

/** As VS Code 1.139 finds icons in labels and in the status bar. */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;

/** What a text would become in one of VS Code's widgets, other than text. */
export function activeParts(text: string): string[] {
  return [link, icon, /[\n\r\u2028\u2029\u0085]/, /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u]
    .map((pattern) => pattern.exec(text)?.[0])
    .filter((part) => part !== undefined);
}

export const hostileTexts: readonly string[] = [
  '[Fix this](command:workbench.action.quickOpen?%22hello%22)',
  '[Fix this](COMMAND:workbench.action.quickOpen)',
  '[a][b](command:x)',
  '[[a]](command:x)',
  '[a](https://example.com "title")',
  "[a](file:///etc/passwd 'title')",
  'x](command:x) [y](command:y)',
  '$(error) $(sync~spin)',
  '\\$(error)',
  '$$(error)',
  'l\u200br',
  '[a]\u200b(command:x)',
  '[a]\u00ad(command:x)',
  '[a]\ufeff(command:x)',
  '[a]\n(command:x)',
  '[a](command:\u200bx)',
  'first\nsecond\r\nthird\u2028fourth\u2029fifth\u0085sixth',
  'evil\u202etxt.exe\u202c \u2066isolated\u2069 \u061c\u200f',
  '\u0000\u0007\u001b[31mred\u009b0m',
  'half \ud83d pair, \udc00 other half',
  '\u{e0041}\u{e0042} tags',
  '\u3164\u115f\u034f fillers',
  '<a href="command:x">a</a> <command:x> <https://example.com>',
  `[${'a'.repeat(700)}](command:x)`,
];
