/** Rows under the names of their columns, each with the line of the file that it begins on. */
export interface Table {
  columns: string[];
  rows: Array<{ line: number; cells: Record<string, string> }>;
}

/** Reads CSV (RFC 4180; comma, semicolon or tab, whichever the first line has most of), a JSON list of objects, or one object a line. */
export function readTable(text: string): Table | undefined {
  const plain = text.replace(/^\uFEFF/, '');
  return /^\s*[[{]/.test(plain) ? (fromJson(plain) ?? fromJsonLines(plain)) : fromCsv(plain);
}

function fromCsv(text: string): Table | undefined {
  // spreadsheets may say the separator in a line before the names
  const [before, said] = /^sep=(.)\r?\n/i.exec(text) ?? [''];
  const [first = ''] = text.slice(before.length).split(/\r?\n/, 1);
  const separator =
    said ??
    [',', ';', '\t', '|']
      .map((each) => ({ each, count: first.replace(/"[^"]*"/g, '').split(each).length }))
      .sort((a, b) => b.count - a.count)[0].each;
  const [head, ...rows] = parse(text.slice(before.length), separator, before === '' ? 1 : 2);
  const columns = head?.cells.map((name, index) => name.trim() || `#${index + 1}`);
  return columns && columns.length > 1
    ? {
        columns: [...new Set(columns)],
        rows: rows
          .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
          .map(({ line, cells }) => ({
            line,
            cells: cellsOf(columns, cells),
          })),
      }
    : undefined;
}

/** Columns of one name are one: what they hold stands there by commas, as a tool that repeats `Component` means it. */
function cellsOf(columns: string[], cells: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  columns.forEach((name, index) => {
    found[name] = [found[name], cells[index]].filter(Boolean).join(', ');
  });
  return found;
}

function parse(text: string, separator: string, from: number): Array<{ line: number; cells: string[] }> {
  const rows: Array<{ line: number; cells: string[] }> = [];
  let row: { line: number; cells: string[] } = { line: from, cells: [] };
  let cell = '';
  let isQuoted = false;
  let line = from;
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
  return tableOf(Array.isArray(raw) ? raw : listIn(raw));
}

function fromJsonLines(text: string): Table | undefined {
  try {
    return tableOf(text.split(/\r?\n/).flatMap((line): unknown[] => (line.trim() === '' ? [] : [JSON.parse(line)])));
  } catch {
    return undefined;
  }
}

function tableOf(list: unknown[] | undefined): Table | undefined {
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
        ? each.map(named).filter(Boolean).join(', ')
        : each === null || each === undefined
          ? ''
          : String(each);
      return [[`${prefix}${key}`, text]];
    })
  );
}

/** What a thing in a list is called; nothing for one that only a program could read. */
function named(thing: unknown): string {
  if (typeof thing !== 'object' || thing === null) {
    return String(thing ?? '');
  }
  const cells = flat(thing);
  const name = ['name', 'summary', 'title', 'label', 'key', 'attributes.name'].find((key) => cells[key]);
  return name ? cells[name] : '';
}
