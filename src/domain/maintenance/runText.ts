import { type AskedQuery } from '../incident/declare/link';
import { answeredText, ruleNumber } from '../text/quantity';
import { type ChecklistItem } from './checklistItem';
import { type ItemOutcome } from './week';

/** `max(disk) = 91.5 % (< 85)`: what was measured or typed, with its rule; empty where there is no value. Numbers as `language` writes them. */
export function outcomeMeasured({ value, unit, query }: ItemOutcome, language: string): string {
  const said = value === undefined ? '' : answeredText(value, unit, language);
  if (!query) {
    return said;
  }
  const { expr, comparison, threshold, tolerance, labels } = query;
  const rule = `${comparison} ${ruleNumber(threshold, language)}${tolerance ? ` ± ${ruleNumber(tolerance, language)}` : ''}`;
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
  at: string,
  language: string
): string {
  const { note, evidence } = outcome;
  return [
    `${run.title}: ${item.title}`,
    outcomeMeasured(outcome, language),
    `${outcome.query?.at ?? at}`,
    note,
    evidence,
    run.address,
  ]
    .filter(Boolean)
    .join('\n');
}
