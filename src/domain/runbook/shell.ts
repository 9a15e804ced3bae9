import { type Outcome, type Reason, refuse } from '../record/outcome';

/** `<name>` in a command or a query; only names that are declared as parameters are meant. */
const MENTION = /<([a-z][a-z0-9-]{0,39})>/y;

/** The parameter mentioned at `at`, of those in `names`. */
export function mentionAt(template: string, at: number, names: ReadonlySet<string>): string | undefined {
  MENTION.lastIndex = at;
  const name = MENTION.exec(template)?.[1];
  return name !== undefined && names.has(name) ? name : undefined;
}

/** Nothing in it means anything to a shell, wherever it stands. */
const PLAIN = /^[A-Za-z0-9_./:@,][A-Za-z0-9_./:@%+,=-]*$/;
/** Control characters act on the terminal that a command is pasted into; a line break or a tab inside quotes does not. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
/** Words that hand their arguments to another shell or interpreter, which would read the value once more. */
const READS_AGAIN =
  /(?:^|[\s;|&(])(?:eval|exec|source|\.|ssh|su|sudo|watch|xargs|parallel|trap|alias|awk|sed|perl|python3?|ruby|node|psql|mysql|jq|find|(?:ba|da|z|k)?sh|-c|-e|-exec)(?=\s|$)/;

type State = 'plain' | 'double' | 'single' | 'ansi' | 'backtick' | 'brace' | 'arithmetic' | 'comment';
/** Where no quoting keeps a value what it is. */
const HOPELESS: readonly State[] = ['ansi', 'backtick', 'brace', 'arithmetic', 'comment'];
/** Before a value these would make something else of its quotes: `$'…'`, `!…`. */
const TAKES_QUOTES = /[$!]/;

/**
 * A POSIX shell command with the values in the place of `<name>`, each one argument and nothing else: quoted with single quotes,
 * which take everything as it is. Refused where a value is missing, or where no quoting would keep it data: in a comment, a
 * here-document, backticks, `${…}` or `$((…))`, as the command's name, as an option, or read again by another interpreter.
 */
export function fillCommand(template: string, values: Record<string, string | undefined>): Outcome<string> {
  const names = new Set(Object.keys(values));
  const reasons: Reason[] = [];
  const reader = new ShellReader(/\bcase\b/.test(template));
  let filled = '';
  for (let at = 0; at < template.length;) {
    const name = mentionAt(template, at, names);
    if (name === undefined) {
      const length = reader.read(template, at);
      filled += template.slice(at, at + length);
      at += length;
      continue;
    }
    const value = values[name];
    const reason = value === undefined || value === '' ? missing(name) : placeReason(name, value, reader, template, at);
    if (reason) {
      reasons.push(reason);
    } else {
      filled += quoteFor(reader.state, value ?? '');
    }
    reader.enterWord();
    at += name.length + 2;
  }
  return reasons.length > 0 ? refuse(...reasons) : { ok: filled };
}

export function missing(name: string): Reason {
  return { code: 'parameter.missing', values: { name } };
}

function placeReason(
  name: string,
  value: string,
  reader: ShellReader,
  template: string,
  at: number
): Reason | undefined {
  if (CONTROL.test(value)) {
    return { code: 'parameter.control', values: { name } };
  }
  const isHopeless = HOPELESS.includes(reader.state) || reader.isLost || reader.isInHereDocument;
  if (isHopeless || reader.isCommandName || TAKES_QUOTES.test(template[at - 1] ?? '')) {
    return { code: 'parameter.place', values: { name } };
  }
  if (value.startsWith('-') && (reader.isWordStart || template[at - 1] === '"' || template[at - 1] === "'")) {
    return { code: 'parameter.option', values: { name } };
  }
  return READS_AGAIN.test(template) && !PLAIN.test(value) ? { code: 'parameter.place', values: { name } } : undefined;
}

function quoteFor(state: State, value: string): string {
  const inside = value.replaceAll("'", "'\\''");
  switch (state) {
    case 'single':
      return inside;
    case 'double':
      return PLAIN.test(value) ? value : `"'${inside}'"`;
    default:
      return PLAIN.test(value) ? value : `'${inside}'`;
  }
}

/** Follows what a shell would take each character for. */
class ShellReader {
  private readonly states: State[] = ['plain'];
  /** Delimiters of here-documents whose bodies begin on the next line. */
  private hereDocuments = 0;
  isInHereDocument = false;
  /** Something stood there that this reader does not follow: from there on nothing is certain. */
  isLost: boolean;
  /** The next word names what is run. */
  isCommandName = true;
  isWordStart = true;

  /** The patterns of `case` have brackets that close nothing. */
  constructor(hasCase: boolean) {
    this.isLost = hasCase;
  }

  get state(): State {
    return this.states.at(-1) ?? 'plain';
  }

  /** A value stands here: part of a word. */
  enterWord(): void {
    this.isWordStart = false;
  }

  /** How many characters belong together from `at`. */
  read(text: string, at: number): number {
    const here = text[at];
    if (here === '\n' && this.hereDocuments > 0 && this.state === 'plain') {
      this.isInHereDocument = true;
    }
    switch (this.state) {
      case 'comment':
        if (here === '\n') {
          this.states.pop();
          return this.readPlain(text, at);
        }
        return 1;
      case 'single':
        return this.readQuoted(here, "'");
      case 'ansi':
        return here === '\\' ? 2 : this.readQuoted(here, "'");
      case 'backtick':
        this.isLost ||= /['"\\$]/.test(here);
        return this.readQuoted(here, '`');
      case 'brace':
        this.isLost ||= /['"\\$`]/.test(here);
        return this.readQuoted(here, '}');
      case 'arithmetic':
        this.isLost ||= /['"\\$`()]/.test(here) && !text.startsWith('))', at);
        return text.startsWith('))', at) ? 1 + this.readQuoted(')', ')') : 1;
      case 'double':
        return here === '\\' ? 2 : here === '"' ? this.readQuoted(here, '"') : this.readExpansion(text, at);
      case 'plain':
        return this.readPlain(text, at);
    }
  }

  private readQuoted(here: string, end: string): number {
    if (here === end) {
      this.states.pop();
    }
    return 1;
  }

  private readExpansion(text: string, at: number): number {
    const opening = (
      [
        ['$((', 'arithmetic'],
        ['$(', 'plain'],
        ['${', 'brace'],
        ['`', 'backtick'],
      ] as const
    ).find(([mark]) => text.startsWith(mark, at));
    if (!opening) {
      return 1;
    }
    this.states.push(opening[1]);
    if (opening[1] === 'plain') {
      this.isCommandName = true;
      this.isWordStart = true;
    }
    return opening[0].length;
  }

  private readPlain(text: string, at: number): number {
    const here = text[at];
    if (/\s/.test(here)) {
      this.isCommandName = here === '\n' ? true : this.isCommandName && this.isWordStart;
      this.isWordStart = true;
      return 1;
    }
    if (here === ')' && this.states.length > 1) {
      this.states.pop();
      this.enterWord();
      return 1;
    }
    if (/[;|&()]/.test(here)) {
      if (here === '(' && this.states.length > 1) {
        this.states.push('plain');
      }
      this.isCommandName = true;
      this.isWordStart = true;
      return 1;
    }
    if (here === '#' && this.isWordStart) {
      this.states.push('comment');
      return 1;
    }
    const hereDocument = /^<<-?(?!<)/.exec(text.slice(at, at + 4));
    if (hereDocument) {
      this.hereDocuments++;
      return hereDocument[0].length;
    }
    this.isWordStart = false;
    if (here === '\\') {
      return 2;
    }
    if (here === "'" || here === '"') {
      this.states.push(here === "'" ? 'single' : 'double');
      return 1;
    }
    if (text.startsWith("$'", at)) {
      this.states.push('ansi');
      return 2;
    }
    return this.readExpansion(text, at);
  }
}
