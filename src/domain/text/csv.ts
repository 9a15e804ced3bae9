/** A value of a cell; absent ones are empty cells. */
export type Cell = string | number | undefined;

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled). A text that a spreadsheet would run as a formula gets a leading apostrophe:
 * `=`, `+`, `-`, `@`, tab and carriage return at its start, as OWASP advises. Numbers stay numbers.
 */
export function toCsv(rows: Cell[][]): string {
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(value: Cell): string {
  if (value === undefined) {
    return '';
  }
  const text = typeof value === 'number' ? String(value) : harmless(value);
  return /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// some spreadsheets skip white space in front and take full-width signs for plain ones
function harmless(text: string): string {
  return /^[\t\r]|^\s*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
}
