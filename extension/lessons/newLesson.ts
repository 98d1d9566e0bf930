/** A lesson to begin with, for those who teach. */
import * as vscode from 'vscode';
import { safeName } from '../../core/race/export/fileNameOf.ts';
import { askText } from '../shown/ask.ts';
import { notebookOf } from './lessonNotebook.ts';

/** Of a title, in characters. */
const longestTitle = 100;

/** Asks for a title and, where a folder is open, for a place; the lesson opens as a notebook, without a folder unsaved. */
export async function openNewLesson(): Promise<void> {
  const typed = await askText({
    ...{ title: 'New Lesson', value: '', prompt: 'What the lesson is called', placeHolder: 'Momentum' },
    faultOf: titleFault,
  });
  if (typed === undefined) return;
  const bytes = new TextEncoder().encode(newLessonText(typed.trim()));
  const stem = safeName(typed) || 'lesson';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return showUnsaved(stem, notebookOf(bytes));
  const place = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, `${stem}.lesson.md`),
    filters: { Lesson: ['md'] },
    title: 'New Lesson',
  });
  if (!place) return;
  const { path } = place;
  const uri = path.endsWith('.lesson.md')
    ? place
    : place.with({ path: `${path.replace(/(\.lesson)?(\.md)?$/, '')}.lesson.md` });
  await vscode.workspace.fs.writeFile(uri, bytes);
  await show(await vscode.workspace.openNotebookDocument(uri));
}

/** What is asked is not shown of cells that an unsaved notebook is made with, but of those that it gets then. */
async function showUnsaved(stem: string, { cells, metadata = {} }: vscode.NotebookData): Promise<void> {
  const nameOf = (number: number) => `${stem}${number > 1 ? `-${number}` : ''}.lesson.md`;
  const isOpen = (name: string) => vscode.workspace.notebookDocuments.some(({ uri }) => uri.path === name);
  let number = 1;
  while (isOpen(nameOf(number))) number++;
  const uri = vscode.Uri.from({ scheme: 'untitled', path: nameOf(number) });
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, [
    vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(0, notebook.cellCount), cells),
    vscode.NotebookEdit.updateNotebookMetadata(metadata),
  ]);
  await vscode.workspace.applyEdit(edit);
  await show(notebook);
}

async function show(notebook: vscode.NotebookDocument): Promise<void> {
  await vscode.window.showNotebookDocument(notebook);
}

function titleFault(text: string): string | null {
  const title = text.trim();
  if (title === '') return 'The title is empty. Type what the lesson is called, such as Momentum.';
  if (title.length > longestTitle) return `${title.length} characters — expected at most ${longestTitle}`;
  return /\p{C}/u.test(title) ? 'The title has a control character. Type it without.' : null;
}

/** A small lesson that works, with comments for who goes on with it. @internal */
export function newLessonText(title: string): string {
  return `---
# What lists call the lesson, its place among others, and how many minutes it takes.
title: ${title}
number: 1
minutes: 10
---

# ${title}

<!-- Comments like this one are shown nowhere. docs/lessons.md of the extension says what a lesson can have. -->

A ball that rolls down a valley keeps its speed. What if an optimizer did?

The valley is steep across and flat along. Two runs start at the same point of it.

\`\`\`predict who-is-lower
{ "question": "Who ends lower?",
  // The id behind the fence of the experiment below. It is run when this is answered.
  "experiment": "race",
  // Which run is right is found by running them.
  "answer": "lowest final loss",
  "explanation": "Steps along the valley all point the same way, and add up."
}
\`\`\`

\`\`\`experiment race
{
  // As in .experiment.json files; Ctrl+Space shows what can stand here.
  "problem": { "surface": "valley" },
  "optimizers": [{ "optimizer": "sgd" }, { "optimizer": "momentum" }],
  "lr": [0.01],
  "steps": 200
}
\`\`\`

Now write it. The rule below is plain descent: nothing of it lasts longer than a step.

\`\`\`exercise write-momentum
{ "title": "Momentum from scratch",
  // What the learner writes into the cell behind this one is run beside the reference, step by step.
  "kind": "rule",
  "reference": "momentum",
  // The smallest help first.
  "hints": [
    "Something has to be kept from step to step. It is declared above update: state v",
    "v = momentum * v + g, and p goes along v."
  ],
  "explanation": "With momentum 0.9, steps that all point the same way become ten times as long."
}
\`\`\`

\`\`\`optimizer mine
name "Mine"

lr       = 0.01  in [0, inf)
momentum = 0.9   in [0, 1)

update
  p -= lr * g
\`\`\`

<!-- Optimizer: Check Lessons… runs all of this: the solution has to pass, and what the learner begins with must not. -->
`;
}
