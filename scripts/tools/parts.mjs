/** A bundle in parts: what it imports with `import()` is a file of its own, loaded when it is needed first. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { inRoot, root } from './paths.mjs';
import { withoutPostgres } from './queueClients.mjs';

/**
 * esbuild takes only ECMAScript modules apart, and VS Code loads CommonJS modules: each part is translated.
 * @param {string} folder where the parts are, and nothing else
 * @param {Pick<esbuild.TransformOptions, 'minify' | 'sourcemap' | 'target'>} options
 * @returns {esbuild.Plugin}
 */
const asCommonJs = (folder, options) => ({
  name: 'parts as CommonJS',
  setup({ initialOptions, onEnd }) {
    const { write = true } = initialOptions;
    initialOptions.write = false;
    onEnd(async ({ outputFiles = [], errors }) => {
      if (!write || errors.length > 0) return;
      // Parts have names by their content: those of the build before would stay.
      rmSync(inRoot(folder), { recursive: true, force: true });
      for (const { path: file, text } of outputFiles) {
        const sourcefile = path.relative(root, file);
        const { code } = await esbuild.transform(text, {
          ...{ ...options, platform: 'node', sourcefile, format: 'cjs' },
          // As `require`, which finds `vscode` in whatever file it stands.
          supported: { 'dynamic-import': false },
        });
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, code);
      }
    });
  },
});

/**
 * What changes in the plan of a bundle that is to be in parts.
 * @param {string} folder for the parts
 * @param {{ production: boolean, target: string }} options
 * @returns {esbuild.BuildOptions}
 */
export function inParts(folder, { production, target }) {
  const sourcemap = production ? false : 'inline';
  return {
    ...{ format: 'esm', splitting: true, metafile: true, sourcemap },
    // Of modules only what is used is taken, which of the clients of Redis and S3 is half.
    mainFields: ['module', 'main'],
    chunkNames: `${folder}/[name]-[hash]`,
    plugins: [withoutPostgres, asCommonJs(folder, { minify: production, sourcemap, target })],
  };
}

/**
 * The files that are loaded with a bundle: itself, and the parts that it needs before it asks for any.
 * @param {esbuild.Metafile} metafile
 * @param {string} file
 */
export function loadedAtStart({ outputs }, file) {
  const found = new Set([file]);
  for (const each of found) {
    for (const { path: part, kind, external } of outputs[each]?.imports ?? [])
      if (kind === 'import-statement' && !external) found.add(part);
  }
  return [...found];
}

/** All files of a bundle. @param {esbuild.Metafile} metafile */
export const filesOf = ({ outputs }) => Object.keys(outputs).filter((file) => file.endsWith('.js'));
