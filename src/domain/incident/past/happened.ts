import { type Instant } from '../../record/record';
import { fenceAfter } from '../../text/fences';
import { HOUR_MS } from '../../time/units';
import { type Around, saidInstant, readMoment, type SaidTime, zoneIn } from './moment';
import { cellsOf, type ReportPart } from './parts';

export interface Happened {
  at: Instant;
  text: string;
}

/** A time so much earlier than the one above it is of the next day. */
const NEXT_DAY_MS = 6 * HOUR_MS;
const BULLET = /^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ x]\]\s+)?/;
const HEAD = /^\W*(?:time|date|day|when|timestamp|heure|horodatage|jour)\b/i;
const RULE = /^[\s|:-]+$/;
/** `T+5m`, `T-1h30`. */
const RELATIVE = new RegExp(String.raw`^T\s*([+-])\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*(?:m(?:in)?)?)?(?![\p{L}\d])`, 'iu');
const OPENING = /^(?:\*\*|__|\*|_|`|\[|\()+/;
const CLOSING: Partial<Record<string, string>> = { '[': ']', '(': ')' };
const SEPARATORS = '[\\s:,;.–—-]*';

/** Reads the parts of a timeline line by line: what has no time of its own belongs to what stands above it. */
export class TimelineReading {
  readonly entries: Happened[] = [];
  /** What stands above the first time. */
  readonly before: string[] = [];
  private around: Around;
  private last: number | undefined;
  private open: string | undefined;

  /** `zero` is where `T+…` counts from. */
  constructor(
    around: Around,
    private readonly zero: Instant | undefined
  ) {
    this.around = { ...around };
  }

  part({ heading, lines }: ReportPart, isFirst: boolean): void {
    const zone = zoneIn(isFirst ? `${heading}\n${lines.slice(0, 5).join('\n')}` : heading);
    this.around = { ...this.around, ...(zone && { zone }) };
    if (!isFirst && !this.take(heading)) {
      this.addText(`**${heading}**`);
    }
    lines.forEach((line) => this.line(line));
  }

  private line(line: string): void {
    const wasInside = this.open !== undefined;
    this.open = fenceAfter(line, this.open);
    if (wasInside || this.open !== undefined) {
      this.addText(line);
      return;
    }
    const cells = cellsOf(line);
    if (cells && (RULE.test(line) || HEAD.test(cells[0]))) {
      return;
    }
    const isTaken = cells ? this.takeRow(cells) : this.take(line.replace(BULLET, ''));
    if (!isTaken && !isAboutZone(line)) {
      this.addText(cells ? cells.join(' · ') : line);
    }
  }

  /** The day may stand in a column of its own. */
  private takeRow([first = '', second = '', ...others]: string[]): boolean {
    const said = readMoment(withoutMarks(first))?.said;
    const isDayAlone =
      said !== undefined && said.hour === undefined && readMoment(withoutMarks(second))?.said.hour !== undefined;
    const [when, what] = isDayAlone ? [`${first} ${second}`, others] : [first, [second, ...others]];
    return this.take(when, what.filter(Boolean).join(' · '));
  }

  /** A line that begins with a time is something that happened; one that is a day alone says of which day the next ones are. */
  private take(line: string, more = ''): boolean {
    const text = withoutMarks(line);
    const relative = this.relative(text);
    const read = relative ?? readMoment(text);
    if (!read) {
      return false;
    }
    const words = [wordsAfter(read.rest, OPENING.exec(line.trim())?.[0] ?? ''), more].filter(Boolean).join(' ');
    const { said } = read;
    if (said.hour === undefined) {
      this.around = { ...this.around, ...dayOf(said) };
      this.last = undefined;
      const zone = zoneIn(words);
      if (words === '' || isAboutZone(words)) {
        this.around = { ...this.around, ...(zone && { zone }) };
        return true;
      }
    }
    const at = relative?.at ?? this.instant(said);
    if (at === undefined) {
      return false;
    }
    this.entries.push({ at, text: words });
    return true;
  }

  private instant(said: SaidTime): Instant | undefined {
    const ownDay = said.day !== undefined;
    this.around = { ...this.around, ...dayOf(said) };
    const at = saidInstant(said, this.around);
    if (at === undefined) {
      return undefined;
    }
    let time = Date.parse(at);
    while (!ownDay && said.hour !== undefined && this.last !== undefined && time < this.last - NEXT_DAY_MS) {
      time += 24 * HOUR_MS;
    }
    this.last = time;
    return new Date(time).toISOString();
  }

  private relative(text: string): { said: SaidTime; at: Instant; rest: string } | undefined {
    const found = RELATIVE.exec(text);
    const zero = this.zero ?? saidInstant({}, this.around);
    if (!found || zero === undefined || !(found[2] ?? found[3])) {
      return undefined;
    }
    const minutes = Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
    const at = new Date(Date.parse(zero) + (found[1] === '-' ? -minutes : minutes) * 60_000).toISOString();
    return { said: { hour: 0 }, at, rest: text.slice(found[0].length) };
  }

  private addText(line: string): void {
    const current = this.entries.at(-1);
    if (current) {
      current.text = `${current.text}\n${line}`;
    } else {
      this.before.push(line);
    }
  }
}

function dayOf({ year, month, day }: SaidTime): Partial<Around> {
  return { ...(year !== undefined && { year }), ...(month !== undefined && { month, day: day ?? 1 }) };
}

function withoutMarks(text: string): string {
  return text.trim().replace(OPENING, '');
}

/** The words after a time, with the marks that were opened before it closed: `**14:03** – words`. A range keeps its end: `14:03–14:10`. */
function wordsAfter(rest: string, opened: string): string {
  const range = /^\s*(?:-|–|—|to|à)\s*(?=\d{1,2}[:h]\d{2})/.exec(rest);
  const end = range ? rest.slice(range[0].length) : '';
  const until = range ? readMoment(end) : undefined;
  if (until) {
    return `→ ${end.slice(0, end.length - until.rest.length)} ${wordsAfter(until.rest, opened)}`.trim();
  }
  const closing = [...opened]
    .reverse()
    .map((sign) => CLOSING[sign] ?? sign)
    .join('');
  const closed = new RegExp(`^${SEPARATORS}${closing.replace(/[^\w]/g, '\\$&')}${SEPARATORS}`).exec(rest);
  return closed
    ? rest.slice(closed[0].length).trim()
    : `${opened}${rest.replace(new RegExp(`^${SEPARATORS}`), '')}`.trim();
}

function isAboutZone(line: string): boolean {
  return line.length < 60 && zoneIn(line) !== undefined && readMoment(line) === undefined;
}
