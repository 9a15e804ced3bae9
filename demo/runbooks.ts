/** A folder of Markdown as dashboard files: `npm run runbooks -- FOLDER OUT [--git-sync]`. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { PLUGIN_ID } from '../src/constants';
import { isRefused } from '../src/domain/record/outcome';
import { toResource } from '../src/domain/record/resource';
import { importMarkdown } from '../src/domain/runbook/markdown/importMarkdown';
import { checkContent, runbookKind, runbookNameFor } from '../src/domain/runbook/runbook';
import { emptyRunbook } from '../src/domain/runbook/schema';
import { Failure, run } from './failure';

const USAGE =
  'Say where the Markdown is and where the files go: npm run runbooks -- docs/runbooks provisioning/runbooks [--git-sync]';
const FOLDER = `${PLUGIN_ID}-runbooks`;

run(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { 'git-sync': { type: 'boolean' } } });
  const [from, to] = positionals;
  if (!from || !to) {
    throw new Failure(USAGE);
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const files = markdownIn(from);
  if (files.length === 0) {
    throw new Failure(`There is no Markdown in “${from}”. ${USAGE}`);
  }
  mkdirSync(to, { recursive: true });
  const taken = new Set<string>();
  const refused: string[] = [];
  for (const file of files) {
    const path = relative(from, file);
    const made = convert(readFileSync(file, 'utf8'), path, taken);
    if ('problem' in made) {
      refused.push(`${path}: ${made.problem}`);
      continue;
    }
    taken.add(made.name);
    const body = values['git-sync'] ? made.resource : { uid: made.name, ...made.resource.spec };
    writeFileSync(join(to, `${made.name}.json`), `${JSON.stringify(body, null, 2)}\n`);
    say(`${path} → ${made.name}.json${made.odd ? ` (${made.odd} parts kept as text)` : ''}`);
  }
  say(`${taken.size} runbooks written to ${to}.`);
  say(
    values['git-sync']
      ? `Put them into the repository that syncs the folder “Runbooks” (uid ${FOLDER}).`
      : `Provision them with a provider whose folderUid is ${FOLDER} and whose options.path is that folder.`
  );
  if (refused.length > 0) {
    throw new Failure(['Not taken in:', ...refused].join('\n  '));
  }
});

function markdownIn(folder: string): string[] {
  const entries = readdirSync(folder).sort();
  return entries.flatMap((entry) => {
    const path = join(folder, entry);
    return statSync(path).isDirectory()
      ? markdownIn(path)
      : /\.(md|markdown)$/i.test(entry) && !/^(_index|README)\./i.test(entry)
        ? [path]
        : [];
  });
}

function convert(text: string, path: string, taken: ReadonlySet<string>) {
  const imported = importMarkdown(text, path);
  if (isRefused(imported)) {
    return { problem: words(imported.refused.reasons) };
  }
  const content = { ...imported.ok.content, source: path };
  const reasons = checkContent(content);
  if (reasons.length > 0) {
    return { problem: words(reasons) };
  }
  const name = runbookNameFor(content.title, taken);
  // the same file is the same record, however often it is written
  const record = {
    ...emptyRunbook(createHash('sha256').update(path).digest('hex').slice(0, 32)),
    ...content,
    version: 1,
  };
  return {
    name,
    odd: imported.ok.notUnderstood.length,
    resource: {
      apiVersion: 'dashboard.grafana.app/v1beta1',
      kind: 'Dashboard',
      ...toResource(runbookKind, record, { name, folder: FOLDER }),
    },
  };
}

function words(reasons: Array<{ code: string; values?: Record<string, string | number>; field?: string }>): string {
  return reasons
    .map(({ code, values, field }) => [code, field, values && JSON.stringify(values)].filter(Boolean).join(' '))
    .join('; ');
}
