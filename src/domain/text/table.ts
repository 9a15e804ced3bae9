/** Rows under the names of their columns, each with the line of the file that it begins on. */
export interface Table {
  columns: string[];
  rows: Array<{ line: number; cells: Record<string, string> }>;
}

/** Reads CSV (RFC 4180; comma, semicolon or tab, whichever the first line has most of) or a JSON list of objects. */
export function readTable(text: string): Table | undefined {
  const plain = text.replace(/^\uFEFF/, '');
  return /^\s*[[{]/.test(plain) ? fromJson(plain) : fromCsv(plain);
}

function fromCsv(text: string): Table | undefined {
  const [first = ''] = text.split(/\r?\n/, 1);
  const separator = [',', ';', '\t']
    .map((each) => ({ each, count: first.split(each).length }))
    .sort((a, b) => b.count - a.count)[0].each;
  const [head, ...rows] = parse(text, separator);
  const columns = head?.cells.map((name, index) => name.trim() || `#${index + 1}`);
  return columns && columns.length > 1
    ? {
        columns,
        rows: rows
          .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
          .map(({ line, cells }) => ({
            line,
            cells: Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])),
          })),
      }
    : undefined;
}

function parse(text: string, separator: string): Array<{ line: number; cells: string[] }> {
  const rows: Array<{ line: number; cells: string[] }> = [];
  let row: { line: number; cells: string[] } = { line: 1, cells: [] };
  let cell = '';
  let isQuoted = false;
  let line = 1;
  const endRow = () => {
    rows.push({ ...row, cells: [...row.cells, cell] });
    cell = '';
    row = { line: line + 1, cells: [] };
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (isQuoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (sign === '"') {
        isQuoted = false;
      } else {
        cell += sign;
      }
    } else if (sign === '"' && cell === '') {
      isQuoted = true;
    } else if (sign === separator) {
      row.cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      endRow();
    } else if (sign !== '\r') {
      cell += sign;
    }
    line += sign === '\n' ? 1 : 0;
  }
  if (cell !== '' || row.cells.length > 0) {
    endRow();
  }
  return rows;
}

function fromJson(text: string): Table | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  const list = Array.isArray(raw) ? raw : listIn(raw);
  const rows = list?.flatMap((each, index) =>
    typeof each === 'object' && each !== null ? [{ line: index + 1, cells: flat(each) }] : []
  );
  const columns = [...new Set(rows?.flatMap(({ cells }) => Object.keys(cells)))];
  return rows && columns.length > 0 ? { columns, rows } : undefined;
}

/** `{ incidents: [...] }` and the like. */
function listIn(raw: unknown): unknown[] | undefined {
  return typeof raw === 'object' && raw !== null ? Object.values(raw).find(Array.isArray) : undefined;
}

function flat(value: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]): Array<[string, string]> => {
      if (typeof each === 'object' && each !== null && !Array.isArray(each)) {
        return Object.entries(flat(each, `${prefix}${key}.`));
      }
      const text = Array.isArray(each)
        ? each.map(String).join(', ')
        : each === null || each === undefined
          ? ''
          : String(each);
      return [[`${prefix}${key}`, text]];
    })
  );
}
