interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly default: unknown; readonly markdownDescription: string }>
      >;
    };
  };
}

/** The README with a table of the settings that package.json declares. */
export function withSettings(readme: string, manifest: string): string {
  const { contributes }: Manifest = JSON.parse(manifest);
  const settings = Object.entries(contributes.configuration.properties);
  const rows = settings.map(([name, setting]) => [
    `\`${name}\``,
    `\`${JSON.stringify(setting.default)}\``,
    setting.markdownDescription,
  ]);
  const table = markdownTable(['setting', 'default', 'meaning'], rows);
  return readme.replace(/(?<=\n## Settings\n\n)(\|.*\n)+/, () => table);
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('');
}
