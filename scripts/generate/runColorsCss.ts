import { palette } from '../../core/optimizers/palette.ts';

/** The palette in the panel: the theme's colour of each slot, and a class that makes it the colour of what has it. */
export function runColorsCss(): string {
  const slots = [...palette.keys()];
  return [
    '/* The runs’ colours. `npm run generate` writes this file. */',
    'body {',
    ...slots.map((slot) => `  --run-${slot}: var(--vscode-optimizerPlayground-run${slot});`),
    '}',
    ...slots.flatMap((slot) => [`.run-${slot} {`, `  --c: var(--run-${slot});`, '}']),
    '',
  ].join('\n');
}
