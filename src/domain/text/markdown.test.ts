/** @jest-environment jest-fixed-jsdom */
import fc from 'fast-check';
import { HOSTILE_MARKDOWN as HOSTILE, LEADS_ASTRAY, OURS, readMarkdown as read, RENDERERS } from '../../test/renderers';
import { block, cell, flow, inline, inItem, items, markdownCell, points } from './markdown';

function problems(text: string, render: (markdown: string) => string): string[] {
  const { body } = read(`## Before\n\n${block(text)}\n\n## After`, render);
  const names = [...body.querySelectorAll('*')].map(({ localName }) => localName);
  const headings = [...body.children].filter(({ localName }) => localName === 'h2').map((one) => one.textContent);
  return [
    ...names.filter((name) => !OURS.test(name)),
    ...[...body.querySelectorAll('a')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((address) => LEADS_ASTRAY.test(address)),
    ...(names.filter((name) => name === 'h2').length === 2 ? [] : ['headings']),
    ...(headings.join() === 'Before,After' ? [] : [`at the top: ${headings.join()}`]),
  ];
}

const RUNS = 300;

/** Pieces of Markdown in any order, with words of which none may get lost. */
const typed = fc
  .array(
    fc.constantFrom(
      ...[
        '`',
        '``',
        '```',
        '~~~',
        '<b>',
        '</b>',
        '<!--',
        '<div ',
        '>',
        '> ',
        '- ',
        '1. ',
        '# ',
        '## ',
        '---',
        '===',
        '=',
      ],
      ...[
        '-',
        '\n',
        '\n',
        '\n\n',
        ' ',
        '  ',
        '    ',
        '\t',
        '\\',
        '!',
        '[',
        ']',
        '](',
        '(',
        ')',
        ':',
        '[a]',
        '[a]: ',
        '"',
      ],
      ...[
        "'",
        '|',
        '\n|-|\n',
        '\n|-|-|\n',
        'a',
        '<https://x.y>',
        'https://x.y',
        '[a](b)',
        '![a](b)',
        '*',
        '**',
        '_',
        '&lt;',
      ],
      ...['&#60;', '***', '2)', '\n    ', 'WORD', 'WORD', ' WORD']
    ),
    { maxLength: 25 }
  )
  .map((pieces) => pieces.map((piece, index) => piece.replace('WORD', `word${index}x`)).join(''));

function lost(text: string, shown: string): string[] {
  return (text.match(/word\d+x/g) ?? []).filter((word) => !shown.includes(word));
}

describe.each(Object.entries(RENDERERS))('a text in a document, read by %s', (_, render) => {
  it.each(HOSTILE)('stays a text: %j', (text) => {
    expect(problems(text, render)).toEqual([]);
  });

  it('stays a text whatever was typed, all of it', () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(problems(text, render)).toEqual([]);
        expect(lost(text, render(block(text)))).toEqual([]);
      }),
      { numRuns: RUNS }
    );
  });

  it.each(Object.entries({ inline, flow, items: (text: string) => items(text)[0] ?? '' }))(
    'stays in its list item: %s',
    (name, write) => {
      fc.assert(
        fc.property(typed, (text) => {
          const { body } = read(`- **Label**: x\n- ${inItem(write(text))}\n- last\n\n## After`, render);
          expect([...body.children].map(({ localName }) => localName)).toEqual(['ul', 'h2']);
          expect(body.firstElementChild?.children).toHaveLength(3);
          const names = [...body.querySelectorAll('li *')].map(({ localName }) => localName);
          expect(
            names.filter(
              (each) =>
                !(name === 'items' ? /^(?:code|em|strong|s|a|br|ul|li|p)$/ : /^(?:code|em|strong|s|a|p)$/).test(each)
            )
          ).toEqual([]);
          expect(name === 'items' ? [] : lost(text, body.innerHTML)).toEqual([]);
        }),
        { numRuns: RUNS }
      );
    }
  );
});

it('loses no item', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const said = text.replace(/^\s*(?:```|~~~)+[^\s`]+\s*$/gm, ''); // without the languages of code
      expect(lost(said, points(text).join('\n'))).toEqual([]);
      expect(lost(said, items(text).join('\n'))).toEqual([]);
    }),
    { numRuns: RUNS }
  );
});

it.each(Object.entries({ cell, markdownCell }))('stays in its cell: %s', (_, write) => {
  fc.assert(
    fc.property(typed, (text) => {
      const { body } = read(`| a | b |\n|---|---|\n| ${write(text)} | end |`, RENDERERS['markdown-it with tables']);
      expect([...body.querySelectorAll('td')].map(({ textContent }) => textContent)[1]).toBe('end');
      expect(
        [...body.querySelectorAll('td *')].filter(({ localName }) => !/^(?:code|em|strong|s|a)$/.test(localName))
      ).toEqual([]);
      expect(lost(text, body.innerHTML)).toEqual([]);
    }),
    { numRuns: RUNS }
  );
});

it.each([
  ['Title\n=====\ntext', '#### Title\ntext'],
  ['`a <b>` and <b>', '`a <b>` and &lt;b>'],
  [
    'see [the wiki][1] and [1]\n\n[1]: https://wiki.example/x',
    'see [the wiki](https://wiki.example/x) and [1](https://wiki.example/x)',
  ],
  ['[14:30]: restarted', '\\[14:30]: restarted'],
  ['- ```\n  code\nafter', '- ```\n  code\n  ```\nafter'],
  ['``` kubectl get pods\nx\n```', '```\nkubectl get pods\nx\n```'],
  ['```yaml\na: <b>\n```', '```yaml\na: <b>\n```'],
  ['![graph](https://x.example/a.png)', '[graph](https://x.example/a.png)'],
  ['[a](</d/my dashboard>)', '[a](/d/my%20dashboard)'],
  ['1 < 2 && 3 <= 4', '1 < 2 && 3 <= 4'],
  ['| a | b |\n|---|---|\n| c | d | e |', '| a | b |\n|---|---|\n| c | d \\| e |'],
])('keeps %j as %j', (text, expected) => {
  expect(block(text)).toBe(expected);
});

it.each([
  [
    'wrapped and nested bullets of a pasted post-mortem',
    '* The pod was\n  OOM-killed, and\nnobody saw it\n  * no alert\n  * no limit\n* Second\n\n  still the second',
    ['The pod was OOM-killed, and nobody saw it\n- no alert\n- no limit', 'Second still the second'],
  ],
  ['three levels', '- a\n  - b\n    - c\n- d', ['a\n- b\n  - c', 'd']],
  [
    'reference links',
    '- see [the wiki][1]\n- b\n\n[1]: https://wiki.example',
    ['see [the wiki](https://wiki.example)', 'b'],
  ],
  ['lines without bullets', 'one\ntwo', ['one', 'two']],
  ['a line before', 'We saw:\n- a\n- b', ['We saw:', 'a', 'b']],
])('reads %s as items', (_, text, expected) => {
  expect(items(text)).toEqual(expected);
});
