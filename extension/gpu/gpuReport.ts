/** What was found of a GPU, as Markdown that is good to paste into a bug report. */
import type { GpuExamination } from '../../core/engine/gpu/examineGpu.ts';
import type { GpuDescription } from '../../core/engine/gpu/messages.ts';
import { formatCount } from '../../core/format.ts';
import { selfTestPart, verdict } from './reportSelfTest.ts';
import { speedPart } from './reportSpeed.ts';
import { table } from './reportTable.ts';

export interface GpuReport {
  readonly examination: GpuExamination;
  /** When it was made: `2026-11-29 04:30`. */
  readonly date: string;
  /** `Optimizer Playground 0.1.0 in VS Code 1.100.0`. */
  readonly program: string;
  /** Processor, threads, system. */
  readonly machine: string;
  /** The title of a race that was going on meanwhile; null where none was. */
  readonly race: string | null;
}

export function gpuReport(report: GpuReport): string {
  const { examination, date, program, race } = report;
  const { findings, throughputs, description } = examination;
  const parts = [
    '# GPU report',
    `${program}, ${date}`,
    ...summary(examination),
    ...(race === null ? [] : [noteOnRace(race)]),
    '## Device and machine',
    aboutDevice(report),
    ...(findings.length > 0 ? selfTestPart(findings) : []),
    ...(throughputs ? speedPart(throughputs) : []),
    ...(description?.adapter ? limitsPart(description.adapter) : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function summary({ facts, failure, findings }: GpuExamination): readonly string[] {
  if (!facts) {
    const why = `**No GPU: ${failure ?? 'nobody knows why'}.** Races run on the CPU, which needs no GPU.`;
    return [why, whatToDo.map((each) => `- ${each}`).join('\n')];
  }
  const isSoftware = `**${facts.name} is no GPU: it computes on the processor.** What is right and wrong below holds for it; its speed says nothing about a GPU.`;
  return [...(facts.isSoftware ? [isSoftware] : []), verdict(findings)];
}

/** Beside what the reason says itself. */
const whatToDo = [
  'The GPU is that of the machine on which the window is shown, also where the folder is on another one.',
  '*Preferences: Configure Runtime Arguments* has to be without `"disable-hardware-acceleration": true`.',
  'A graphics driver that Chromium knows as faulty is left alone: bring it up to date.',
  'After crashes of the GPU a window goes without it: close it, and open it again.',
];

function noteOnRace(race: string): string {
  return `A race was going on meanwhile (${race}): it had its part of the processor and, where a GPU computed it, of the GPU. Speeds are too low.`;
}

function aboutDevice({ examination: { facts, description }, machine }: GpuReport): string {
  const adapter = description?.adapter;
  const kind = facts && (facts.isSoftware ? 'software: the processor' : 'hardware');
  type Row = readonly [name: string, value: string | null | undefined];
  const ofDevice: readonly Row[] = [
    ['Name', facts?.name],
    ['Kind', kind],
    ['Vendor', adapter?.vendor],
    ['Architecture', adapter?.architecture],
    ['Device', adapter?.device],
    ['Description', adapter?.description],
    ['Fallback adapter', adapter && (adapter.isFallback ? 'yes' : 'no')],
  ];
  const rows: readonly Row[] = [
    // Without one nothing is told of it.
    ...(facts || adapter ? ofDevice : []),
    ['WebGPU', description ? webGpuOf(description) : 'the page did not answer'],
    ['Browser', description?.userAgent],
    ['This machine', machine],
  ];
  return table(
    ['', ''],
    rows.map(([name, value]) => [name, value || 'not told']),
  );
}

function webGpuOf({ hasWebGpu, adapter }: GpuDescription): string {
  if (!hasWebGpu) return 'the window has none';
  return adapter ? 'there, with an adapter' : 'there, without an adapter';
}

function limitsPart({ limits, features }: NonNullable<GpuDescription['adapter']>): readonly string[] {
  return [
    '## Limits and features',
    table(
      ['Limit', 'Value'],
      Object.entries(limits).map(([name, value]) => [name, formatCount(value)]),
    ),
    `Features: ${features.length > 0 ? features.map((each) => `\`${each}\``).join(', ') : 'none'}.`,
  ];
}
