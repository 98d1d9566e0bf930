import { expect, test } from 'vitest';
import { runCli } from '../../../../node/cli/runCli.ts';
import { fakeTerminal, surroundingsOf } from './cliTools.ts';

async function call(...args: string[]) {
  const { terminal, written } = fakeTerminal();
  const code = await runCli(args, surroundingsOf(terminal, '/'));
  return { code, ...written };
}

test('without a command it says how to begin, as an error', async () => {
  const { code, out, err } = await call();
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('Usage: optimizer-playground COMMAND');
});

test.each([[['help']], [['--help']], [['-h']]])('%j is the help', async (args) => {
  const { code, out } = await call(...args);
  expect(code).toBe(0);
  expect(out).toContain('run         Run an experiment');
});

test.each([[['help', 'run']], [['run', '--help']], [['run', 'no such file', '-h']]])(
  '%j is the help of run',
  async (args) => {
    const { code, out } = await call(...args);
    expect(code).toBe(0);
    expect(out).toMatch(/^Run an experiment\.\n/);
  },
);

test('an unknown command is told with the one that was meant', async () => {
  expect(await call('rum')).toEqual({
    ...{ code: 2, out: '' },
    err: "rum — expected a command; did you mean 'run'?\n",
  });
  expect((await call('toString')).err).toMatch(/^toString — expected a command: run, sweep, worker, check, /);
  expect((await call('help', 'nothing')).code).toBe(2);
});

test('what is wrong with options leads to the help of the command', async () => {
  const { code, err } = await call('run', 'a.experiment.json', '--thread', '2');
  expect(code).toBe(2);
  expect(err).toBe(
    "--thread — expected an option of run; did you mean '--threads'?\nSee: optimizer-playground help run\n",
  );
});

test('says its version', async () => {
  expect(await call('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
});
