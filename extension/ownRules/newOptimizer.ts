/** A rule to begin with: a copy of one that ships, in a document of its own. */
import * as vscode from 'vscode';
import { optimizers } from '../../core/optimizers/index.ts';
import { safeName } from '../../core/race/export/fileNameOf.ts';
import { freePlace, isOpen } from '../files/freePlace.ts';
import { askChoice, askText } from '../shown/ask.ts';

/** Of those that are offered to begin with: short, and with all parts that a rule has. */
const firstChoice = 'momentum';

/** Of a name, in characters. */
const longestName = 60;

/** Asks for an optimizer to copy and for a name; the copy opens unsaved, in the folder that is open or, where none is, without one. */
export async function openNewOptimizer(): Promise<void> {
  const items = [...optimizers]
    .sort((a, b) => Number(b.id === firstChoice) - Number(a.id === firstChoice))
    .map(({ id, rule }) => ({
      ...{ label: rule.name, detail: rule.about.split('\n')[0] ?? '', rule },
      ...(id === firstChoice && { description: 'a short one, to write one’s own from' }),
    }));
  const chosen = await askChoice(items, { title: 'New Optimizer', placeHolder: 'Which one to begin with' });
  if (!chosen) return;
  const name = await askText({
    ...{ title: 'New Optimizer', value: `My ${chosen.rule.name}`, prompt: 'What it is called' },
    faultOf: nameFault,
  });
  if (name === undefined) return;
  const uri = await placeFor(name);
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  const text = copyOf(chosen.rule.lines, name.trim());
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
}

/** The text of a rule under another name. @internal */
export function copyOf(lines: readonly string[], name: string): string {
  const copied = lines.map((line) => (/^name\s/.test(line) ? `name "${name}"` : line));
  return `${copied.join('\n').trimEnd()}\n`;
}

function nameFault(text: string): string | null {
  const name = text.trim();
  if (name === '') return 'The name is empty. Type what it is called, such as My Adam.';
  if (name.length > longestName) return `${name.length} characters — expected at most ${longestName}`;
  // As a text between quotes has them.
  const wrong = /["\\#]|\p{C}/u.exec(name)?.[0];
  return wrong === undefined ? null : `${JSON.stringify(wrong)} — expected letters, digits and spaces`;
}

/** `my-adam.optimizer`, or with the first number that is free. */
async function placeFor(name: string): Promise<vscode.Uri> {
  const stem = safeName(name) || 'mine';
  const nameOf = (number: number) => `${stem}${number > 1 ? `-${number}` : ''}.optimizer`;
  const place = await freePlace(nameOf);
  if (place) return place;
  let number = 1;
  while (isOpen(nameOf(number))) number++;
  return vscode.Uri.from({ scheme: 'untitled', path: nameOf(number) });
}
