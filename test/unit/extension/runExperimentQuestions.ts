/** Asks the questions of "Run Experiment…", and answers them as a person does. */
import { beforeEach, expect, vi } from 'vitest';
import { raceTimeName, timeOfRace } from '../../../core/engine/raceTime.ts';
import { askExperiment } from '../../../extension/commands/runExperiment/runExperiment.ts';
import { waitFor } from '../waitFor.ts';
import { Memento } from './fake/memento.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import type { FakeItem, FakePick } from './fake/widgets.ts';

type Answered = Awaited<ReturnType<typeof askExperiment>>;

export let memory: Memento;
let taken: number;
export const reading = {
  readColumns: vi.fn(),
  read: vi.fn(),
  cancel: vi.fn(),
  openRow: vi.fn(async () => {}),
};
export const shape = { rows: 100, features: 2, classes: 0, contentHash: 'ab' };
const columns = [
  { reference: 'size', examples: ['1', '2'], tasks: ['regression'] },
  { reference: 'city', examples: ['Bonn', 'Köln'], tasks: ['classification'] },
  { reference: 'price', examples: ['7', '8'], tasks: ['regression', 'classification'] },
];

/** Nothing is asked or remembered yet, before each test of the file. */
export function openBeforeEach(): void {
  beforeEach(() => {
    resetScreen();
    vi.resetAllMocks();
    memory = new Memento();
    taken = 0;
    reading.readColumns.mockResolvedValue(columns);
    reading.read.mockImplementation(async (_, folder) => ({ folder, shape, data: {} }));
  });
}

export function ask(
  check: (answered: NonNullable<Answered>) => string | null = () => null,
  { offersGpu = true, onCsv = false } = {},
): Promise<Answered> {
  const time = ({ experiment, csv }: NonNullable<Answered>) =>
    raceTimeName(timeOfRace(experiment, 2, csv?.shape));
  return askExperiment({ memory: memory as never, reading: reading as never, offersGpu, onCsv, check, time });
}

/** The next question that is asked. */
export async function question(): Promise<FakePick> {
  await waitFor(() => expect(screen.picks.length).toBeGreaterThan(taken));
  const pick = screen.picks[taken++];
  if (!pick) throw new Error('expected a pick');
  return pick;
}

export const labels = (items: readonly FakeItem[]) => items.map(({ label }) => label);

export function row(pick: FakePick, label: string): FakeItem {
  const found = pick.items.find((item) => item.label === label);
  if (!found) throw new Error(`${label} is not among ${labels(pick.items).join('; ')}`);
  return found;
}

/** Answers the next question with these rows, or with what is marked. */
export async function answer(...chosen: readonly string[]): Promise<FakePick> {
  const pick = await question();
  pick.accept(...chosen.map((label) => row(pick, label)));
  return pick;
}

/** A folder with these files is open. */
export const files = (...names: string[]) => {
  screen.folders = [{ name: 'work', uri: Uri.file('/project') }];
  for (const name of names) screen.files[name] = new Uint8Array();
};

/** The offer of a CSV file where a folder is open. */
export const own = 'A CSV file of this workspace…';
