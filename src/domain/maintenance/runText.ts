import { type AskedQuery } from '../incident/declare/link';
import { type ChecklistItem } from './checklistItem';
import { type ItemOutcome } from './week';

/** `max(disk) = 91.5 % (< 85)`: what was measured or typed, with its rule; empty where there is no value. */
export function outcomeMeasured({ value, unit, query }: ItemOutcome): string {
  const said = value === undefined ? '' : `${value}${unit ? ` ${unit}` : ''}`;
  if (!query) {
    return said;
  }
  const { expr, comparison, threshold, tolerance, labels } = query;
  const rule = `${comparison} ${threshold}${tolerance ? ` ± ${tolerance}` : ''}`;
  return `${expr}${said && ` = ${said}`} (${rule})${labels ? ` ${labels}` : ''}`;
}

/** The query of an outcome as evidence of an incident; undefined where a person answered. */
export function askedQueryOf(
  { title }: Pick<ChecklistItem, 'title'>,
  { query, value, unit }: ItemOutcome
): AskedQuery | undefined {
  return (
    query && {
      title,
      expr: query.expr,
      datasource: query.dataSource,
      at: query.at,
      ...(typeof value === 'number' && { value }),
      ...(unit && { unit }),
    }
  );
}

/** An item's failure with everything that shows it, one a line, for the text of an incident. */
export function failureEvidence(
  item: Pick<ChecklistItem, 'title'>,
  run: { title: string; address: string },
  outcome: ItemOutcome,
  at: string
): string {
  const { note, evidence } = outcome;
  return [
    `${run.title}: ${item.title}`,
    outcomeMeasured(outcome),
    `${outcome.query?.at ?? at}`,
    note,
    evidence,
    run.address,
  ]
    .filter(Boolean)
    .join('\n');
}
