/** The surface of a run, written in Python: its loss and, where the library doesn't differentiate, its slope. */
import type { Surface } from '../../problems/surfaces/surface.ts';
import { parseSurface } from '../../problems/surfaces/typed/parseSurface.ts';
import { indent, layOut } from '../../rule/targets/python/layout.ts';
import { code, type Part } from '../part.ts';
import { type ArrayLibrary, FormulaWriter } from './formulaCode.ts';

/** `loss_of(x, y)` */
export function lossOfSurface({ name, text }: Surface, library: ArrayLibrary): Part {
  const { tree } = parseSurface(text);
  const writer = new FormulaWriter(library, [tree]);
  const written = writer.write(tree);
  // The loss is an array of the library, also where neither x nor y is in the formula.
  const value = /\b[xy]\b/.test(text) ? written : `${written} + 0 * x`;
  return withImports(
    code(`
def loss_of(x, y):
    """${aboutSurface(name)}"""
${body(writer, value)}
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
${body(writer, `${byX}, ${byY}`)}
`),
  );
}

function body(writer: FormulaWriter, returned: string): string {
  const parts = writer.lines.flatMap((line) => {
    const [name = '', ...rest] = line.split(' = ');
    return layOut(`${name} = `, rest.join(' = '), 1);
  });
  return indent([...parts, ...layOut('return ', returned, 1)]).join('\n');
}

/** A formula is a name, too: it stands below. */
function aboutSurface(name: string): string {
  return /^[\p{L}–\- ]+$/u.test(name) ? `${name}.` : 'The function to minimize.';
}

function withImports(text: string): Part {
  return { imports: text.includes('math.') ? ['import math'] : [], code: text };
}
