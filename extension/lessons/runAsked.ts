import * as vscode from 'vscode';

/** A button below a question: runs its cell as the person would, so that VS Code chooses what runs it. */
export async function runAsked(message: unknown, notebook: vscode.NotebookDocument): Promise<void> {
  if (typeof message !== 'object' || message === null || Reflect.get(message, 'type') !== 'run') return;
  const [id, index]: unknown[] = [Reflect.get(message, 'id'), Reflect.get(message, 'index')];
  const asking = notebook
    .getCells()
    .filter(({ metadata: { kind } }) => kind === 'predict' || kind === 'exercise');
  const cell =
    asking.find(({ metadata }) => typeof id === 'string' && metadata['id'] === id) ??
    asking.find((each) => id === null && each.index === index);
  if (!cell) return;
  await vscode.commands.executeCommand('notebook.cell.execute', {
    ranges: [{ start: cell.index, end: cell.index + 1 }],
    document: notebook.uri,
  });
}
