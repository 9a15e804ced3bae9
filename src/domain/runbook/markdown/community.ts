import { stringify } from 'yaml';
import { checkPromql } from '../../promql/promql';
import { slug } from '../../record/record';
import { fence, fenceAfter, fencesIn } from '../../text/fences';
import { type Front } from '../../text/frontMatter';
import { emptyContent, type RunbookSection, RUNBOOK_SECTION_KEYS, type Step } from '../schema';
import { foldText } from '../search';
import { tidyContent, tidyCode, tidyLine } from '../tidy';
import { SYNONYMS } from './headings';
import { type Imported, type NotUnderstood } from './imported';

interface Part {
  level: number;
  heading: string;
  /** Of the heading, from 1 in the file. */
  line: number;
  lines: string[];
}

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$/;
const SHELL = ['bash', 'sh', 'shell', 'zsh', 'console', 'shell-session', 'terminal', 'cmd', 'powershell', 'sql'];
const MAYBE_PROMQL = ['', 'console', 'text', 'txt'];
const PROMQL = ['promql', 'prometheus', 'metricsql'];
/** Sections whose code blocks are steps; elsewhere they illustrate. */
const ACTIVE: readonly RunbookSection[] = ['diagnosis', 'mitigation', 'solutions'];
const MAX_TITLE = 120;
const LETTER = new RegExp(String.raw`\p{L}`, 'u');

/** Reads any other runbook file: by its headings, fenced commands and PromQL. What has no place stays as text and is listed. */
export function readCommunity(front: Front, body: string, offset: number, name: string): Imported {
  const notUnderstood: NotUnderstood[] = [];
  const { known, rest } = readFront(front);
  const parts = partsOf(body, offset);
  const titled = parts.find(({ level, heading }) => level === 1 && heading !== '');
  const fileTitle = tidyLine(name.replace(/\.(md|markdown)$/i, '').replace(/^.*[/\\]/, ''));
  const title = known.title || titled?.heading || fileTitle || '?';
  const sections: Partial<Record<RunbookSection, string[]>> = {};
  const steps: Record<string, Step> = {};
  const keep = (section: RunbookSection, lines: string[]) => {
    (sections[section] ??= []).push(lines.join('\n'));
  };
  if (Object.keys(rest).length > 0) {
    notUnderstood.push(...Object.keys(rest).map((each): NotUnderstood => ({ what: 'frontMatter', text: each })));
    keep('notes', [fence(stringify(rest, { lineWidth: 0 }).trimEnd(), 'yaml')]);
  }
  for (const part of parts) {
    const lines = part.lines.map((line, index) => neutral(line, part.line + index + 1, notUnderstood));
    const section = part.heading === '' || part === titled ? 'meaning' : sectionOf(part.heading);
    if (part === titled && part.heading !== title) {
      keep('meaning', [`# ${part.heading}`]); // the front matter names it otherwise
    }
    if (section === undefined) {
      notUnderstood.push({ what: 'heading', text: part.heading, line: part.line });
      keep('notes', [`${'#'.repeat(part.level)} ${part.heading}`, ...lines]);
    } else if (ACTIVE.includes(section)) {
      keep(section, takeSteps(lines, part, steps, notUnderstood));
    } else {
      keep(section, lines);
    }
  }
  const isSymptoms =
    Boolean(sections.symptoms ?? sections.causes ?? sections.solutions) && !sections.diagnosis && !sections.mitigation;
  return {
    content: tidyContent({
      ...emptyContent(title.slice(0, 300)),
      form: isSymptoms ? 'symptoms' : 'meaning',
      ...(known.owner && { owner: known.owner }),
      services: known.services.map((each) => slug(each).slice(0, 40)),
      alerts: known.alerts.length > 0 ? known.alerts : alertNames([titled?.heading ?? '', fileTitle]),
      sections: Object.fromEntries(
        RUNBOOK_SECTION_KEYS.flatMap((each) => (sections[each] ? [[each, sections[each].join('\n\n')]] : []))
      ),
      steps,
    }),
    notUnderstood: notUnderstood.sort((one, other) => (one.line ?? 0) - (other.line ?? 0)),
  };
}

/** Runbooks of the community are named after their alert: `KubePodCrashLooping`, `etcdNoLeader`. */
function alertNames(names: string[]): string[] {
  return names.filter((name) => /^[A-Za-z]\w*[a-z]\w*[A-Z]\w*$/.test(name)).slice(0, 1);
}

function readFront(front: Front) {
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : Array.isArray(value)
        ? value.flatMap((each) => (typeof each === 'string' ? [each] : []))
        : [];
  const { title, owner, team, service, services, alert, alerts, alertname, ...rest } = front;
  return {
    known: {
      title: texts(title)[0] ?? '',
      owner: texts(owner)[0] ?? texts(team)[0] ?? '',
      services: [...texts(service), ...texts(services)],
      alerts: [...texts(alert), ...texts(alerts), ...texts(alertname)],
    },
    rest,
  };
}

/** Parts by heading; one above the next known section keeps its smaller headings as text. */
function partsOf(body: string, offset: number): Part[] {
  const parts: Part[] = [{ level: 0, heading: '', line: offset, lines: [] }];
  let open: string | undefined;
  body.split('\n').forEach((line, index) => {
    const before = open;
    open = fenceAfter(line, open);
    const [, marks, heading] = (before === undefined && HEADING.exec(line)) || [];
    const current = parts[parts.length - 1];
    const isInside = marks !== undefined && current.level > 0 && marks.length > Math.max(current.level, 1);
    if (heading !== undefined && (!isInside || sectionOf(heading) !== undefined || current.level === 1)) {
      parts.push({ level: marks.length, heading, line: offset + index + 1, lines: [] });
    } else {
      current.lines.push(line);
    }
  });
  return parts.filter(({ heading, lines }) => heading !== '' || lines.some((line) => line.trim() !== ''));
}

