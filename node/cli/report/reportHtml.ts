/** A report as one file: script, styles and data are in it, and its policy lets it load nothing. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { reportDataId } from '../../../core/protocol/report.ts';

export type ReportKind = 'race' | 'comparison' | 'map';

/** What stands around the page. */
export interface ReportFacts {
  readonly title: string;
  /** Of the program that has made it. */
  readonly version: string;
  readonly madeAt: Date;
  /** What was run: `race.experiment.json`. */
  readonly source: string;
  /** What came out, a sentence each. Default: the page says it. */
  readonly findings?: readonly string[];
  /** Texts with which it is run again. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/**
 * @param data What the page is given.
 * @param folder Of what reports are made of.
 */
export async function reportHtml(
  kind: ReportKind,
  facts: ReportFacts,
  data: unknown,
  folder: string,
): Promise<string> {
  const [script, style] = await Promise.all([
    readPart(folder, `${kind}.js`).then(inScript),
    readPart(folder, `${kind}.css`),
  ]);
  const policy = [
    `default-src 'none'`,
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'font-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const { title, version, madeAt, source, findings = [], files } = facts;
  const made = `Optimizer Playground ${version} · ${dateText(madeAt)} · ${source}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<div class="report-head">
${findings.map((each) => `<p class="finding">${escaped(each)}</p>\n`).join('')}<p class="report-made">${escaped(made)}</p>
<noscript><p>The charts and the table are drawn by a script, and scripts are switched off here.</p></noscript>
</div>
<div id="app" data-place="report"></div>
<div class="report-foot">
<h2>To run it again</h2>
${files.map(({ name, text }) => `<details><summary>${escaped(name)}</summary><pre tabindex="0">${escaped(text)}</pre></details>\n`).join('')}</div>
<script type="application/json" id="${reportDataId}">${jsonInHtml(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

async function readPart(folder: string, name: string): Promise<string> {
  const text = await readFile(path.join(folder, name), 'utf8');
  return text.trim();
}

/** In strings, templates and patterns, the only places where a script has these, it says the same to JavaScript and nothing to HTML. */
function inScript(script: string): string {
  return script.replaceAll(/<(?=!--|\/?script)/gi, '\\x3c');
}

/** @internal */
export function jsonInHtml(value: unknown): string {
  const codes: Readonly<Record<string, string>> = {
    '<': '\\u003c',
    '>': '\\u003e',
    '&': '\\u0026',
    '\u2028': '\\u2028',
    '\u2029': '\\u2029',
  };
  return JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (mark) => codes[mark] ?? mark);
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (mark) => names[mark] ?? mark);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** `2026-11-30 15:42 UTC` */
function dateText(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
