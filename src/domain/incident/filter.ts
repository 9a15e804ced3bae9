import { type Instant } from '../record/record';
import { medianOf } from '../statistics/statistics';
import { inZone } from '../text/times';
import { type IncidentHead, statusTag } from './head';
import { beginning, durations, isOpen } from './rules';
import { type Severity, type Status } from './schema';

export interface IncidentFilter {
  /** `open` is every status that somebody works on. */
  status?: Status | 'open';
  severity?: Severity;
  /** Slug. */
  service?: string;
  /** Begun in the last so many days. */
  days?: number;
  text?: string;
  /** uid of the person whose incidents these are: declared or commanded by them. */
  mine?: string;
  /** A day, `2026-11-21`: incidents whose review was due before it and is not signed off. */
  reviewBefore?: string;
}

/** `now` in milliseconds. Open incidents pass the period whenever they began. */
export function filterIncidents(incidents: IncidentHead[], filter: IncidentFilter, now: number): IncidentHead[] {
  const { status, severity, service, days, text = '', mine, reviewBefore } = filter;
  const words = fold(text).split(/\s+/).filter(Boolean);
  const since = days === undefined ? undefined : now - days * 86_400_000;
  return incidents.filter((incident) => {
    const { milestones } = incident;
    const began = milestones.declared ?? beginning(milestones);
    return (
      (status === undefined || incident.status === status || (status === 'open' && isOpen(incident.status))) &&
      (severity === undefined || incident.severity === severity) &&
      (service === undefined || incident.serviceTags.includes(service)) &&
      (since === undefined || isOpen(incident.status) || (began !== undefined && Date.parse(began) >= since)) &&
      (mine === undefined || incident.commanderUid === mine || incident.declaredUid === mine) &&
      (reviewBefore === undefined || isReviewLate(incident, reviewBefore)) &&
      (words.length === 0 || matches(incident, words))
    );
  });
}

/** Its review was due before `today` (`2026-11-21`) and nobody has signed it off. */
function isReviewLate({ review, reviewDue, drill, status, duplicateOf }: IncidentHead, today: string): boolean {
  const counts = !drill && status !== 'void' && !duplicateOf && review !== 'reviewed' && review !== 'closed';
  return counts && reviewDue !== undefined && reviewDue.slice(0, 10) < today;
}

function matches({ ref, title, summary, cause, services, commander }: IncidentHead, words: string[]): boolean {
  const haystack = fold([ref, title, summary, cause, commander, ...services].filter(Boolean).join(' '));
  return words.every((word) => haystack.includes(word) || isNumber(word, ref));
}

/** Whether `2024-142`, `#142` or `inc-2024-00142` is the number of `INC-2024-0142`, whatever zeros it was typed with. */
function isNumber(word: string, ref: string): boolean {
  const [, year, number] = /^(?:#|inc[-–]?)?(?:(\d{4})[-–/])?(\d+)$/.exec(word) ?? [];
  const [, ownYear, own] = /(\d{4})-(\d+)$/.exec(ref) ?? [];
  return own !== undefined && Number(own) === Number(number) && (year === undefined || year === ownYear);
}

/** Lower case without accents. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

const MONTH = 32 * 86_400_000;
/** How far a zone's clock is from UTC at most, milliseconds. */
const FARTHEST = 14 * 3_600_000;

interface Strip {
  open: number;
  thisMonth: number;
  /** Median of resolved − detected in milliseconds over `n` incidents that have both; undefined without any. */
  recovery?: number;
  n: number;
  /** Reviews that are late. */
  reviews: number;
}

/** `2026-11`; a zone's calendar is slow to ask, and only near the ends of a month it differs from UTC's. */
function monthOf(at: Instant, zone: string): string {
  const [before, after] = [-FARTHEST, FARTHEST].map((far) => new Date(Date.parse(at) + far).toISOString().slice(0, 7));
  return before === after ? before : inZone(at, zone).day.slice(0, 7);
}

/** The three numbers above the list. Drills, void ones and duplicates are left out of counts and times. */
export function stripOf(all: IncidentHead[], shown: IncidentHead[], now: number, zone: string): Strip {
  const today = inZone(new Date(now).toISOString(), zone).day;
  const month = today.slice(0, 7);
  const real = (incident: IncidentHead) => !incident.drill && incident.status !== 'void' && !incident.duplicateOf;
  const recoveries = shown
    .filter(real)
    .flatMap(({ milestones }) => durations(milestones).recover ?? [])
    .sort((one, other) => one - other);
  return {
    open: all.filter(({ status, drill }) => statusTag(status) === 'open' && !drill).length,
    thisMonth: all.filter((incident) => {
      const began = beginning(incident.milestones);
      return (
        real(incident) &&
        began !== undefined &&
        Math.abs(now - Date.parse(began)) < MONTH &&
        monthOf(began, zone) === month
      );
    }).length,
    recovery: medianOf(recoveries),
    n: recoveries.length,
    reviews: all.filter((incident) => isReviewLate(incident, today)).length,
  };
}
