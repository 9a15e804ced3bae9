import { type Improvements } from './improvement';
import { kindOf } from './kinds/kinds';
import { type ObjectivesRegister, objectivesInOrder, type Objective } from './schema';

export interface Contradiction {
  /** Names what contradicts what, targets included. */
  id: string;
  /** Keys of objectives about the same quantity with other targets. */
  keys: string[];
  /** Keys of improvement indicators about it. */
  indicators: string[];
}

interface Meant {
  key: string;
  isIndicator: boolean;
  comparison: string;
  target: number;
}

/** One quantity defined twice with different targets (99.9 % and 99.95 %, 30 and 15 minutes), unless somebody explained it. */
export function contradictions(
  register: Pick<ObjectivesRegister, 'objectives' | 'settled'>,
  indicators: Improvements = {}
): Contradiction[] {
  const settled = new Set(Object.values(register.settled ?? {}).map(({ of }) => of));
  const groups = new Map<string, Meant[]>();
  const add = (quantity: string, meant: Meant) => groups.set(quantity, [...(groups.get(quantity) ?? []), meant]);
  const all = objectivesInOrder(register);
  for (const [key, value] of all) {
    const { comparison, target } = value;
    if (target !== undefined) {
      add(quantityOf(key, value), { key, isIndicator: false, comparison, target });
    }
  }
  for (const [key, { objective: about, comparison, target, unit }] of Object.entries(indicators)) {
    const value = about === undefined ? undefined : register.objectives[about];
    // a target in another unit says nothing about the objective's
    if (about !== undefined && value?.unit === unit) {
      add(quantityOf(about, value), { key, isIndicator: true, comparison, target });
    }
  }
  return [...groups.values()]
    .filter((group) => new Set(group.map(({ target, comparison }) => `${comparison.charAt(0)}${target}`)).size > 1)
    .map((group) => ({
      id: idOf(group),
      keys: group.filter(({ isIndicator }) => !isIndicator).map(({ key }) => key),
      indicators: group.filter(({ isIndicator }) => isIndicator).map(({ key }) => key),
    }))
    .filter(({ id }) => !settled.has(id));
}

/** Short enough for a record, however many contradict each other. */
function idOf(group: Meant[]): string {
  return group
    .map(
      ({ key, isIndicator, comparison, target }) => `${isIndicator ? 'indicator ' : ''}${key} ${comparison} ${target}`
    )
    .sort()
    .join(', ')
    .slice(0, 2_000);
}

/** What an objective measures, whatever its target; latencies differ by percentile. */
function quantityOf(key: string, value: Objective): string {
  const { indicator, dataSource = '', service = '' } = value;
  return JSON.stringify(kindOf(indicator).quantity?.(indicator, key, service) ?? [indicator, dataSource]);
}
