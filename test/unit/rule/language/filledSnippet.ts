/** What a snippet becomes where nobody changes what its places have. */
export function filledSnippet(snippet: string, indentation = ''): string {
  return snippet
    .replace(/\$\{\d+\|((?:[^\\|,]|\\.)+)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, 'm = 1')
    .replace(/\\(.)/g, '$1')
    .replaceAll('\t', '  ')
    .replaceAll('\n', `\n${indentation}`);
}
