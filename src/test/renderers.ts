import { HtmlRenderer, Parser } from 'commonmark';
import MarkdownIt from 'markdown-it';

/** Two readers of CommonMark that have nothing in common, and one of them with tables, as Grafana reads. */
export const RENDERERS: Record<string, (markdown: string) => string> = {
  commonmark: (markdown) => new HtmlRenderer().render(new Parser().parse(markdown)),
  'markdown-it': (markdown) => new MarkdownIt('commonmark').render(markdown),
  'markdown-it with tables': (markdown) => new MarkdownIt({ html: true }).render(markdown),
};
/** What our own Markdown makes: anything else came from the text. */
export const OURS = /^(?:p|h[246]|ul|ol|li|blockquote|pre|code|em|strong|s|a|br|hr|table|thead|tbody|tr|th|td)$/;

/** Addresses that run something, or lead to another host than they seem to. */
export const LEADS_ASTRAY = /^(?:javascript|data|vbscript):|^\/[/\\]/i;

export function readMarkdown(markdown: string, render: (markdown: string) => string): Document {
  return new DOMParser().parseFromString(render(markdown), 'text/html');
}

/** What people paste and attackers write where a text is expected. */
export const HOSTILE_MARKDOWN = [
  '\\`<b>`',
  '``<b>`',
  '`` `<b>` ``',
  '`a\n<b>`',
  '`a\n`<b>`',
  '\\``<b>`',
  '- ```\n  code',
  '- ```\ncode\n```\n<video src=x>',
  '1. step\n   ```sh\n   kubectl get <pod>\n\nnext <b>',
  '```\nopen',
  '~~~ `\nopen <b>',
  '> ```\n> quoted\nnot <b>',
  '    <div>\n\ntext <div>',
  'a\n    <b>',
  '- a\n\n      <b>\n\n  <i>',
  '# One\n## Two\nThree\n===\nFour\n---\nFive\n-',
  '> Title\n> ===',
  '- Title\n  ---',
  '<!-- all of this',
  '<script>alert(1)</script>',
  '<?php',
  '<![CDATA[',
  '<div style="position:fixed">',
  '![x](https://evil.example/x.png)',
  '!![x](https://evil.example/x.png)',
  '\\!![x](https://evil.example/x.png)',
  `${'!'.repeat(99)}[x](https://evil.example/x.png)`,
  '![x][1]\n\n[1]: https://evil.example/x.png',
  '![x]\n\n[x]: https://evil.example/x.png',
  '[a](b`c) <b>`',
  '[a](b "t`u") <b>`',
  "[a](b 't\n`') <b>`",
  '[a](<b`c>) `<b>`',
  '[a](x![b](https://evil.example))',
  '\\[a](x![b](https://evil.example))',
  '[x](</b>) \\[y](</b>)',
  '<https://a`b> <b>`',
  '[x](javascript:alert(1))',
  '[x](java&#115;cript:alert(1))',
  '[x](data:text/html,1)',
  '[x](//evil.example)',
  '[x][1]\n\n[1]: //evil.example',
  '[x](</\\\\evil.example>)',
  '{{ x }} $y',
  '[14:30]: restarted',
  '- [14:30]: restarted',
  '[two\nlines]: restarted',
  '![a]: restarted',
  '[`a]: b` <b>',
  '| a | b |\n|---|---|\n| ` | <b> ` |',
  'a | b\n- | -\n` | <b> `',
  '\t```\n\t<b>',
  '-\t```\n\t<b>',
  '* * *\n***\n___',
  '1) a\n2) b\n\n   c',
  'ends with \\',
];
