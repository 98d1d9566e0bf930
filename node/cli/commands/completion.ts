/** `completion`: a script that completes commands, options and files, made of the table of commands. */

import { didYouMean } from '../../../core/rule/syntax/errors.ts';
import {
  type Asked,
  type Command,
  type Commands,
  type ExitCode,
  exitCodes,
  programName,
  type Surroundings,
} from '../command.ts';
import { UsageError } from '../usageError.ts';

const scripts: Readonly<Record<string, (commands: Commands) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export async function completion(asked: Asked, { terminal, commands }: Surroundings): Promise<ExitCode> {
  const { operand = '' } = asked;
  const script = Object.hasOwn(scripts, operand) ? scripts[operand] : undefined;
  const names = Object.keys(scripts);
  if (!script)
    throw new UsageError(
      `${operand} — expected ${names.join(', ')}${didYouMean(operand, names)}`,
      'completion',
    );
  terminal.out.write(script(commands));
  return exitCodes.done;
}

function bashScript(commands: Commands): string {
  const entries = Object.entries(commands);
  const commandWords = [...entries.map(([name]) => name), 'help'].join(' ');
  const cases = entries.map(([name, command]) => {
    const values = Object.entries(command.options).flatMap(([key, option]) => {
      if (option.type === 'boolean') return [];
      const action = option.known
        ? `COMPREPLY=($(compgen -W '${option.known.join(' ')}' -- "$cur"))`
        : 'compopt -o default';
      return [`        --${key}) ${action}; return ;;`];
    });
    return [
      `    ${name})`,
      ...(values.length > 0 ? ['      case "$prev" in', ...values, '      esac'] : []),
      `      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W '${optionWords(command)}' -- "$cur")); return; fi`,
      `      ${bashOperand(command)} ;;`,
    ].join('\n');
  });
  return `# Completion of ${programName} in bash.
_optimizer_playground() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  if [[ $COMP_CWORD == 1 ]]; then COMPREPLY=($(compgen -W '${commandWords}' -- "$cur")); return; fi
  case "\${COMP_WORDS[1]}" in
    help) COMPREPLY=($(compgen -W '${commandWords}' -- "$cur")) ;;
${cases.join('\n')}
  esac
}
complete -F _optimizer_playground ${programName}
`;
}

function bashOperand({ operand }: Command): string {
  if (!operand) return 'COMPREPLY=()';
  const { completes } = operand;
  if ('words' in completes) return `COMPREPLY=($(compgen -W '${completes.words.join(' ')}' -- "$cur"))`;
  return `compopt -o filenames; COMPREPLY=($(compgen -f -X '!*${completes.ending}' -- "$cur"; compgen -d -- "$cur"))`;
}

function zshScript(commands: Commands): string {
  const entries = Object.entries(commands);
  const cases = entries.map(([name, command]) => {
    const options = Object.entries(command.options).map(([key, option]) => {
      const about = quoted(option.about);
      if (option.type === 'boolean') return `'--${key}[${about}]'`;
      const action = option.known ? `(${option.known.join(' ')})` : '_files';
      return `'--${key}=[${about}]:${option.value}:${action}'`;
    });
    const { operand } = command;
    const place = operand ? [`'1:${operand.name}:${zshOperand(operand.completes)}'`] : [];
    return `    ${name}) _arguments ${[...options, ...place].join(' ')} ;;`;
  });
  const described = entries.map(([name, { summary }]) => `'${name}:${quoted(summary)}'`).join(' ');
  return `#compdef ${programName}
# Completion of ${programName} in zsh.
_optimizer_playground() {
  local -a commands=(${described} 'help:Say more of a command')
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
    help) _describe command commands ;;
${cases.join('\n')}
  esac
}
compdef _optimizer_playground ${programName}
`;
}

function zshOperand(completes: NonNullable<Command['operand']>['completes']): string {
  return 'words' in completes ? `(${completes.words.join(' ')})` : `_files -g "*${completes.ending}(-.)"`;
}

/** For what stands in quotes, brackets and between colons. */
function quoted(text: string): string {
  return text.replaceAll("'", "'\\''").replaceAll(/[[\]:]/g, (mark) => `\\${mark}`);
}

function fishScript(commands: Commands): string {
  const program = `complete -c ${programName}`;
  const lines = Object.entries(commands).flatMap(([name, { summary, operand, options }]) => {
    const here = `${program} -n '__fish_seen_subcommand_from ${name}'`;
    const operands =
      operand === null
        ? []
        : 'words' in operand.completes
          ? [`${here} -f -a '${operand.completes.words.join(' ')}'`]
          : [`${here} -f -k -a '(__fish_complete_suffix ${operand.completes.ending})'`];
    return [
      `${program} -n __fish_use_subcommand -f -a ${name} -d ${fishText(summary)}`,
      ...operands,
      ...Object.entries(options).map(([key, option]) => {
        const value =
          option.type === 'boolean' ? '' : option.known ? ` -x -a '${option.known.join(' ')}'` : ' -r';
        return `${here} -l ${key}${value} -d ${fishText(option.about)}`;
      }),
    ];
  });
  return `# Completion of ${programName} in fish.\n${lines.join('\n')}\n`;
}

function fishText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function optionWords({ options }: Command): string {
  return [...Object.keys(options), 'help'].map((key) => `--${key}`).join(' ');
}
