import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonInHtml, reportHtml } from '../../../../../node/cli/report/reportHtml.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'report-parts-'));
const hostile = '</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> "\'&\u2028\u2029';

beforeAll(() => {
  writeFileSync(path.join(folder, 'race.js'), 'const a = "<!-- <script></script>", b = /<!--/;\n');
  writeFileSync(path.join(folder, 'race.css'), 'body { color: red }\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = () =>
  reportHtml(
    'race',
    {
      ...{
        title: hostile,
        version: '1.2.3',
        madeAt: new Date(Date.UTC(2026, 10, 30, 15, 42)),
        source: hostile,
      },
      ...{ findings: [hostile], files: [{ name: hostile, text: hostile }] },
    },
    { name: hostile, list: [1, null] },
    folder,
  );

test('what names hold is text in it, wherever it stands', async () => {
  const html = await written();
  // The page's data and its script, and no other.
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html.match(/<\/script/g)).toHaveLength(2);
  expect(html).not.toMatch(/<!--|<img|[\u2028\u2029](?=.*<script>)/);
  expect(html).toContain('<title>&lt;/script&gt;&lt;script&gt;alert(1)');
  const [, data = ''] = /<script type="application\/json" id="report-data">(.*)<\/script>/.exec(html) ?? [];
  expect(data).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(data)).toEqual({ name: hostile, list: [1, null] });
});

test('its policy allows its own script and style, by their hashes, and to load nothing', async () => {
  const html = await written();
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hash(/<script>(.*)<\/script>/s.exec(html)?.[1])}`,
    `style-src ${hash(/<style>(.*)<\/style>/s.exec(html)?.[1])}`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('a script means the same in it, and ends nothing', async () => {
  const html = await written();
  const [, script = ''] = /<script>(.*)<\/script>/s.exec(html) ?? [];
  expect(script).not.toMatch(/<(!--|\/?script)/);
  expect(new Function(`${script} return [a, b.test('<!--')];`)()).toEqual(['<!-- <script></script>', true]);
});

test('says by which version it was made, when, and of what', async () => {
  expect(await written()).toContain(
    '<p class="report-made">Optimizer Playground 1.2.3 · 2026-11-30 15:42 UTC · &lt;/script&gt;',
  );
});

test.each(['a < b && c > d', '\u2028'])('%j is JSON of itself', (text) => {
  expect(JSON.parse(jsonInHtml(text))).toBe(text);
});
