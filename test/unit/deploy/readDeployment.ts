/** The files of deploy/, as what reads them takes them. */

import { readdirSync, readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { inRoot } from '../../../scripts/tools/paths.mjs';

const resourceSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
export type Resource = z.infer<typeof resourceSchema> & { readonly file: string };

const folder = 'deploy/kubernetes';

/** What `kubectl apply -f deploy/kubernetes` would send. */
export function readResources(): readonly Resource[] {
  return readdirSync(inRoot(folder)).flatMap((file) =>
    parseAllDocuments(readFileSync(inRoot(folder, file), 'utf8'), { strict: true }).map((document) => {
      if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join('\n')}`);
      return { ...resourceSchema.parse(document.toJS()), file };
    }),
  );
}

/** @param env What `${NAME:-default}` is taken from. */
export function readCompose(env: Readonly<Record<string, string>> = {}): unknown {
  const text = readFileSync(inRoot('deploy/compose.yaml'), 'utf8');
  return parse(
    text.replaceAll(/\$\{(\w+):-([^}]*)\}/g, (_, name: string, otherwise: string) => env[name] ?? otherwise),
    { strict: true },
  );
}

/** The instructions of the Dockerfile, without its comments. */
export function readDockerfile(): readonly (readonly [instruction: string, value: string])[] {
  return readFileSync(inRoot('deploy/Dockerfile'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [instruction = '', ...words] = line.split(' ');
      return [instruction, words.join(' ')] as const;
    });
}
