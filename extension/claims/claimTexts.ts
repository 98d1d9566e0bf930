/** What the rows of the view "Claims" say: plain texts and names of icons. */
import type { Claim, Verdict } from '../../core/claims/claim.ts';
import type { ClaimOutcome, ClaimTestState } from '../../core/claims/claimSheet.ts';
import { whoWords } from '../../core/claims/claimWords.ts';
import { formatCount } from '../../core/format.ts';
import type { RowText } from '../sidebar/rowTexts.ts';
import type { ListedClaim } from './claimShelf.ts';

/** What a group is called: who has said it. People's own are one. */
export function groupOf({ uri, claim }: Pick<ListedClaim, 'uri' | 'claim'>): string {
  if (uri) return 'Your claims';
  return claim ? whoWords(claim.source) || titleOf(claim) : '';
}

/** The tutorial’s title without what it is about. */
function titleOf({ source }: Claim): string {
  return source.title.split(':')[0] ?? source.title;
}

export function groupText(name: string, outcomes: readonly (ClaimOutcome | null)[]): RowText {
  const tested = outcomes.filter((outcome) => outcome !== null);
  const reproduced = tested.filter(({ verdict }) => verdict === 'reproduced').length;
  const description =
    tested.length < outcomes.length
      ? `${formatCount(tested.length)} of ${formatCount(outcomes.length)} tested`
      : `${formatCount(reproduced)} of ${formatCount(outcomes.length)} reproduced`;
  return {
    label: name,
    description,
    icon: 'book',
    color: null,
    tooltip: [name, description],
    context: 'claimGroup',
  };
}

const icons: Readonly<Record<Verdict, readonly [icon: string, color: string]>> = {
  reproduced: ['pass', 'testing.iconPassed'],
  'not reproduced': ['error', 'testing.iconFailed'],
  'not established': ['question', 'testing.iconQueued'],
};

export function claimText(
  { file, sheet, faults, uri }: ListedClaim,
  state: ClaimTestState,
  outcome: ClaimOutcome | null,
): RowText {
  const context = `claim${uri ? ' own' : ''}`;
  if (!sheet)
    return {
      ...{ label: file, description: 'has faults', icon: 'warning', color: 'list.warningForeground' },
      ...{ tooltip: faults, context: `${context} faulty` },
    };
  const [description, icon, color] = standing(state, outcome, sheet.slow);
  const tooltip = [sheet.claim, sheet.source, `Expected: ${sheet.expected}`];
  if (outcome) tooltip.push(`Measured: ${outcome.words}`, `Verdict: ${outcome.verdict}`);
  if (state.kind === 'failed') tooltip.push(state.message);
  return { label: sheet.title, description, icon, color, tooltip, context };
}

function standing(
  state: ClaimTestState,
  outcome: ClaimOutcome | null,
  slow: boolean,
): readonly [description: string, icon: string, color: string | null] {
  if (state.kind === 'running') return ['running', 'loading~spin', null];
  if (state.kind === 'waiting') return ['waiting', 'watch', null];
  if (state.kind === 'failed') return ['could not be computed', 'warning', 'list.warningForeground'];
  if (outcome) {
    const [icon, color] = icons[outcome.verdict];
    return [`${outcome.verdict} · ${outcome.words}`, icon, color];
  }
  const rest = slow ? ' · takes about a minute' : '';
  return [`${state.kind === 'cancelled' ? 'cancelled' : 'not run'}${rest}`, 'circle-outline', null];
}
