import fc from 'fast-check';
import { isRefused } from '../../record/outcome';
import { checkContent } from '../runbook';
import { type Content, FORMS, RUNBOOK_SECTION_KEYS, type Step } from '../schema';
import { tidyContent } from '../tidy';
import { exportMarkdown } from './exportMarkdown';
import { importMarkdown, MAX_FILE } from './importMarkdown';

const lineBreaks = fc.constantFrom(
  'plain',
  '# Title',
  '## Meaning {#meaning}',
  '\\## Meaning {#meaning}',
  '### Step {#a}',
  '```bash',
  '```',
  '~~~',
  '````',
  '---',
  'title: x',
  '  - a: b',
  '```yaml opsbook',
  'kind: query',
  '<b>html</b>',
  '',
  'é “…” 🚒',
  '    indented',
  '- [ ] todo'
);
const texts = fc.array(lineBreaks, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n'));
const line = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
  fc.constantFrom(
    'a: b',
    '{#x}',
    'x {#meaning}',
    '"',
    "'",
    '- a',
    'null',
    '1',
    'true',
    '~',
    '&a *b',
    '#',
    '[a]',
    '|',
    '>'
  )
);
const keys = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((key) => key !== 'end');
const base = { position: fc.integer({ min: 0, max: 9 }), title: line };
const optional = { text: fc.option(texts, { nil: undefined }), to: fc.option(keys, { nil: undefined }) };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('note' as const), ...base, ...optional }),
  fc.record({ kind: fc.constant('command' as const), ...base, ...optional, command: texts }),
  fc.record({
    kind: fc.constant('query' as const),
    ...base,
    ...optional,
    expr: texts,
    comparison: fc.constantFrom('<' as const, '==' as const),
    threshold: fc.double({ noNaN: true, noDefaultInfinity: true }),
    onFail: fc.option(keys, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('alert' as const), ...base, ...optional, alert: line }),
  fc.record({ kind: fc.constant('wait' as const), ...base, ...optional, seconds: fc.integer({ min: 1, max: 86_400 }) }),
  fc.record({
    kind: fc.constant('decision' as const),
    ...base,
    text: optional.text,
    options: fc.array(fc.record({ label: line, to: keys }), { minLength: 1, maxLength: 3 }),
  })
);
const contents: fc.Arbitrary<Content> = fc.record({
  title: line,
  form: fc.constantFrom(...(Object.keys(FORMS) as Array<keyof typeof FORMS>)),
  language: fc.constantFrom('en' as const, 'fr' as const),
  owner: fc.option(line, { nil: undefined }),
  services: fc.array(keys, { maxLength: 3 }),
  alerts: fc.array(line, { maxLength: 3 }),
  labels: fc.dictionary(keys, line, { maxKeys: 2, noNullPrototype: true }),
  reviewDays: fc.integer({ min: 1, max: 365 }),
  parameters: fc.dictionary(
    keys,
    fc.record({
      position: fc.integer({ min: 0, max: 5 }),
      label: fc.option(line, { nil: undefined }),
      source: fc.oneof(
        fc.record({ from: fc.constant('alert' as const), label: keys }),
        fc.record({ from: fc.constant('typed' as const) })
      ),
      preset: fc.option(line, { nil: undefined }),
    }),
    { maxKeys: 3, noNullPrototype: true }
  ),
  sections: fc.dictionary(fc.constantFrom(...RUNBOOK_SECTION_KEYS), texts, { maxKeys: 5, noNullPrototype: true }),
  steps: fc.dictionary(keys, step, { maxKeys: 5, noNullPrototype: true }),
});

it('reads back what it wrote, whatever people typed', () => {
  const isWhole = ({ title, steps, sections }: Content) =>
    title !== '' &&
    Object.values(sections).every(Boolean) &&
    Object.values(steps).every(
      (each) =>
        each.title !== '' &&
        (each.kind !== 'command' || each.command !== '') &&
        (each.kind !== 'query' || each.expr !== '') &&
        (each.kind !== 'alert' || each.alert !== '') &&
        (each.kind !== 'decision' || each.options.every(({ label }) => label !== ''))
    );
  fc.assert(
    fc.property(contents, (written) => {
      const content = tidyContent(written);
      fc.pre(isWhole(content));
      expect(importMarkdown(exportMarkdown(content))).toEqual({ ok: { content, notUnderstood: [] } });
    }),
    { numRuns: 500 }
  );
});

const crashLooping = `---
title: Pods that crash in a loop
weight: 20
---

# KubePodCrashLooping

## Meaning

A pod dies and is started again and again.

## Impact

The service is degraded or gone.

<details>
<summary>Full context</summary>

Here be details.

</details>

## Diagnosis

- Events tell most: \`kubectl -n $NAMESPACE describe pod $POD\`.

### Restarts

How often it was restarted. Query in the metrics page:

\`\`\`console
sum by (pod) (increase(kube_pod_container_status_restarts_total{namespace="shop"}[15m]))
\`\`\`

Look at the last output:

\`\`\`shell
# the container before this one
kubectl logs <pod> --previous
\`\`\`

## Mitigation

Give it more memory, or go back:

\`\`\`console
$ kubectl rollout undo deployment/shop
deployment.apps/shop rolled back
\`\`\`

\`\`\`yaml
resources:
  limits: { memory: 512Mi }
\`\`\`

See [the guide](https://example.org/guide) or [this](javascript:alert(1)).

## Additional notes

{{< hint warning >}}
Never delete the volume.
{{< /hint >}}
`;

