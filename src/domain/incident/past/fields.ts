import { plainHeading } from './parts';

export type Field =
  'title' | 'id' | 'date' | 'started' | 'detected' | 'mitigated' | 'resolved' | 'duration' | 'severity' | 'services';
export type PastFields = Partial<Record<Field, string>>;

const NAMES: Record<Field, RegExp> = {
  title: /^(?:title|titre|incident title)$/,
  id: /^(?:(?:incident|ticket|issue|post-?mortem)[ -]?(?:id|no|number|key|#)|id|incident|ticket|r[ée]f[ée]rence|num[ée]ro)$/,
  date: /^(?:date|day|jour|date of (?:the )?incident|incident date|date[ /]time|date de l.incident|when|occurred(?: on)?)$/,
  started:
    /^(?:start(?:ed)?(?: (?:time|at|date))?|impact start(?:ed)?|began|begin|incident start(?: time)?|time started|d[ée]but(?: de l.(?:incident|impact))?|from)$/,
  detected: /^(?:detected(?: at)?|detection time|time (?:of detection|detected)|d[ée]tect[ée](?: [àa])?)$/,
  mitigated: /^(?:mitigated(?: at)?|time mitigated|mitigation time|att[ée]nu[ée])$/,
  resolved:
    /^(?:resolved(?: (?:at|on))?|resolution (?:time|date)|time resolved|end(?:ed)?(?: (?:time|at|date))?|incident end(?: time)?|fin(?: de l.(?:incident|impact))?|r[ée]solu(?: le)?|to)$/,
  duration: /^(?:(?:total |incident |outage )?duration|downtime|dur[ée]e)$/,
  severity:
    /^(?:(?:incident )?severity(?: level)?|sev|priority|criticality|s[ée]v[ée]rit[ée]|gravit[ée]|priorit[ée]|criticit[ée])$/,
  services:
    /^(?:(?:affected |impacted )?(?:services?|components?|systems?)(?:\(s\))?(?: (?:affected|impacted))?|services? (?:affect[ée]s?|touch[ée]s?))$/,
};
/** Kept beside what was read from it. */
const ALSO_TEXT: readonly Field[] = ['duration', 'services', 'severity'];

export function fieldOf(name: string): Field | undefined {
  const folded = plainHeading(name).toLowerCase().replace(/\s*:$/, '').trim();
  return (Object.keys(NAMES) as Field[]).find((field) => NAMES[field].test(folded));
}

const LINE =
  /^\s*(?:[-*+]\s+|>\s*|\d+[.)]\s+)?(?:\*\*|__|\*|_)?([^*_:|]{2,40}?)\s*(?:(?:\*\*|__|\*|_)\s*:|:\s*(?:\*\*|__|\*|_)?)\s*(\S.*?)\s*$/;
const ROW = /^\s*\|([^|]{2,60})\|([^|]+)\|\s*$/;

/** Takes what is known by its name out of the lines; answers the lines that stay text. The first to say something is right. */
export function takeFields(lines: readonly string[], into: PastFields): string[] {
  return lines.flatMap((line) => {
    const [, name, value] = LINE.exec(line) ?? ROW.exec(line) ?? [];
    const field = name === undefined ? undefined : fieldOf(name);
    const said = plainHeading(value ?? '');
    if (!field || said === '' || into[field] !== undefined) {
      return [line];
    }
    into[field] = said;
    return ALSO_TEXT.includes(field) ? [line] : [];
  });
}
