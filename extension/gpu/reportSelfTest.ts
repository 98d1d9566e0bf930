/** The self-test in a report: a verdict, and the error of each. */
import {
  isRight,
  type SelfTestFinding,
  selfTestTolerance,
} from '../../core/engine/gpu/selfTest/selfTestFinding.ts';
import { formatNumber } from '../../core/format.ts';
import { table } from './reportTable.ts';

const ways = { together: 'small network', alone: 'large network', surface: 'surface' } as const;

/** `AdamW in a small network`. */
function namedIn({ name, together }: SelfTestFinding): string {
  if (together === null) return `the ${ways.surface} ${name}`;
  return `${name} in a ${together ? ways.together : ways.alone}`;
}

/** In a few sentences: what is wrong, what could not be tried, and else how right the rest is. */
export function verdict(findings: readonly SelfTestFinding[]): string {
  const tried = findings.filter(({ failure }) => failure === null);
  const wrong = tried.filter((finding) => !isRight(finding));
  const untried = findings.filter(({ failure }) => failure !== null);
  const [first] = untried;
  const whatFailed = first
    ? [
        `**${untried.length} of ${findings.length} trainings could not be tried**, the first since ${first.failure}: ${namesOf(untried)}.`,
      ]
    : [];
  return [...(tried.length > 0 ? [verdictOfTried(tried, wrong)] : []), ...whatFailed].join(' ');
}

function verdictOfTried(tried: readonly SelfTestFinding[], wrong: readonly SelfTestFinding[]): string {
  if (wrong.length > 0)
    return `**The device computes otherwise than the CPU:** ${wrong.length} of ${tried.length} trainings don’t agree: ${namesOf(wrong)}. Please report that, with all of this text; until then choose the CPU for races.`;
  const worst = tried.reduce((a, b) => ((b.error ?? 0) > (a.error ?? 0) ? b : a));
  const largest = `the largest relative error is ${errorOf(worst)}, of ${namedIn(worst)}`;
  return `**The device computes what the CPU computes:** all of ${tried.length} trainings agree; ${largest}.`;
}

function namesOf(findings: readonly SelfTestFinding[]): string {
  const names = findings.slice(0, mostNames).map(namedIn);
  const more = findings.length > mostNames ? [`${findings.length - mostNames} more`] : [];
  return [...names, ...more].join('; ');
}

const mostNames = 5;

const titles = {
  optimizer: 'Optimizer',
  activation: 'Activation',
  loss: 'Loss',
  layers: 'Layers, in tiles',
  surface: 'Surface',
} as const satisfies Record<SelfTestFinding['about'], string>;

export function selfTestPart(findings: readonly SelfTestFinding[]): readonly string[] {
  const abouts = Object.keys(titles) as SelfTestFinding['about'][];
  return [
    '## Self-test',
    `Short trainings of made-up networks, and short runs on surfaces, on the device, each beside the same one in float64 on the CPU. Numbers are the largest difference of a loss, as a share of the largest loss, and on surfaces of a position, too; up to ${formatNumber(selfTestTolerance, 1)} is right. A small network takes whole steps in one workgroup, a large one takes a dispatch for each product; a run on a surface is one thread’s.`,
    ...abouts.map((about) =>
      tableOf(
        about,
        findings.filter((each) => each.about === about),
      ),
    ),
  ];
}

function tableOf(about: SelfTestFinding['about'], findings: readonly SelfTestFinding[]): string {
  const names = [...new Set(findings.map(({ name }) => name))];
  const of = (name: string, together: boolean | null) =>
    findings.find((each) => each.name === name && each.together === together);
  if (about === 'surface')
    return table(
      [titles[about], 'one thread'],
      names.map((name) => [name, resultOf(of(name, null))]),
    );
  const both = findings.some(({ together }) => together);
  const head = [titles[about], ...(both ? [ways.together] : []), ways.alone];
  const rows = names.map((name) => [
    name,
    ...(both ? [resultOf(of(name, true))] : []),
    resultOf(of(name, false)),
  ]);
  return table(head, rows);
}

function resultOf(finding: SelfTestFinding | undefined): string {
  if (!finding) return '';
  if (finding.failure !== null) return `✗ ${finding.failure}`;
  return isRight(finding) ? errorOf(finding) : `✗ ${errorOf(finding)}`;
}

function errorOf({ error }: SelfTestFinding): string {
  return formatNumber(error ?? Number.NaN, 2);
}
