import { emptyContent, type Content, type Step } from '../../src/domain/runbook/schema';
import { expect, test } from '../fixtures';

const steps: Record<string, Step> = {
  up: {
    kind: 'query',
    position: 1,
    title: 'Everything answers',
    expr: 'vector(1)',
    comparison: '==',
    threshold: 1,
    onFail: 'restart',
  },
  restart: { kind: 'command', position: 2, title: 'Restart it', command: 'kubectl delete pod <pod>' },
  rest: { kind: 'wait', position: 3, title: 'Let it start', seconds: 600 },
  agree: { kind: 'approval', position: 4, title: 'Somebody agrees' },
};
const nameOf = (mark: string) => `rb-e2e-${mark.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, 40);
const contentOf = (mark: string, part: Partial<Content> = {}): Content => ({
  ...emptyContent(`Queue grows ${mark}`),
  form: 'symptoms',
  sections: { symptoms: `Messages wait ${mark}`, causes: 'Nobody reads them' },
  parameters: { pod: { position: 1, label: 'Pod', source: { from: 'typed' }, preset: 'reader-0' } },
  steps,
  ...part,
});

test('a runbook is found by its symptom, run step by step, and says whether it helped', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = nameOf(mark);
  await records.seedRunbook(name, contentOf(mark));
  await opsbook.open('runbooks');
  await page
    .getByRole('textbox', { name: 'Search runbooks' })
    .fill(`message waiting ${mark}`.replace('waiting', 'wait'));
  await page.getByRole('link', { name: `Queue grows ${mark}` }).click();
  await expect(opsbook.heading(`Queue grows ${mark}`)).toBeVisible();
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /1\. Everything answers/ })).toBeVisible();
  await page.getByRole('button', { name: 'Pass' }).click();
  await expect(page.getByText('kubectl delete pod reader-0', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Done, go on' }).click();
  // a wait counts down and survives a reload
  await page.getByRole('button', { name: 'Begin to wait' }).click();
  await expect(page.getByRole('timer')).toContainText(/min/);
  await expect(opsbook.waiting).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('timer')).toContainText(/min/);
  await page.getByRole('button', { name: 'Go on now' }).click();
  await expect(page.getByText(/another person with Edit on the folder/)).toBeVisible();
  await page.getByRole('button', { name: 'Finish: did it help?' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('status').or(page.getByText('Solved it')).first()).toBeVisible();
  await opsbook.open(`runbooks/${name}`);
  await expect(page.getByRole('img', { name: 'fresh' })).toBeVisible();
});

test('another person approves, and both see it', async ({ opsbook, page, person, mark, records }) => {
  const name = nameOf(mark);
  await records.seedRunbook(name, contentOf(mark, { steps: { agree: steps.agree } }));
  await opsbook.open(`runbooks/${name}`);
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.waitForURL(/\/runs\/run-/);
  await expect(page.getByText(/another person with Edit on the folder/)).toBeVisible();
  const other = await person('admin');
  await other.page.goto(page.url());
  await other.page.getByRole('button', { name: 'Approve' }).click();
  await expect(other.page.getByText(/The last step is done/)).toBeVisible();
  await expect(page.getByText(/The last step is done/)).toBeVisible({ timeout: 15_000 });
});

test('a room offers what fits with its reason, and its timeline tells of the run', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = nameOf(mark);
  await records.seedRunbook(name, contentOf(mark, { services: [`svc-${name}`.slice(0, 40)] }));
  const incident = await records.seedIncident({
    title: `Queue grows ${mark}`,
    services: { [`svc-${name}`.slice(0, 40)]: 'Queue' },
  });
  await opsbook.open(`incidents/${incident}`);
  await expect(page.getByText(/service svc-rb-e2e/)).toBeVisible();
  await page.getByRole('button', { name: `Run “Queue grows ${mark}” for this incident` }).click();
  await page.getByRole('button', { name: 'Pass' }).click();
  await expect(page.getByText('kubectl delete pod reader-0', { exact: true })).toBeVisible();
  await opsbook.open(`incidents/${incident}`);
  await expect(page.getByText(/1\. Everything answers: pass/)).toBeVisible();
});

test('what is done while Grafana does not answer is kept and sent later', async ({
  opsbook,
  page,
  context,
  mark,
  records,
}) => {
  const name = nameOf(mark);
  await records.seedRunbook(
    name,
    contentOf(mark, {
      steps: {
        a: { kind: 'confirm', position: 1, title: 'First' },
        b: { kind: 'confirm', position: 2, title: 'Second' },
      },
    })
  );
  await opsbook.open(`runbooks/${name}`);
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.waitForURL(/\/runs\/run-/);
  await expect(page.getByRole('heading', { level: 2, name: /1\. First/ })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Yes, confirmed' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /2\. Second/ })).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await expect(page.getByRole('heading', { level: 2, name: /2\. Second/ })).toBeVisible();
});

test('bad files are refused with what is wrong, and nothing of theirs is run', async ({ opsbook, page }) => {
  const upload = (name: string, text: string) =>
    page.getByLabel('Markdown file').setInputFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) });
  await opsbook.open('runbooks');
  await upload('big.md', 'x'.repeat(2_000_000));
  await expect(page.getByText(/This file has 2000 KB/)).toBeVisible();
  await upload('bad.md', '---\ntitle: [a\nb: c\n---\n# x');
  await expect(page.getByText(/The front matter is not YAML/)).toBeVisible();
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`),
  ];
  await upload('bomb.md', `---\n${bomb.join('\n')}\n---\n# x`);
  await expect(page.getByText(/repeats its anchors/)).toBeVisible();
  await upload(
    'evil.md',
    '# Evil\n\n## Meaning\n\n<img src=x onerror="document.title=1"> [here](javascript:alert(1))\n'
  );
  await expect(opsbook.textbox(/Title/)).toHaveValue('Evil');
  await expect(page.getByText(/link that a browser would run/)).toBeVisible();
  await expect(page.locator('a[href^="javascript:"]')).toHaveCount(0);
});

test('the runbook changes under a running run, which keeps its version', async ({ opsbook, page, mark, records }) => {
  const name = nameOf(mark);
  await records.seedRunbook(name, contentOf(mark));
  await opsbook.open(`runbooks/${name}`);
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.waitForURL(/\/runs\/run-/);
  const run = page.url();
  await expect(opsbook.waiting).toHaveCount(0);
  await opsbook.open(`runbooks/${name}/edit`);
  await page.getByRole('button', { name: 'Remove step 4' }).click();
  await page.getByRole('button', { name: 'Save runbook' }).click();
  await expect(page.getByText(/version 2/)).toBeVisible();
  await page.goto(run);
  await expect(page.getByText(/changed meanwhile \(version 2\); this run keeps version 1/)).toBeVisible();
});
