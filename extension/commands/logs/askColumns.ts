/** *Choose Columns…*: which columns of a training log are the losses and the steps. */
import type { LoggedFacts } from '../../../core/log/logNews.ts';
import type { Role, RoleChoice } from '../../../core/log/logRoles.ts';
import { askChoice } from '../../shown/ask.ts';
import type { PickItem } from '../../shown/pickItem.ts';

const roles: readonly { readonly role: Role; readonly label: string; readonly none: string }[] = [
  { role: 'loss', label: 'Training loss', none: 'none: the validation loss alone is drawn' },
  { role: 'validationLoss', label: 'Validation loss', none: 'none' },
  { role: 'step', label: 'Step', none: 'none: epochs or rows are counted' },
];

interface ColumnItem extends PickItem {
  /** The name of the column; null: none; undefined: the one that is found by its name. */
  readonly column: string | null | undefined;
}

/**
 * Asks what is to be changed, and for the column.
 * @returns undefined where the person chose nothing.
 */
export async function askColumns(
  title: string,
  facts: readonly LoggedFacts[],
  choice: RoleChoice,
): Promise<RoleChoice | undefined> {
  const items = roles.map((each) => ({ ...each, description: nowOf(each.role, facts) }));
  const item = await askChoice(items, {
    title: `Columns of ${title}`,
    placeHolder: 'What to choose a column for',
  });
  if (!item) return undefined;
  const { role, label } = item;
  const column = await askChoice(columnItems(role, item.none, facts), {
    title: `${label} of ${title}`,
    placeHolder: `Which column is the ${label.toLowerCase()}`,
  });
  if (!column) return undefined;
  const { [role]: _, ...others } = choice;
  return column.column === undefined ? others : { ...others, [role]: column.column };
}

/** What it is in the runs of the log: `train/loss`. */
function nowOf(role: Role, facts: readonly LoggedFacts[]): string {
  const names = [...new Set(facts.flatMap((each) => each.roles[role] ?? []))];
  return names.length === 0 ? 'none' : names.join(', ');
}

/** The likeliest first. */
function columnItems(role: Role, none: string, facts: readonly LoggedFacts[]): ColumnItem[] {
  const likely = facts.flatMap((each) => each.candidates[role]);
  const names = new Set([...likely, ...facts.flatMap((each) => each.names)]);
  const now = new Set(facts.flatMap((each) => each.roles[role] ?? []));
  return [
    ...[...names].map((name) => ({
      ...{ label: name, column: name },
      ...(now.has(name) && { description: 'now' }),
    })),
    { label: 'Find it by its name', icon: 'search', column: undefined },
    { label: 'No column', description: none, icon: 'circle-slash', column: null },
  ];
}
