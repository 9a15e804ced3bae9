import { type Outcome, refuse } from '../../record/outcome';
import { isLocalDate } from '../localDates';

export const MOST_ICS_BYTES = 5_000_000;

export interface IcsLine {
  /** Of the file, where it begins. */
  number: number;
  name: string;
  /** `;TZID=Europe/Paris;VALUE=DATE-TIME`, as it stands. */
  parameters: string;
  value: string;
}

/** What stands between BEGIN and END, with what it holds itself. */
export interface IcsComponent {
  kind: string;
  line: number;
  properties: IcsLine[];
  parts: IcsComponent[];
}

/** What a calendar file (RFC 5545) holds. Refused: what is no calendar, is cut off, or larger than anybody means. */
export function parseIcs(text: string): Outcome<IcsComponent[]> {
  if (text.length > MOST_ICS_BYTES) {
    return refuse({ code: 'ics.tooLarge', values: { megabytes: MOST_ICS_BYTES / 1e6 } });
  }
  const lines = unfolded(text);
  if (lines[0]?.name !== 'BEGIN' || lines[0].value.toUpperCase() !== 'VCALENDAR') {
    return refuse({ code: 'ics.notOne' });
  }
  const found: IcsComponent[] = [];
  const open: IcsComponent[] = [];
  for (const line of lines) {
    const kind = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN') {
      const begun: IcsComponent = { kind, line: line.number, properties: [], parts: [] };
      const around = open.at(-1);
      (around?.kind === 'VCALENDAR' ? found : around?.parts)?.push(begun);
      open.push(begun);
    } else if (line.name === 'END') {
      if (open.pop()?.kind !== kind) {
        return refuse({ code: 'ics.broken', values: { line: line.number } });
      }
    } else {
      open.at(-1)?.properties.push(line);
    }
  }
  const cut = open.at(-1);
  return cut ? refuse({ code: 'ics.cut', values: { line: cut.line } }) : { ok: found };
}

/** The first property of that name. */
export function propertyOf({ properties }: IcsComponent, name: string): IcsLine | undefined {
  return properties.find((property) => property.name === name);
}

/** The local date of `20261225` or `20261225T090000Z`; undefined where there is no such day. */
export function icsDate(value: string | undefined): string | undefined {
  const [, year, month, day] = /^\s*(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?\s*$/.exec(value ?? '') ?? [];
  const date = `${year}-${month}-${day}`;
  return isLocalDate(date) ? date : undefined;
}

/** A text as it was before it was escaped, with its line breaks. */
export function icsText(value: string): string {
  return value.replace(/\\([nN\\;,])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character));
}

/** Lines of the file with their continuations; those that are no `NAME:value` are passed over. */
function unfolded(text: string): IcsLine[] {
  const lines: Array<{ number: number; text: string }> = [];
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .forEach((line, index) => {
      const last = lines.at(-1);
      if (/^[ \t]/.test(line) && last) {
        last.text += line.slice(1);
      } else if (line.trim()) {
        lines.push({ number: index + 1, text: line });
      }
    });
  return lines.flatMap((line) => {
    // a colon in a quoted parameter ends nothing
    const [, name, parameters = '', value = ''] =
      /^([\w-]+)((?:;[^":;]*(?:"[^"]*"[^":;]*)*)*):(.*)$/s.exec(line.text) ?? [];
    return name ? [{ number: line.number, name: name.toUpperCase(), parameters, value }] : [];
  });
}
