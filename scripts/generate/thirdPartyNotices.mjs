/** THIRD_PARTY_NOTICES.md: what of others is in the package, each with its licence, found by what the bundles are made of. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { plans } from '../build.mjs';
import { cliPlan } from '../buildCli.mjs';
import { inRoot } from '../tools/paths.mjs';

export const thirdPartyNoticesFile = 'THIRD_PARTY_NOTICES.md';

const licenceFile = /^(licen[cs]e|copying|notice)\b/i;

/** Whose runtime is in the kernels: esbuild doesn't see what they are compiled from. */
const compiledIn = ['assemblyscript'];

const uci = 'UCI Machine Learning Repository, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)';
/** Of the files that ship with the core, by their names there. */
const dataSets = {
  digits: `Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, 1998. ${uci}.`,
  iris: `Iris, R. A. Fisher, 1936. ${uci}.`,
  wine: `Wine, S. Aeberhard and M. Forina, 1991. ${uci}.`,
  breast_cancer: `Breast Cancer Wisconsin (Diagnostic), W. Wolberg, O. Mangasarian, N. Street and W. Street, 1995. ${uci}.`,
  diabetes: 'Diabetes, B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, Least Angle Regression, 2004.',
};

/** scikit-learn has no npm package to take it from. */
const scikitLearn = `BSD 3-Clause License

Copyright (c) 2007 - The scikit-learn developers.
All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

* Redistributions of source code must retain the above copyright notice, this
  list of conditions and the following disclaimer.

* Redistributions in binary form must reproduce the above copyright notice,
  this list of conditions and the following disclaimer in the documentation
  and/or other materials provided with the distribution.

* Neither the name of the copyright holder nor the names of its
  contributors may be used to endorse or promote products derived from
  this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

/** Names of the npm packages of which there is something in a bundle. */
export async function bundledPackages() {
  const all = [
    ...plans({ production: true, tests: false }),
    cliPlan({ production: true, folder: 'dist/cli' }),
  ];
  const builds = all.map((plan) => esbuild.build({ ...plan, write: false, metafile: true }));
  const inputs = (await Promise.all(builds)).flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  return packagesOf(inputs);
}

/**
 * `node_modules/a/node_modules/@b/c/index.js` is a file of @b/c.
 * @param {readonly string[]} files
 */
export function packagesOf(files) {
  const names = files.flatMap((file) => {
    const [, name] = /.*(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    return name ? [name] : [];
  });
  return [...new Set(names)].sort();
}

/** Names of the data files that ship, as `copies` in scripts/bundles.mjs has them. @param {readonly { from: string }[]} copies */
export function dataSetNotices(copies) {
  return copies.map(({ from }) => {
    const name = path.basename(from).replace(/\..*$/, '');
    const notice = Object.entries(dataSets).find(([id]) => id === name)?.[1];
    if (!notice)
      throw new Error(
        `${from} ships — expected a line about its source in scripts/generate/thirdPartyNotices.mjs`,
      );
    return `- \`${path.basename(from)}\`: ${notice}`;
  });
}

/** @param {string} name */
function noticeOf(name) {
  const folder = inRoot('node_modules', name);
  const { version, license, homepage } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder)
    .filter((file) => licenceFile.test(file))
    .sort();
  if (files.length === 0) throw new Error(`node_modules/${name} has no licence — expected a file LICENSE`);
  const texts = files.map((file) => fenced(readFileSync(path.join(folder, file), 'utf8')));
  const facts = [`Version ${version}, ${license}.`, homepage].filter(Boolean).join(' ');
  return [`## ${name}`, facts, ...texts].join('\n\n');
}

/** @param {string} text */
function fenced(text) {
  const fence = text.includes('```') ? '~~~~' : '```';
  return `${fence}text\n${text.replace(/\r\n/g, '\n').trim()}\n${fence}`;
}

/** @param {readonly { from: string }[]} copies */
export async function thirdPartyNotices(copies) {
  const packages = [...new Set([...(await bundledPackages()), ...compiledIn])].sort();
  return `${[
    '# Third-party notices',
    'Optimizer Playground is under the MIT licence, in the file LICENSE. Of others it contains what follows, under their own ' +
      'licences. `npm run generate` writes this file.',
    ...packages.map(noticeOf),
    '## Data sets',
    'In the form that scikit-learn distributes, compressed; the two files of Diabetes are joined.',
    dataSetNotices(copies).join('\n'),
    fenced(scikitLearn),
  ].join('\n\n')}\n`;
}
