/** What a person types to find runs: `adam state:diverged lr<0.01`. All of it must hold. */
import type { Phase } from './phase.ts';
import type { RunOutline } from './raceOutline.ts';
import { numbersOf, type RaceSummary } from './raceSummary.ts';
import type { RunStatus } from './status.ts';

export interface RunFilter {
  /** As it was typed. */
  readonly text: string;
  /** Whether the race may have runs that match, as far as that is known without reading it. */
  matchesRace(race: RaceSummary): boolean;
  /** @param title Of its race. @param phase Of its race. */
  matchesRun(run: RunOutline, title: string, phase: Phase): boolean;
}

type Term = Pick<RunFilter, 'matchesRace' | 'matchesRun'>;

/** null where nothing was typed. */
export function parseFilter(text: string): RunFilter | null {
  const terms = text.trim().split(/\s+/).filter(Boolean).map(termOf);
  if (terms.length === 0) return null;
  return {
    text: text.trim(),
    matchesRace: (race) => terms.every((term) => term.matchesRace(race)),
    matchesRun: (run, title, phase) => terms.every((term) => term.matchesRun(run, title, phase)),
  };
}

function termOf(text: string): Term {
  const [, key, value] = /^(state|optimizer):(.+)$/i.exec(text) ?? [];
  if (value !== undefined) return key?.toLowerCase() === 'state' ? stateTerm(value) : optimizerTerm(value);
  const [, name, sign, number] = /^([a-z]\w*)(<=|>=|<|>|=)([-+.\d].*)$/i.exec(text) ?? [];
  if (name !== undefined && sign !== undefined && Number.isFinite(Number(number)))
    return numberTerm(name.toLowerCase(), sign, Number(number));
  return wordTerm(text);
}

/** Words that people use for states. */
const otherWords: ReadonlyMap<string, RunStatus['kind']> = new Map([
  ['waiting', 'queued'],
  ['done', 'finished'],
]);

function stateTerm(text: string): Term {
  const word = text.toLowerCase();
  const kind = otherWords.get(word) ?? word;
  const isKind = (each: string) => each === kind;
  return {
    // Whether it is paused is known of its runs alone.
    matchesRace: ({ states }) => (kind === 'paused' ? 'running' in states : Object.keys(states).some(isKind)),
    matchesRun: ({ state }, _, phase) => {
      const isPaused = state.status.kind === 'running' && phase === 'paused';
      return isKind(isPaused ? 'paused' : state.status.kind);
    },
  };
}

function optimizerTerm(text: string): Term {
  const wanted = lettersOf(text);
  const isWanted = (name: string) => lettersOf(name).includes(wanted);
  return {
    matchesRace: ({ optimizers }) => optimizers.some(isWanted),
    matchesRun: ({ name }) => isWanted(name),
  };
}

function wordTerm(text: string): Term {
  const wanted = text.toLowerCase();
  const has = (name: string) => name.toLowerCase().includes(wanted);
  return {
    matchesRace: ({ title, optimizers }) => has(title) || optimizers.some(has),
    matchesRun: ({ name }, title) => has(title) || has(name),
  };
}

function numberTerm(name: string, sign: string, limit: number): Term {
  const holds = (value: number) => {
    switch (sign) {
      case '<':
        return value < limit;
      case '<=':
        return value <= limit;
      case '>':
        return value > limit;
      case '>=':
        return value >= limit;
      default:
        return value === limit;
    }
  };
  if (name === 'best')
    return {
      matchesRace: ({ best }) => best !== null && (sign.startsWith('<') ? holds(best) : true),
      matchesRun: ({ state }) => Number.isFinite(state.best) && holds(state.best),
    };
  return {
    matchesRace: ({ settings }) => {
      const [least, greatest] = (Object.hasOwn(settings, name) && settings[name]) || [Number.NaN, Number.NaN];
      return sign === '=' ? least <= limit && limit <= greatest : holds(least) || holds(greatest);
    },
    matchesRun: ({ spec }) => {
      const numbers = numbersOf(spec);
      return Object.hasOwn(numbers, name) && holds(numbers[name] ?? Number.NaN);
    },
  };
}

/** Names are found however they are spelled: `cautious-adamw` is `Cautious AdamW`. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
