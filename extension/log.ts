import * as vscode from 'vscode';

/** The output channel "Optimizer Playground". */
export const log = vscode.window.createOutputChannel('Optimizer Playground', { log: true });
