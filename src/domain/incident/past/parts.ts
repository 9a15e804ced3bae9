import { fenceAfter } from '../../text/fences';
import { type SectionKey } from '../schema';

/** What a part of a report is about: a text of ours, or one of the things that are read out of it. */
type Role = SectionKey | 'fields' | 'timeline' | 'actions';

export interface ReportPart {
  /** 0: what stands before the first heading. */
  level: number;
  heading: string;
  lines: string[];
}

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$/;
const UNDERLINE = /^ {0,3}(=+|-{2,})[ \t]*$/;

/** A report by its headings, those of code blocks excepted. */
export function reportParts(body: string): ReportPart[] {
  const parts: ReportPart[] = [{ level: 0, heading: '', lines: [] }];
  let open: string | undefined;
  for (const line of body.split('\n')) {
    const isInside = open !== undefined;
    open = fenceAfter(line, open);
    const current = parts[parts.length - 1];
    const [, marks, heading] = (!isInside && HEADING.exec(line)) || [];
    const [, under] = (!isInside && UNDERLINE.exec(line)) || [];
    const above = under && isTitle(current.lines) ? current.lines.pop() : undefined;
    if (marks !== undefined || above !== undefined) {
      parts.push({
        level: marks?.length ?? (under.startsWith('=') ? 1 : 2),
        heading: plainHeading(heading ?? above ?? ''),
        lines: [],
      });
    } else {
      current.lines.push(line);
    }
  }
  return parts.filter(({ heading, lines }) => heading !== '' || lines.some((line) => line.trim() !== ''));
}

/** A line alone before an underline; below a paragraph or in a table it is none. */
function isTitle(lines: string[]): boolean {
  const [last = '', before = ''] = lines.slice(-2).reverse();
  return last.trim() !== '' && !/[|]/.test(last) && before.trim() === '' && !/^\s*([-*+>]|\d+[.)])\s/.test(last);
}

const LEADING = new RegExp(String.raw`^(?:[^\p{L}\p{N}(#]+\s*)?(?:\d{1,2}(?:\.\d+)*[.)]\s+)?`, 'u');

/** A heading without its marks, numbers and pictures: `## 3. **Timeline** (UTC)` → `Timeline (UTC)`. */
export function plainHeading(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .replace(LEADING, '')
    .trim();
}

/** The cells of a row of a table, also without the strokes at its ends. */
export function cellsOf(line: string): string[] | undefined {
  const text = line.trim();
  if (!/(?<!\\)\|/.test(text) || /^(?:[-*+>]|\d+[.)])\s/.test(text)) {
    return undefined;
  }
  return text
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const ROLES: ReadonlyArray<[Role, RegExp]> = [
  [
    'timeline',
    /^(?:incident |detailed |full )?(?:time ?line|chronology|chronologie|chain of events|sequence of events|d[ée]roul[ée]|log of events|historique)/,
  ],
  [
    'actions',
    /^(?:action items?|actions?(?: plan)?|corrective actions?|preventive actions?|follow[- ]?ups?(?: actions?| items?)?|next steps|remediations? (?:and|&) follow[- ]?up.*|remediation items?|to-?dos?|plan d.actions?|actions? (?:correctives?|pr[ée]ventives?|de suivi|[àa] mener))/,
  ],
  ['wentWell', /^(?:(?:things|what) (?:that )?went well|what worked|ce qui (?:a bien|s.est bien))/],
  [
    'wentWrong',
    /^(?:(?:things|what) (?:that )?(?:went (?:wrong|poorly|badly)|didn.t go (?:so )?well|could (?:be|have been|have gone) (?:improved|better))|ce qui (?:a mal|s.est mal))/,
  ],
  ['lucky', /^(?:where we (?:got|were) lucky|(?:we )?got lucky|o[uù] nous avons eu de la chance|coups? de chance)/],
  ['lessons', /^(?:lessons? (?:learned|learnt)|learnings?|takeaways|le[cç]ons?|enseignements?)/],
  ['trigger', /^(?:trigger|d[ée]clencheur|[ée]l[ée]ment d[ée]clencheur)/],
  ['factorsTechnical', /^(?:contributing (?:factors?|conditions?|causes?)|facteurs? (?:contributifs?|aggravants?))/],
  [
    'cause',
    /^(?:(?:probable |underlying )?(?:root )?causes?(?: analysis| and mitigation)?(?: \d+)?$|root causes?\b|causes? (?:racines?|profondes?|premi[èe]res?)|(?:5|five) whys|analyse)/,
  ],
  ['detection', /^(?:detection|how (?:was it|did we) detect|d[ée]tection)/],
  ['recovery', /^(?:resolution|recovery|restoration|resolution and recovery|r[ée]solution|r[ée]tablissement)/],
  ['response', /^(?:response|incident response|investigation|mitigation|what we did|r[ée]ponse|att[ée]nuation)/],
  [
    'impact',
    /^(?:what was impacted|(?:user|customer|business|data|summary of|scope of)? ?impact|impact\b|cons[ée]quences?)/,
  ],
  [
    'summary',
    /^(?:(?:executive|incident|brief)? ?(?:summary|overview)|tl;?dr|abstract|synopsis|what happened|r[ée]sum[ée]|synth[èe]se|contexte|background)/,
  ],
  ['questions', /^(?:open questions?|unanswered questions?|questions? ouvertes?)/],
  [
    'attachmentOther',
    /^(?:supporting (?:information|documents?|data)|references?|appendi(?:x|ces)|related (?:documents?|links?|incidents?)|links?|annexes?|r[ée]f[ée]rences?|pi[èe]ces jointes)/,
  ],
  [
    'fields',
    /^(?:incident details?|details|meta-?data|general(?: information)?|basic information|header|informations? g[ée]n[ée]rales?|at a glance)$/,
  ],
];

/** What a heading announces; undefined for one of the report's own. */
export function roleOf(heading: string): Role | undefined {
  const folded = heading.toLowerCase().replace(/[\s:–—-]+$/, '');
  return ROLES.find(([, name]) => name.test(folded))?.[0];
}
