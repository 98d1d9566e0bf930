/** The entry of what VS Code's own renderer of Markdown gets for lessons. Every notebook loads it: it is small, and changes no other. */
import { lessonProse, type MarkdownIt } from './lessonProse.ts';
import { proseStyles } from './proseStyles.ts';

/** As much of VS Code's renderer API as is used: its types come with no package of ours. */
interface RendererContext {
  getRenderer(
    id: string,
  ): Promise<{ extendMarkdownIt?(extend: (markdown: MarkdownIt) => void): void } | undefined>;
}

export async function activate({ getRenderer }: RendererContext): Promise<void> {
  const markdown = await getRenderer('vscode.markdown-it-renderer');
  if (!markdown?.extendMarkdownIt) return;
  // Each cell has a shadow root of its own, into which VS Code copies templates of this class.
  const template = document.createElement('template');
  template.className = 'markdown-style';
  const style = document.createElement('style');
  style.textContent = proseStyles;
  template.content.append(style);
  document.head.append(template);
  markdown.extendMarkdownIt(lessonProse);
}
