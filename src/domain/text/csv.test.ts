import fc from 'fast-check';
import { toCsv } from './csv';

describe('toCsv', () => {
  it.each([
    ['plain', 'plain'],
    ['Équipe SRE', 'Équipe SRE'],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['', ''],
    [undefined, ''],
    [-3.5, '-3.5'],
    // a spreadsheet would run these
    ['=1+1', "'=1+1"],
    ['+33 1 23', "'+33 1 23"],
    ['-2 % CPU', "'-2 % CPU"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    ['\r=1', '"\'\r=1"'],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ])('writes %j as %j', (value, expected) => {
    expect(toCsv([[value, 'end']])).toBe(`${expected},end\r\n`);
  });

  it('gives back every cell, with at most an apostrophe in front, and no formula', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', 'a') })
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const read = parse(toCsv(rows));
        expect(read).toHaveLength(rows.length);
        read.forEach((row, line) =>
          row.forEach((value, column) => {
            expect([rows[line][column], `'${rows[line][column]}`]).toContain(value);
            expect(value).not.toMatch(/^[=+\-@\t\r]/);
          })
        );
      })
    );
  });
});

/** A strict reader of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        value += text[at];
        at += text[at] === '"' ? 1 : 0;
      }
      at++;
    } else {
      for (; text[at] !== ',' && text[at] !== '\r'; at++) {
        value += text[at];
      }
    }
    row.push(value);
    if (text[at] === '\r') {
      rows.push(row);
      row = [];
      at++;
    }
    at++;
  }
  return rows;
}
