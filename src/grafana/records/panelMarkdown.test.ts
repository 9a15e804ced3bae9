import { renderTextPanelMarkdown } from '@grafana/data';
import fc from 'fast-check';
import { escapeVariables } from '../../domain/record/panelMarkdown';

/** What the panel of Grafana 12 makes of it, once it has put its variables in. */
function shown(markdown: string): HTMLElement {
  const content = escapeVariables(markdown);
  expect(content).not.toMatch(/\$|\{\{/); // nothing left for either panel to put a value in, or to compile
  const page = document.createElement('div');
  page.innerHTML = renderTextPanelMarkdown(content);
  return page;
}

it.each([
  ['costs $5, and ${__from} is {{ .Labels.pod }}', 'costs $5, and ${__from} is {{ .Labels.pod }}'],
  ['{{{raw}}} {{#if', '{{{raw}}} {{#if'],
  ['`sum(rate(x{job="$job"}[5m])) * 2 * 3`', 'sum(rate(x{job="$job"}[5m])) * 2 * 3'],
  ['a `` `{{x}}` `` b', 'a `{{x}}` b'],
  ['see `{a="b"}` and {{x}}', 'see {a="b"} and {{x}}'],
  ['| a | b |\n|---|---|\n| $1 | {{x}} |', 'a\nb\n$1\n{{x}}'],
])('reads %j as it was written', (markdown, text) => {
  const lines = shown(markdown).textContent?.split('\n').filter(Boolean).join('\n');
  expect(lines).toBe(text);
});

it('keeps a code block as it was typed, blank lines and markup included', () => {
  const code =
    "kubectl get pods -o go-template='{{range .items}}{{.metadata.name}}'\n\n  <b> & *x* $HOME\n# not a title";
  for (const page of [shown(`a\n\n\`\`\`sh\n${code}\n\`\`\`\n\nb`), shown(`~~~\n${code}\n~~~`)]) {
    expect(page.querySelector('pre code')?.textContent).toBe(`${code}\n`);
  }
  expect(shown(`\`\`\`sh\n${code}\n\`\`\`\n\n## b`).querySelector('h2')?.textContent).toBe('b');
});

it('keeps a code block inside a list or a quote', () => {
  const listed = shown('- one\n  ```\n  {{x}}\n    $y\n  ```\n- two');
  expect(listed.querySelectorAll('li')).toHaveLength(2);
  expect(listed.querySelector('li pre')?.textContent).toMatch(/^\{\{x\}\}\n\s*\$y\n\s*$/);
  const quoted = shown('> ```\n> {{x}}\n> ```\n\nafter');
  expect(quoted.querySelector('blockquote pre')?.textContent?.trim()).toBe('{{x}}');
  expect(quoted.querySelector('blockquote')?.textContent).not.toContain('after');
});

it('leaves code alone that has nothing to put a value in', () => {
  const markdown = 'a `x{a="b"}`\n\n```promql\nsum(x)\n```';
  expect(escapeVariables(markdown)).toBe(markdown);
});

it('leaves nothing to compile, whatever was typed', () => {
  const piece = fc.constantFrom('{', '{{', '}', '$', '`', '```', '~~~', '\n', ' ', '\\', '- ', '> ', 'a', '&#123;');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(escapeVariables(pieces.join(''))).not.toMatch(/\$|\{\{/);
    }),
    { numRuns: 500 }
  );
});
