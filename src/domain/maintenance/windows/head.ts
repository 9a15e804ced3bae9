import { type Head, type Instant, type Shelf, tag, UPDATED } from '../../record/record';
import { type MaintenanceWindow } from './schema';

export const WINDOWS: Shelf = { kind: 'window', folders: ['maintenance'], named: /^win-\d{8}-[a-z0-9]+$/ };

/** What lists, calendars and objectives know of a window without opening it. */
export interface WindowHead {
  name: string;
  title: string;
  /** As planned, or as it was extended. */
  start: Instant;
  end: Instant;
  started?: Instant;
  ended?: Instant;
  cancelled?: Instant;
  /** Slugs. */
  services: string[];
  /** Names of the services, as people read them. */
  serviceNames: string;
  owner: string;
  silence: boolean;
  exclude: boolean;
  approval?: WindowApproval;
  /** When somebody last changed its record. */
  changed?: Instant;
}

interface WindowApproval {
  from: Instant;
  to: Instant;
  services: string[];
  at: Instant;
  by: string;
}

interface Hit {
  name: string;
  title: string;
  tags: string[];
  head: Head;
}

const SERVICE = 'service:';

export function writeWindowHead(record: MaintenanceWindow): Head {
  const { approval, services } = record;
  return {
    id: record.id,
    title: record.title,
    start: record.start,
    end: record.end,
    ...(record.started && { started: record.started.at }),
    ...(record.ended && { ended: record.ended.at }),
    ...(record.cancelled && { cancelled: record.cancelled.at }),
    services: Object.values(services).join(', '),
    ...(record.owner && { owner: record.owner }),
    ...(record.silence && { silence: 'true' }),
    ...(record.exclude && { exclude: 'true' }),
    ...(approval && {
      'approved-from': approval.from,
      'approved-to': approval.to,
      'approved-at': approval.at,
      'approved-by': approval.by.name,
      // those that were added since: what is cut off counts as approved by nobody
      ...namesOf(
        'unapproved',
        Object.keys(services).filter((key) => !approval.services.includes(key))
      ),
    }),
  };
}

export function serviceTags(record: MaintenanceWindow): string[] {
  return Object.keys(record.services).map((key) => tag('service', key));
}

/** Reads a hit of Grafana's search; undefined where it does not say from when to when. */
export function readWindowHead({ name, title, tags, head }: Hit): WindowHead | undefined {
  if (!isTime(head.start) || !isTime(head.end)) {
    return undefined;
  }
  const services = tags.flatMap((each) => (each.startsWith(SERVICE) ? [each.slice(SERVICE.length)] : []));
  const approval = readApproval(head, services);
  return {
    name,
    title: head.title ?? title,
    start: head.start,
    end: head.end,
    ...(isTime(head.started) && { started: head.started }),
    ...(isTime(head.ended) && { ended: head.ended }),
    ...(isTime(head.cancelled) && { cancelled: head.cancelled }),
    services,
    serviceNames: head.services ?? services.join(', '),
    owner: head.owner ?? '',
    silence: head.silence === 'true',
    exclude: head.exclude === 'true',
    ...(approval && { approval }),
    ...(isTime(head[UPDATED]) && { changed: head[UPDATED] }),
  };
}

/** The same as `readWindowHead`, from the record itself. */
export function headOfWindow(record: MaintenanceWindow): WindowHead {
  const { id, title } = record;
  const head = writeWindowHead(record);
  const read = readWindowHead({ name: id, title, tags: serviceTags(record), head });
  return read ?? { ...noHead(record), name: id, title };
}

function noHead({ start, end }: MaintenanceWindow): Omit<WindowHead, 'name' | 'title'> {
  return { start, end, services: [], serviceNames: '', owner: '', silence: false, exclude: false };
}

function readApproval(head: Head, services: string[]): WindowApproval | undefined {
  const { 'approved-from': from, 'approved-to': to, 'approved-at': at, 'approved-by': by = '' } = head;
  if (!isTime(from) || !isTime(to) || !isTime(at)) {
    return undefined;
  }
  const unapproved = (head.unapproved ?? '').split(' ');
  const isCut = unapproved.at(-1)?.endsWith('…');
  return { from, to, at, by, services: isCut ? [] : services.filter((service) => !unapproved.includes(service)) };
}

function namesOf(key: string, names: string[]): Head {
  return names.length > 0 ? { [key]: names.join(' ') } : {};
}

function isTime(text: string | undefined): text is Instant {
  return text !== undefined && !Number.isNaN(Date.parse(text));
}
