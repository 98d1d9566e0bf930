/** The surface of a run, written in Python: its loss and, where the library doesn't differentiate, its slope. */
import type { Surface } from '../../problems/surfaces/surface.ts';
import { parseSurface } from '../../problems/surfaces/typed/parseSurface.ts';
import { code, type Part } from '../part.ts';
import { type ArrayLibrary, FormulaWriter } from './formulaCode.ts';

/** `loss_of(x, y)` */
export function lossOfSurface({ name, text }: Surface, library: ArrayLibrary): Part {
  const { tree } = parseSurface(text);
  const writer = new FormulaWriter(library, [tree]);
  const value = writer.write(tree);
  return withImports(
    code(`
def loss_of(x, y):
    """${aboutSurface(name)}"""
${[...writer.lines, `return ${value}`].map((line) => `    ${line}`).join('\n')}
`),
  );
}

/** `slope_of(x, y)`: the exact derivatives. */
export function slopeOfSurface({ text }: Surface, library: ArrayLibrary): Part {
  const { partials } = parseSurface(text);
  const writer = new FormulaWriter(library, partials);
  const [byX, byY] = partials.map((each) => writer.write(each));
  return withImports(
    code(`
def slope_of(x, y):
    """The derivatives by x and y."""
${[...writer.lines, `return ${byX}, ${byY}`].map((line) => `    ${line}`).join('\n')}
`),
  );
}

/** A formula is a name, too: it stands below. */
function aboutSurface(name: string): string {
  return /^[\p{L}–\- ]+$/u.test(name) ? `${name}.` : 'The function to minimize.';
}

function withImports(text: string): Part {
  return { imports: text.includes('math.') ? ['import math'] : [], code: text };
}
