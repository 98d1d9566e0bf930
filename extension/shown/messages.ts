/** Notifications. Their texts are made plain here, so that nothing from a file can be a link in one. */
import * as vscode from 'vscode';
import { plain } from './plain.ts';

/** @returns The button that was pressed, as it was given; undefined where the person closed the message. */
export function showError(text: string, ...buttons: string[]): Promise<string | undefined> {
  return ask(vscode.window.showErrorMessage, text, buttons);
}

/** @returns The button that was pressed, as it was given; undefined where the person closed the message. */
export function showInformation(text: string, ...buttons: string[]): Promise<string | undefined> {
  return ask(vscode.window.showInformationMessage, text, buttons);
}

/** @returns The button that was pressed, as it was given; undefined where the person closed the message. */
export function showWarning(text: string, ...buttons: string[]): Promise<string | undefined> {
  return ask(vscode.window.showWarningMessage, text, buttons);
}

type Show = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

async function ask(show: Show, text: string, buttons: readonly string[]): Promise<string | undefined> {
  const shown = buttons.map(plain);
  const pressed = await show(plain(text), ...shown);
  return pressed === undefined ? undefined : buttons[shown.indexOf(pressed)];
}
