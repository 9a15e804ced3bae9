import { type Browser } from '@playwright/test';
import { formatLogfmt, parseLogfmt } from '../../src/domain/record/logfmt';
import { indexedHead, readRunbookHead } from '../../src/domain/runbook/head';
import { shippedRunbooks } from '../../src/domain/runbook/library/library';
import { planRehearsal } from '../../src/domain/runbook/rehearsal';
import { runbookKind } from '../../src/domain/runbook/runbook';
import { type Content, emptyContent, emptyRunbook, type Step } from '../../src/domain/runbook/schema';
import { searchIn } from '../../src/domain/runbook/search';
import { Opsbook } from '../opsbook/Opsbook';
import { type Records } from '../support/records';
import { timed } from './heads';
import { type Measure } from './table';
import { visit } from './visit';

const RUNBOOKS = 500;
const STEPS = 40;
const QUERIES = ['redis', 'connexion refused', 'memory limit pod', 'performances degradees'];

/** The list over five hundred runbooks, as the search index answers them. */
export function measureRunbooks(): Measure[] {
  const shipped = [...shippedRunbooks('en'), ...shippedRunbooks('fr')];
  const hits = Array.from({ length: RUNBOOKS }, (_, index) => {
    const { content } = shipped[index % shipped.length];
    const name = `rb-bench-${index}`;
    const { title, tags, head } = runbookKind.describe({
      ...emptyRunbook(name),
      ...content,
      title: `${content.title} ${index}`,
      version: 1,
    });
    return { name, title, tags, description: formatLogfmt({ id: name, kind: 'runbook', ...head }) };
  });
  const parse = () =>
    hits.map(({ name, title, tags, description }) =>
      readRunbookHead({ name, title, tags, head: parseLogfmt(description) })
    );
  return [
    {
      name: `${RUNBOOKS} runbooks from their heads, listed and searched`,
      unit: 'ms',
      values: timed(() => {
        const index = parse().map(indexedHead);
        searchIn(index, '');
        QUERIES.forEach((query) => searchIn(index, query));
      }),
      limit: 100,
    },
  ];
}

/** Ten queries, one in two of another data source, over a hundred incidents. */
export function measureRehearsal(): Measure[] {
  const steps = Object.fromEntries(
    Array.from({ length: 10 }, (_, index): [string, Step] => [
      `s${index}`,
      {
        kind: 'query',
        position: index,
        title: `Query ${index}`,
        expr: 'up',
        ...(index % 2 === 1 && { dataSource: 'other' }),
      },
    ])
  );
  const incidents = Array.from({ length: 100 }, (_, index) => ({
    name: `inc-2026-${1000 + index}`,
    title: 'Down',
    detected: new Date(Date.parse('2026-11-21T12:00:00Z') - index * 86_400_000).toISOString(),
    values: {},
  }));
  const { requests } = planRehearsal({ steps, parameters: {} }, incidents);
  const silence = 11; // a list of metric names, and what "since when" may still ask
  return [
    {
      name: 'rehearsal of 10 steps: requests',
      unit: 'requests',
      values: [requests.length + silence],
      limit: 60,
      limited: 'maximum',
    },
  ];
}

/** From the click on "Run it" until the first step can be answered. */
export async function measureRun(browser: Browser, url: string, records: Records): Promise<Measure[]> {
  const name = 'rb-bench-run';
  const content: Content = {
    ...emptyContent('Bench of a long run'),
    steps: Object.fromEntries(
      Array.from({ length: STEPS }, (_, index): [string, Step] => [
        `s${index}`,
        { kind: 'confirm', position: index + 1, title: `Step ${index + 1}`, text: 'Look **closely**.' },
      ])
    ),
  };
  await records.seedRunbook(name, content);
  const opened: number[] = [];
  for (let run = 0; run < 3; run++) {
    const context = await visit(browser, 'editor');
    const page = await context.newPage();
    await new Opsbook(page, url).open(`runbooks/${name}`);
    const button = page.getByRole('button', { name: 'Run it' });
    await button.waitFor();
    const began = performance.now();
    await button.click();
    await page.getByRole('button', { name: 'Yes, confirmed' }).waitFor();
    opened.push(performance.now() - began);
    await context.close();
  }
  await records.remove(name);
  return [{ name: `run of ${STEPS} steps: click to its first step`, unit: 'ms', values: opened, limit: 1000 }];
}
