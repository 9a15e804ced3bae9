import React from 'react';
import { screen } from '@testing-library/react';
import { render } from '../../test/render';
import { MarkdownView } from './MarkdownView';

it('stands below the title of its page, unless it is the page', () => {
  const { rerender } = render(<MarkdownView text={'# One\n\n###### Six'} />);
  expect(screen.getByRole('heading', { name: 'One', level: 2 })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Six', level: 6 })).toBeVisible();
  rerender(<MarkdownView text="# One" isPage />);
  expect(screen.getByRole('heading', { name: 'One', level: 1 })).toBeVisible();
});

it.each([
  [
    '![graph](https://evil.example/x.png)',
    '<p><a href="https://evil.example/x.png" rel="noopener noreferrer">graph</a></p>',
  ],
  ['![x](/logout)', '<p><a href="/logout" rel="noopener noreferrer">x</a></p>'],
  ['![x](/\\evil.example)', '<p>x</p>'],
  [
    'a <img src="https://evil.example/x.png"> b',
    '<p>a <a href="https://evil.example/x.png" rel="noopener noreferrer">https://evil.example/x.png</a> b</p>',
  ],
  ['<div class="css-modal" style="position:fixed">over</div>', 'over'],
  ['<p style="position:fixed" class="x" id="y">over</p>', '<p>over</p>'],
  ['<video src="https://evil.example/v" poster="https://evil.example/p">text</video>', '<p>text</p>'],
  ['a <iframe src="https://evil.example"></iframe> b', '<p>a  b</p>'],
  ['a <audio src="https://evil.example/x"></audio> b', '<p>a  b</p>'],
  [
    '<table background="https://evil.example/x"><tr><td background="x">a</td></tr></table>',
    '<table><tbody><tr><td>a</td></tr></tbody></table>',
  ],
  ['[x](/\\evil.example) [y](//evil.example)', '<p><a>x</a> <a>y</a></p>'],
  ['[x](javascript:alert(1))', '<p><a>x</a></p>'],
  [
    '[x](/d/a) [y](https://a.example "t") [z](#a) [m](mailto:a@b.c)',
    '<p><a href="/d/a" rel="noopener noreferrer">x</a> <a href="https://a.example" title="t" rel="noopener noreferrer">y</a> <a href="#a" rel="noopener noreferrer">z</a> <a href="mailto:a@b.c" rel="noopener noreferrer">m</a></p>',
  ],
  ['3. a\n4. `b <c>`', '<ol> <li>a</li> <li><code>b &lt;c&gt;</code></li> </ol>'],
  ['- [x] done', '<ul> <li><input checked="" disabled="" type="checkbox"> done</li> </ul>'],
])('shows %s without what its author could see or cover', (text, expected) => {
  const { container } = render(<MarkdownView text={text} />);
  expect(container.querySelector('.markdown-html')?.innerHTML.trim().replace(/\n+/g, ' ')).toBe(expected);
});