it('takes in a file of the community: sections, commands, PromQL, and lists what it did not understand', () => {
  const imported = importMarkdown(crashLooping, 'KubePodCrashLooping.md');
  const { content, notUnderstood } = 'ok' in imported ? imported.ok : { content: undefined, notUnderstood: [] };
  expect(content).toMatchObject({
    title: 'Pods that crash in a loop',
    form: 'meaning',
    alerts: ['KubePodCrashLooping'],
    sections: { impact: expect.stringContaining('The service is degraded') },
  });
  expect(Object.values(content?.steps ?? {}).map(({ kind, title }) => [kind, title])).toEqual([
    ['query', 'Query in the metrics page'],
    ['command', 'Look at the last output'],
    ['command', 'Give it more memory, or go back'],
  ]);
  expect(Object.values(content?.steps ?? {})[2]).toMatchObject({ command: 'kubectl rollout undo deployment/shop' });
  expect(notUnderstood.map(({ what, line }) => [what, line])).toEqual([
    ['frontMatter', undefined],
    ['html', 16],
    ['html', 17],
    ['html', 21],
    ['console', 46],
    ['link', 56],
    ['heading', 58],
    ['shortcode', 60],
    ['shortcode', 62],
  ]);
  expect(content && checkContent(content)).toEqual([]);
});

it('loses no line of it', () => {
  const imported = importMarkdown(crashLooping, 'KubePodCrashLooping.md');
  const all = JSON.stringify('ok' in imported ? imported.ok.content : {})
    .replaceAll('\\n', '\n')
    .replaceAll('\\"', '"');
  const lost = crashLooping
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '' && !/^(```|---|#{1,2} (Meaning|Impact|Diagnosis|Mitigation))/.test(each))
    .map((each) =>
      each
        .replace(/^title: /, '')
        .replace(/^\$ /, '')
        .replace(/ or \[this\].*/, '')
    )
    .filter((each) => !all.includes(each.slice(0, 60)));
  expect(lost).toEqual([]);
  expect(all).not.toContain('](javascript:');
});

it('knows French headings and the form of symptoms, causes and solutions', () => {
  const imported = importMarkdown(
    '# Redis refuse\n\n## Symptômes\n\n- « Connection refused »\n\n## Causes possibles\n\nPas démarré.\n\n## Solutions\n\n```bash\nkubectl get pods\n```\n'
  );
  expect(imported).toMatchObject({
    ok: {
      notUnderstood: [],
      content: {
        title: 'Redis refuse',
        form: 'symptoms',
        sections: { symptoms: '- « Connection refused »', causes: 'Pas démarré.' },
        steps: { 'kubectl-get-pods': { kind: 'command', command: 'kubectl get pods' } },
      },
    },
  });
});

it('refuses what it cannot take, and says where', () => {
  const reason = (text: string) => {
    const outcome = importMarkdown(text);
    return isRefused(outcome) ? outcome.refused.reasons[0] : undefined;
  };
  expect(reason('x'.repeat(2_000_000))).toEqual({
    code: 'import.tooLarge',
    values: { limit: MAX_FILE / 1000, size: 2000 },
  });
  expect(reason('---\ntitle: [a\nowner: b\n---\n# x')).toMatchObject({ code: 'import.frontMatter' });
  expect(reason('---\njust words\n---\n# x')).toEqual({ code: 'import.frontMatter', values: { line: 2 } });
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`),
  ];
  expect(reason(`---\n${bomb.join('\n')}\n---\n# x`)).toEqual({ code: 'import.aliases' });
  expect(reason('---\nopsbook: 1\ntitle: x\nform: other\nreviewDays: 90\n---\n')).toMatchObject({
    code: 'import.field',
    values: { field: 'form' },
  });
});

it('says that there are too many steps, and names a circle', () => {
  const steps = Array.from({ length: 300 }, (_, index) => `Step ${index}\n\n\`\`\`bash\nls ${index}\n\`\`\``).join(
    '\n\n'
  );
  const many = importMarkdown(`# Long\n\n## Diagnosis\n\n${steps}`);
  expect(isRefused(many) && many.refused.reasons[0]).toEqual({
    code: 'runbook.tooManySteps',
    values: { limit: 200, count: 300 },
  });
  const circle = importMarkdown(
    '---\nopsbook: 1\ntitle: x\nform: meaning\nreviewDays: 90\n---\n\n## Steps {#steps}\n\n### One {#one}\n\n### Two {#two}\n\n```yaml opsbook\nkind: note\nto: one\n```\n'
  );
  expect('ok' in circle && checkContent(circle.ok.content)).toMatchObject([
    { code: 'runbook.circle', values: { steps: 'One → Two → One' } },
  ]);
});