function sectionOf(heading: string): RunbookSection | undefined {
  const folded = foldText(heading)
    .replace(/[^a-z' -]+/g, '')
    .trim();
  return RUNBOOK_SECTION_KEYS.find((section) => SYNONYMS[section].includes(folded));
}

/** Makes steps of the code blocks, each with the text before it; what stands before the first and after the last stays in the section. */
function takeSteps(lines: string[], part: Part, steps: Record<string, Step>, notUnderstood: NotUnderstood[]): string[] {
  const left: string[] = [];
  let from = 0;
  for (const block of fencesIn(lines)) {
    const language = block.info.split(/[\s{,]/)[0].toLowerCase();
    const code = tidyCode(block.content);
    const isQuery = PROMQL.includes(language) || (MAYBE_PROMQL.includes(language) && looksLikeQuery(code));
    if (code === '' || !(isQuery || SHELL.includes(language) || (language === '' && looksLikeCommand(code)))) {
      continue;
    }
    if (isQuery && checkPromql(code).length > 0) {
      notUnderstood.push({ what: 'query', text: code.split('\n')[0], line: part.line + block.from + 1 });
      continue;
    }
    const prose = lines.slice(from, block.from);
    const { command, isTranscript } = withoutPrompts(code);
    const isWhole = !isQuery && isTranscript;
    if (isWhole) {
      notUnderstood.push({ what: 'console', text: command.split('\n')[0], line: part.line + block.from + 1 });
    }
    const text = [...prose, ...(isWhole ? lines.slice(block.from, block.to + 1) : [])].join('\n').trim();
    const title = titleOf(prose, part.heading, isQuery ? code : command);
    const base = { position: Object.keys(steps).length + 1, title, ...(text && { text }) };
    steps[freeKey(title, steps)] = isQuery
      ? { kind: 'query', ...base, expr: code }
      : { kind: 'command', ...base, command };
    from = block.to + 1;
  }
  left.push(...lines.slice(from));
  return left;
}

/** The sentence that introduces a block, else its first line. */
function titleOf(prose: string[], heading: string, code: string): string {
  const text = prose.join('\n').trimEnd();
  const paragraph = text.slice(text.lastIndexOf('\n\n') + 1);
  const sentence = tidyLine(paragraph)
    .split(/(?<=[.!?])\s+/)
    .filter((each) => LETTER.test(each))
    .at(-1);
  const plain = tidyLine(
    (sentence ?? '')
      .replace(/^\s*(?:[-*+]|\d+[.)]|#+)\s+/, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[`*_]/g, '')
      .replace(/:$/, '')
  );
  const title = plain && plain.length <= MAX_TITLE ? plain : tidyLine(code.split('\n')[0]);
  return title.slice(0, MAX_TITLE) || heading;
}

/** Many write PromQL into a block of another language, or of none. */
function looksLikeQuery(code: string): boolean {
  return /^[a-z_:]+ *(\(|\{|by\b)/i.test(code) && checkPromql(code).length === 0;
}

function looksLikeCommand(code: string): boolean {
  return /^(\$ )?(sudo |kubectl|docker|helm|oc|curl|ssh|systemctl|journalctl|etcdctl|redis-cli|psql|amtool|promtool|grep|ps|top|df|du|ls|cat)\b/.test(
    code
  );
}

/** `$ kubectl get pods` is typed without its prompt; with the output below it, it is a transcript. */
function withoutPrompts(code: string): { command: string; isTranscript: boolean } {
  const lines = code.split('\n');
  const typed = lines.filter((line) => /^\s*[$❯]\s+/.test(line));
  return typed.length === 0
    ? { command: code, isTranscript: false }
    : {
        command: typed.map((line) => line.replace(/^\s*[$❯]\s+/, '')).join('\n'),
        isTranscript: typed.length < lines.length,
      };
}

const UNSAFE_DEFINITION = /^( {0,3}\[[^\]]+\]:) *<? *((?:javascript|data|vbscript)\s*:.*)$/i;
const UNSAFE_LINK = /\[([^\]]*)\]\(\s*<?\s*((?:javascript|data|vbscript)\s*:[^)]*)\)/gi;

/** A line without what a browser would execute; HTML and shortcodes stay as they are, and are shown as text. */
function neutral(line: string, at: number, notUnderstood: NotUnderstood[]): string {
  if (/\{\{[<%].*[>%]\}\}/.test(line)) {
    notUnderstood.push({ what: 'shortcode', text: line.trim().slice(0, MAX_TITLE), line: at });
  }
  if (
    /<\/?[a-z][a-z0-9-]*(\s[^<>]*)?\/?>/i.test(line.replace(/`[^`]*`/g, '').replace(/<https?:[^>]*>/g, '')) &&
    /<\/|\/>|<(?:img|br|script|div|details|summary|iframe|a|p|b|i|table)\b/i.test(line)
  ) {
    notUnderstood.push({ what: 'html', text: line.trim().slice(0, MAX_TITLE), line: at });
  }
  const disarm = (_: string, label: string, url: string) => {
    notUnderstood.push({ what: 'link', text: url.slice(0, MAX_TITLE), line: at });
    return `${label} (\`${url.replaceAll('`', "'")}\`)`;
  };
  return line.replace(UNSAFE_LINK, disarm).replace(UNSAFE_DEFINITION, disarm);
}

function freeKey(title: string, steps: Record<string, Step>): string {
  const base =
    slug(title)
      .replace(/^[^a-z]+/, '')
      .slice(0, 32)
      .replace(/-+$/, '') || 'step';
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!(key in steps) && key !== 'end') {
      return key;
    }
  }
}
