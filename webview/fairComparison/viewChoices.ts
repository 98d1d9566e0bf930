/** How the person has chosen to look at a comparison, kept by VS Code with its place. */

const sortColumns = ['name', 'rate', 'score', 'steps', 'diverged', 'missed', 'behind', 'p'] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export interface ViewChoices {
  /** The place of the problem that is looked at. */
  readonly problem: number;
  readonly logY: boolean;
  /** null: the best first, once it is known. */
  readonly sort: Sort | null;
}

/** Those of a state that was kept; what of it can't be read is as at first. */
export function readChoices(kept: unknown): ViewChoices {
  const choices = fieldOf(kept, 'choices');
  const problem = fieldOf(choices, 'problem');
  return {
    problem: typeof problem === 'number' && Number.isInteger(problem) && problem >= 0 ? problem : 0,
    logY: fieldOf(choices, 'logY') !== false,
    sort: readSort(fieldOf(choices, 'sort')),
  };
}

function readSort(kept: unknown): Sort | null {
  const column = sortColumns.find((each) => each === fieldOf(kept, 'column'));
  return column ? { column, descending: fieldOf(kept, 'descending') === true } : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
