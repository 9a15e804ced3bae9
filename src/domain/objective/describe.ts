import { type Described } from '../record/record';
import { cell } from '../text/markdown';
import { type ObjectivesRegister, objectivesInOrder } from './schema';

export function describe(register: ObjectivesRegister): Described {
  const rows = objectivesInOrder(register).map(
    ([
      ,
      {
        name,
        service = '',
        indicator: { kind },
        comparison,
        target,
        critical,
        unit,
        owner = '',
      },
    ]) =>
      [
        name,
        service,
        kind,
        target === undefined ? '' : `${comparison} ${target} ${unit}`,
        critical === undefined ? '' : `${critical} ${unit}`,
        owner,
      ]
        .map(cell)
        .join(' | ')
  );
  return {
    title: 'Objectives',
    tags: [],
    head: { id: register.id, kind: 'objectives', count: String(rows.length) },
    markdown: [
      '# Objectives',
      '',
      '| Objective | Service | Kind | Target | Critical | Owner |',
      '|---|---|---|---|---|---|',
      ...rows.map((row) => `| ${row} |`),
      ...exclusionLines(register),
      ...indicatorLines(register),
    ].join('\n'),
  };
}

function exclusionLines({ exclusions = {}, objectives }: ObjectivesRegister): string[] {
  const rows = Object.values(exclusions).sort((a, b) => Date.parse(b.from) - Date.parse(a.from));
  return rows.length === 0
    ? []
    : [
        '',
        '## Exclusions',
        '',
        '| From | To | Concerns | Reason | Approved by | Entered by |',
        '|---|---|---|---|---|---|',
        ...rows.map(({ from, to, services = [], objectives: keys = [], reason, approvedBy, by, past }) => {
          const concerns = [...services, ...keys.map((key) => objectives[key]?.name ?? key)].join(', ');
          return tableRow([from, to, concerns, reason, approvedBy, past ? `${by.name} (afterwards)` : by.name]);
        }),
      ];
}

function indicatorLines({ indicators = {} }: ObjectivesRegister): string[] {
  const rows = Object.values(indicators).sort((a, b) => a.position - b.position);
  return rows.length === 0
    ? []
    : [
        '',
        '## Improvement indicators',
        '',
        '| Indicator | Target | Actual | On |',
        '|---|---|---|---|',
        ...rows.map(({ name, comparison, target, unit, readings = {} }) => {
          const last = Object.values(readings)
            .sort((a, b) => Date.parse(a.on) - Date.parse(b.on))
            .at(-1);
          const actual = last ? `${last.value} ${unit}` : 'no data';
          return tableRow([name, `${comparison} ${target} ${unit}`, actual, last?.on.slice(0, 10) ?? '']);
        }),
      ];
}

function tableRow(cells: string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}
