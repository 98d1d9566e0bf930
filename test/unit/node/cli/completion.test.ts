import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { completion } from '../../../../node/cli/commands/completion.ts';
import { commands } from '../../../../node/cli/commands.ts';
import { asked, fakeTerminal, surroundingsOf } from './cliTools.ts';

async function scriptOf(shell: string): Promise<string> {
  const { terminal, written } = fakeTerminal();
  await completion(asked(shell), surroundingsOf(terminal, '/'));
  return written.out;
}

const hasBash = spawnSync('bash', ['-c', 'true']).status === 0;

/** What bash has of `words`, of which the last is being typed. */
async function completed(...words: string[]): Promise<string[]> {
  const script = `compopt() { :; }
${await scriptOf('bash')}
COMP_WORDS=(optimizer-playground ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
_optimizer_playground; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    cwd: import.meta.dirname,
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

test.runIf(hasBash)('bash completes commands, options and what options take', async () => {
  expect(await completed('')).toEqual([...Object.keys(commands), 'help']);
  expect(await completed('co')).toEqual(['compare', 'compare-rules', 'completion']);
  expect(await completed('run', '--un')).toEqual(['--until']);
  expect(await completed('export', 'latest', '--to', '')).toEqual(['pytorch', 'keras', 'jax', 'numpy']);
  expect(await completed('export', 'l')).toEqual(['latest']);
  expect(await completed('help', 'ra')).toEqual(['races']);
  expect(await completed('run', 'completion')).toEqual([]);
});

test.each(['zsh', 'fish'])('%s has every command and option', async (shell) => {
  const script = await scriptOf(shell);
  for (const [name, { options }] of Object.entries(commands)) {
    expect(script).toContain(name);
    for (const option of Object.keys(options))
      expect(script).toContain(shell === 'fish' ? `-l ${option} ` : `--${option}`);
  }
});

test('another shell is refused', async () => {
  await expect(scriptOf('bsh')).rejects.toThrow("bsh — expected bash, zsh, fish; did you mean 'bash'?");
});
