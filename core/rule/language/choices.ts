/** The words that an option is one of, and every place where each stands. */
import type { Span } from '../syntax/span.ts';
import type { Source } from './source.ts';
import { nodesOf } from './walkTree.ts';

export interface Choice {
  readonly option: string;
  readonly choice: string;
  /** Where the option's line lists it. */
  readonly declaredAt: Span;
  /** Every place where it stands, in the order of the text. */
  readonly places: readonly Span[];
}

/** All choices of all options, those that lines can't be read of left out. */
export function choicesOf(source: Source): readonly Choice[] {
  const { tree } = source.analysis;
  const places = new Map<string, Choice & { readonly places: Span[] }>();
  const key = (option: string, choice: string) => `${option} ${choice}`;
  for (const declaration of tree.declarations) {
    if (declaration.kind !== 'option') continue;
    const { option, defaultAt, choicesAt } = declaration;
    for (const declaredAt of choicesAt) {
      const choice = source.textOf(declaredAt);
      if (places.has(key(option.name, choice))) continue;
      const others = option.default === choice ? [defaultAt] : [];
      places.set(key(option.name, choice), {
        ...{ option: option.name, choice, declaredAt },
        places: [...others, declaredAt],
      });
    }
  }
  for (const node of nodesOf(tree)) {
    if (node.kind !== 'comparison' || node.left.kind !== 'name' || node.right.kind !== 'name') continue;
    places.get(key(node.left.name, node.right.name))?.places.push(node.right.at);
  }
  return [...places.values()];
}

/** The choice that an offset is in or at, and where it stands there. */
export function choiceAt(
  source: Source,
  offset: number,
): { readonly choice: Choice; readonly at: Span } | undefined {
  for (const choice of choicesOf(source)) {
    const at = choice.places.find(({ start, end }) => start <= offset && offset <= end);
    if (at) return { choice, at };
  }
  return undefined;
}
