import * as vscode from 'vscode';

/** The page may run scripts, and read its own files alone. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [filesOf(extension)] };
}

/** Of the tabs of pages. */
export function pageIcon(extension: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  const icon = (theme: string) => vscode.Uri.joinPath(extension, 'extension', 'media', `panel-${theme}.svg`);
  return { light: icon('light'), dark: icon('dark') };
}

function filesOf(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/**
 * The panel's page.
 * @param place Where it stands: among the editors, or in a bar, where there is little room.
 */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, place: 'editor' | 'view'): string {
  return htmlOf(webview, extension, {
    ...{ name: 'panel', title: 'Optimizer Playground', data: `data-place="${place}"` },
    policies: [workersOfText],
    link: codiconLink,
  });
}

/** The page of the formulas of a rule. */
export function formulasHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  return htmlOf(webview, extension, {
    name: 'formulas',
    title: 'Formulas',
    typesets: true,
  });
}

/** The page of the Claims Lab. */
export function claimsHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  return htmlOf(webview, extension, {
    name: 'claims',
    title: 'Claims Lab',
  });
}

/** The page of the step inspector. */
export function inspectorHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  return htmlOf(webview, extension, {
    name: 'inspector',
    title: 'Step Inspector',
    typesets: true,
  });
}

/** The page of the hyperparameter map. */
export function mapHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  return htmlOf(webview, extension, {
    name: 'map',
    title: 'Hyperparameter Map',
    policies: [workersOfText],
  });
}

/** The page of a learning rate range test. */
export function rangeTestHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  return htmlOf(webview, extension, {
    name: 'rangeTest',
    title: 'LR Range Test',
  });
}

/** The page of a fair comparison. */
export function fairComparisonHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  return htmlOf(webview, extension, {
    name: 'fairComparison',
    title: 'Fair Comparison',
    link: codiconLink,
  });
}

/** The page of diagnostics of runs. */
export function diagnosticsHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  return htmlOf(webview, extension, {
    name: 'diagnostics',
    title: 'Diagnostics',
  });
}

/** The page of pictures of networks. */
export function networksHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  return htmlOf(webview, extension, {
    name: 'networks',
    title: 'Network',
  });
}

/** VS Code's own id for icons. */
const codiconLink = 'id="vscode-codicon-stylesheet"';

/** Those that are made of a text that the extension sends: the GPU's. */
const workersOfText = 'worker-src blob:';

interface PageFiles {
  /** Of its bundle and its style sheet. */
  readonly name: string;
  readonly title: string;
  /** Attributes of the element that the page fills. Default: none. */
  readonly data?: string;
  /** What it may do besides. Default: nothing. */
  readonly policies?: readonly string[];
  /** Attributes of the link to its style sheet. Default: none. */
  readonly link?: string;
  /** Whether it has formulas, whose style sheet pages share. Default: false. */
  readonly typesets?: boolean;
}

/** Nothing may load but a page's own bundle, style sheet and fonts. */
function htmlOf(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { name: page, title, data = '', policies = [], link = '', typesets = false }: PageFiles,
): string {
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(filesOf(extension), name));
  const nonce = crypto.randomUUID();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    ...policies,
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
    ${typesets ? `<link rel="stylesheet" href="${file('katex.css')}">` : ''}
    <link rel="stylesheet" href="${file(`${page}.css`)}" ${link}>
    <title>${title}</title>
  </head>
  <body>
    <div id="app" ${data}></div>
    <script type="module" nonce="${nonce}" src="${file(`${page}.js`)}"></script>
  </body>
</html>`;
}
