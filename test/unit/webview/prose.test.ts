// @vitest-environment happy-dom
/** What VS Code's renderer of Markdown makes of the words of lessons. */
import { afterEach, describe, expect, test } from 'vitest';
import { lessonProse, type MarkdownIt } from '../../../webview/prose/lessonProse.ts';
import { activate } from '../../../webview/prose/main.ts';

class Token {
  content = '';
  children: Token[] | null = null;
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }
}

const text = (content: string, type = 'text') => Object.assign(new Token(type), { content });
const ofLesson = { outputItem: { metadata: { kind: 'markdown' } } };

/** A renderer, as far as it is used: what it makes of a paragraph, with a mark for what stands there as HTML. */
function renderer(): (children: Token[], env: unknown) => string {
  let rule: Parameters<MarkdownIt['core']['ruler']['push']>[1] = () => expect.fail('no rule');
  lessonProse({
    core: {
      ruler: {
        push: (_, pushed) => {
          rule = pushed;
        },
      },
    },
  });
  return (children, env) => {
    const state = { env, Token, tokens: [Object.assign(new Token('inline'), { children })] };
    rule(state);
    const write = ({ type, content, children: within }: Token): string =>
      within ? within.map(write).join('') : type.startsWith('html') ? content : `[${content}]`;
    return state.tokens.map(write).join('');
  };
}

describe('words of a lesson', () => {
  test('are marked, and no line ends within a number', () => {
    expect(renderer()([text('From 1e-3 to 8.38e-6, and e-4 <b>')], ofLesson)).toBe(
      '<div class="optimizer-prose">[From ]<span class="number">1e-3</span>[ to ]' +
        '<span class="number">8.38e-6</span>[, and e-4 <b>]</div>',
    );
  });

  test('are marked in cells without metadata, too, where others of the page are a lesson’s', () => {
    const render = renderer();
    const plain = [text('a 1e-3')];
    expect(render(plain, undefined)).toBe('[a 1e-3]');
    render([text('b')], ofLesson);
    expect(render(plain, { outputItem: {} })).toContain('class="optimizer-prose"');
  });

  test.each([undefined, null, {}, { outputItem: null }, { outputItem: { metadata: { kind: 'code' } } }])(
    'of another notebook stay as they are: %j',
    (env) => {
      expect(renderer()([text('1e-3')], env)).toBe('[1e-3]');
    },
  );

  test('have nothing done to code', () => {
    expect(renderer()([text('1e-3', 'code_inline')], ofLesson)).toContain('[1e-3]');
  });
});

describe('the renderer’s extension', () => {
  afterEach(() => document.head.replaceChildren());

  test('hands its style sheet and its rule to VS Code’s renderer', async () => {
    const rules: string[] = [];
    const core = { ruler: { push: (name: string) => void rules.push(name) } };
    await activate({
      getRenderer: async (id) =>
        id === 'vscode.markdown-it-renderer'
          ? { extendMarkdownIt: (extend: (markdown: MarkdownIt) => void) => extend({ core }) }
          : undefined,
    });
    expect(rules).toEqual(['lesson_prose']);
    const template = document.head.querySelector<HTMLTemplateElement>('template.markdown-style');
    expect(template?.content.querySelector('style')?.textContent).toContain('.optimizer-prose { max-width:');
  });

  test.each([undefined, {}])('leaves a VS Code alone whose renderer is %j', async (renderer) => {
    await activate({ getRenderer: async () => renderer });
    expect(document.head.childElementCount).toBe(0);
  });
});
