/** The scripts of the action, as the runner starts them, with a command line and a GitHub of which each call is written down. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { stepNamed } from './actionFile.ts';

const all = mkdtempSync(path.join(tmpdir(), 'action-'));
let work = '';
let count = 0;
let env: Record<string, string> = {};

afterAll(() => rmSync(all, { recursive: true, force: true }));
beforeEach(() => {
  work = path.join(all, `run${++count}`);
  const program = path.join(work, 'optimizer-playground/node_modules/optimizer-playground/dist/cli/main.mjs');
  mkdirSync(path.dirname(program), { recursive: true });
  mkdirSync(path.join(work, 'bin'));
  writeFileSync(program, stubProgram);
  stub('git', gitStub);
  stub('gh', ghStub);
  env = {
    ...{ PATH: `${path.join(work, 'bin')}${path.delimiter}${process.env['PATH']}`, HOME: work },
    ...{ RUNNER_TEMP: work, GITHUB_REPOSITORY: 'owner/repository' },
    ...{ GITHUB_STEP_SUMMARY: path.join(work, 'summary'), GITHUB_OUTPUT: path.join(work, 'output') },
  };
});

/** Writes what a verdict leaves; `CODE` is how it ends. */
const stubProgram = `import { writeFileSync } from 'node:fs';
const args = process.argv.slice(2);
writeFileSync('called.json', JSON.stringify(args));
const valueOf = (name) => args[args.indexOf(name) + 1];
if (process.env.CODE !== '2') writeFileSync(valueOf('--markdown'), '<!-- marker -->\\n\\n### Worse\\n');
console.error('::warning::what a stranger has named');
console.log('{ "verdict": "worse" }');
process.exitCode = Number(process.env.CODE ?? 0);
`;
const gitStub = `printf '%s\\n' "git $*" >> "$RUNNER_TEMP/log"\n[ "$1" != cat-file ] || exit "\${UNKNOWN_COMMIT:-0}"\n`;
/** Lists the comments of `COMMENTS`; writes none where `READ_ONLY` is set. */
const ghStub = `printf '%s\\n' "gh $*" >> "$RUNNER_TEMP/log"
case "$*" in
  *--paginate*) printf '%b' "$COMMENTS" ;;
  *) if [ -n "$READ_ONLY" ]; then echo 'HTTP 403: Resource not accessible by integration' >&2; exit 1; fi ;;
esac
`;

function stub(name: string, text: string): void {
  const file = path.join(work, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${text}`);
  chmodSync(file, 0o755);
}

function runStep(name: string, given: Record<string, string> = {}) {
  const file = path.join(work, 'step.sh');
  writeFileSync(file, stepNamed(name).run ?? '');
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    ...{ cwd: work, encoding: 'utf8', env: { ...env, ...given } },
  });
  return { status, stdout, stderr };
}

const read = (name: string) => {
  const file = path.join(work, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
const inputs = {
  EXPERIMENT: 'opt/a.experiment.json',
  BASE: 'abc123',
  SEEDS: '',
  TUNE: 'false',
  FAIL_ON: 'never',
};

describe.skipIf(process.platform === 'win32')('Compare', () => {
  test('asks for the verdict, keeps it in the summary, and tells the next steps', () => {
    const { status, stderr } = runStep('Compare', inputs);
    expect([status, stderr]).toEqual([0, '::warning::what a stranger has named\n']);
    const folder = path.join(work, 'optimizer-comparison');
    expect(JSON.parse(read('called.json'))).toEqual([
      ...['compare-rules', 'opt/a.experiment.json', '--base', 'abc123', '--fail-on', 'never'],
      ...['--library', `${folder}/races`, '--markdown', `${folder}/comment.md`],
      ...['--report', `${folder}/report.html`, '--json'],
    ]);
    expect(read('summary')).toContain('### Worse');
    expect(read('output')).toBe(`verdict=worse\ncode=0\nfolder=${folder}\n`);
    expect(read('log')).toBe('git cat-file -e abc123^{commit}\n');
  });

  test('fetches the base where the checkout is shallow', () => {
    runStep('Compare', { ...inputs, UNKNOWN_COMMIT: '1' });
    expect(read('log')).toContain('git fetch --quiet --no-tags --depth=1 -- origin abc123\n');
  });

  test('what names print is no command to the runner', () => {
    const { stdout } = runStep('Compare', inputs);
    expect(stdout).toMatch(/^::stop-commands::([0-9a-f-]{36})\n::\1::\n$/);
  });

  test('inputs are words of one command, whatever is in them', () => {
    const hostile = 'a b"; touch "$RUNNER_TEMP/pwned"; $(touch pwned) `touch pwned`';
    const given = { EXPERIMENT: hostile, BASE: hostile, SEEDS: '12; touch pwned', TUNE: 'true' };
    runStep('Compare', { ...inputs, ...given });
    expect(JSON.parse(read('called.json'))).toEqual(
      expect.arrayContaining([hostile, '12; touch pwned', '--tune']),
    );
    expect(existsSync(path.join(work, 'pwned'))).toBe(false);
  });

  test('where it got worse and is to fail, the steps between go on', () => {
    const { status } = runStep('Compare', { ...inputs, FAIL_ON: 'worse', CODE: '1' });
    expect(status).toBe(0);
    expect(read('output')).toContain('code=1\n');
    expect(runStep('Fail where it got worse')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^::error /),
    });
  });

  test('what can’t be done fails at once', () => {
    const { status, stdout } = runStep('Compare', { ...inputs, CODE: '2' });
    expect(status).toBe(2);
    expect(stdout).toContain('::error title=Compare optimizers::The versions could not be compared.');
    expect(runStep('Compare', { ...inputs, BASE: '' })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('base is empty'),
    });
  });
});

describe.skipIf(process.platform === 'win32')('Comment', () => {
  const given = () => ({
    PULL_REQUEST: '7',
    FOLDER: path.join(work, 'folder'),
    ARTIFACT: 'https://example.test/a',
  });
  const comment = (more: Record<string, string> = {}) => {
    mkdirSync(path.join(work, 'folder'));
    writeFileSync(path.join(work, 'folder', 'comment.md'), '<!-- marker -->\n\n### Worse\n');
    return runStep('Comment', { ...given(), ...more });
  };

  test('the first one is added, with the way to the curves', () => {
    expect(comment({ COMMENTS: '1\\tUser\\t<!-- marker -->\\n2\\tBot\\t<!-- other -->\\n' }).status).toBe(0);
    const body = path.join(work, 'folder', 'comment.md');
    expect(read('log').trim().split('\n').at(-1)).toBe(
      `gh api --silent --method POST repos/owner/repository/issues/7/comments --field body=@${body}`,
    );
    expect(readFileSync(body, 'utf8')).toMatch(
      /\n\[The curves of both versions\]\(https:\/\/example\.test\/a\)/,
    );
  });

  test('a later one takes the place of the robot’s own', () => {
    comment({ COMMENTS: '1\\tUser\\t<!-- marker -->\\n23\\tBot\\t<!-- marker -->\\n24\\tBot\\thello\\n' });
    expect(read('log').trim().split('\n').at(-1)).toMatch(
      /^gh api --silent --method PATCH repos\/owner\/repository\/issues\/comments\/23 /,
    );
  });

  test('where the token may not, the summary says so, and nothing fails', () => {
    const { status, stdout } = comment({ COMMENTS: '', READ_ONLY: '1' });
    expect(status).toBe(0);
    expect(stdout).toContain('::notice title=Compare optimizers::The comment could not be written');
    expect(read('summary')).toContain('as on pull requests from forks');
  });
});
