import * as vscode from 'vscode';

/** The page may run scripts, and read its own files alone. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [filesOf(extension)] };
}

function filesOf(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/**
 * The page: nothing may load but its own bundle, style sheet and icon font.
 * @param place Where it stands: among the editors, or in a bar, where there is little room.
 */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, place: 'editor' | 'view'): string {
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(filesOf(extension), name));
  const nonce = crypto.randomUUID();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // Made of a text that the extension sends: the GPU's.
    'worker-src blob:',
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${file('panel.css')}" id="vscode-codicon-stylesheet">
    <title>Optimizer Playground</title>
  </head>
  <body>
    <div id="app" data-place="${place}"></div>
    <script type="module" nonce="${nonce}" src="${file('panel.js')}"></script>
  </body>
</html>`;
}
