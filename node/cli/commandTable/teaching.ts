/** Commands for who writes lessons and claims, and for shells. */
import type { Commands } from '../command.ts';

export const teachingCommands: Commands = {
  lessons: {
    summary: 'Run lessons and say what is wrong with them',
    operand: { name: 'PLACE', isNeeded: false, completes: { ending: '.lesson.md' } },
    options: {},
    about: [
      'PLACE is a lesson or a folder of lessons; default: the folder that you are in. Exits with 1 where something is wrong.',
    ],
    examples: [{ line: 'lessons course/', does: 'runs each cell, solution and starter below that folder' }],
    load: async () => (await import('../commands/lessons.ts')).lessons,
  },
  claims: {
    summary: 'Put claims to the test',
    operand: { name: 'PLACE', isNeeded: false, completes: { ending: '.claim.json' } },
    options: {},
    about: [
      'PLACE is a claim or a folder of claims; default: the folder that you are in. Exits with 1 where something else comes out than their files say.',
    ],
    examples: [{ line: 'claims paper.claim.json', does: 'says whether it holds, and with which numbers' }],
    load: async () => (await import('../commands/claims.ts')).claims,
  },
  completion: {
    summary: 'Write the completion script of a shell',
    operand: { name: 'SHELL', isNeeded: true, completes: { words: ['bash', 'zsh', 'fish'] } },
    options: {},
    about: ['SHELL is bash, zsh or fish.'],
    examples: [
      {
        line: 'completion bash >> ~/.bashrc',
        does: 'completes commands, options and files from the next shell on',
      },
      {
        line: 'completion fish > ~/.config/fish/completions/optimizer-playground.fish',
        does: 'the same in fish',
      },
    ],
    load: async () => (await import('../commands/completion.ts')).completion,
  },
};
