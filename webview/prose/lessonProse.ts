/** Words of lessons as markdown-it makes them to HTML: marked as such for the style sheet, and with no number broken at its sign. */
import { signedExponent } from '../shared/signedExponent.ts';
import { proseClass } from './proseStyles.ts';

/** As much of markdown-it as is used. */
interface Token {
  readonly type: string;
  content: string;
  children: Token[] | null;
}

interface State {
  readonly env: unknown;
  readonly Token: new (type: string, tag: string, nesting: 0) => Token;
  tokens: Token[];
}

export interface MarkdownIt {
  readonly core: { readonly ruler: { push(name: string, rule: (state: State) => void): void } };
}

export function lessonProse({ core }: MarkdownIt): void {
  let isLesson = false;
  core.ruler.push('lesson_prose', (state) => {
    // Cells that a person adds have no metadata, but others of the page do.
    isLesson ||= isOfLesson(state.env);
    if (!isLesson || state.tokens.length === 0) return;
    const html = (type: string, content: string) => Object.assign(new state.Token(type, '', 0), { content });
    for (const token of state.tokens)
      token.children &&= token.children.flatMap((child) =>
        child.type === 'text' && signedExponent.test(child.content)
          ? child.content
              .split(signedExponent)
              .map((part, index) =>
                index % 2 === 0
                  ? Object.assign(new state.Token('text', '', 0), { content: part })
                  : html('html_inline', `<span class="number">${part}</span>`),
              )
          : [child],
      );
    state.tokens = [
      html('html_block', `<div class="${proseClass}">`),
      ...state.tokens,
      html('html_block', '</div>'),
    ];
  });
}

/** VS Code hands the cell's metadata to markdown-it, and its kind is among those of lessons. */
function isOfLesson(env: unknown): boolean {
  return fieldOf(fieldOf(fieldOf(env, 'outputItem'), 'metadata'), 'kind') === 'markdown';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
