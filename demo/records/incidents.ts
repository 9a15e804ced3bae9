import { type IncidentCommand } from '../../src/domain/incident/commands';
import { declare } from '../../src/domain/incident/declare/declare';
import { exampleIncident } from '../../src/domain/incident/example';
import { incidentKind } from '../../src/domain/incident/kind';
import { severityOf } from '../../src/domain/incident/rules';
import { type Incident } from '../../src/domain/incident/schema';
import { isRefused } from '../../src/domain/record/outcome';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/units';
import { dipsBetween } from '../past/story';
import { idOf, PEOPLE } from './identity';
import { type PersonKey, QUIET_TALES, type Tale, TALES } from './tales';

const ZONE = 'Europe/Paris';
const SERVICE_NAMES: Record<string, string> = {
  quotes: 'Quotes Service',
  users: 'Users Service',
  search: 'Search Service',
  redis: 'Redis',
};

/** Sample incidents, oldest first: INC-2024-001, those of the last thirty days' dips, and one that is still open. */
export function sampleIncidents(now: number): Incident[] {
  const dips = dipsBetween(now - 30 * DAY_MS, now - 2 * HOUR_MS)
    .filter(({ dip, from, to }) => TALES[dip.key] && from > now - 30 * DAY_MS && to < now - 2 * HOUR_MS)
    .map(({ dip, from, to }) => ({
      key: `${dip.key} ${new Date(from).toISOString()}`,
      from,
      to,
      tale: TALES[dip.key],
    }));
  const quiet = QUIET_TALES.map(({ key, daysAgo, hour, minutes, tale }) => {
    const from = Math.floor(now / DAY_MS - daysAgo) * DAY_MS + hour * HOUR_MS;
    return { key, from, to: from + minutes * MINUTE_MS, tale };
  });
  const told = [...dips, ...quiet].sort((a, b) => a.from - b.from).map((one) => tell(one.key, one.tale, one, now));
  return [{ ...exampleIncident('en'), demo: true }, ...told, lateBackup(now)];
}

function tell(key: string, tale: Tale, span: { from: number; to: number }, now: number): Incident {
  const story = new Story(key, span.from, tale.commander);
  const { users, loss } = tale;
  const fixed = (span.to - span.from) / MINUTE_MS;
  const impact = { users, loss };
  story.declare(tale.detected + 1, {
    title: tale.title,
    summary: tale.summary,
    severity: severityOf(impact),
    impact,
    services: servicesOf(tale),
    milestones: {
      ...(users !== 'none' && { started: story.at(0) }),
      detected: story.at(tale.detected),
      ...(tale.acknowledged !== undefined && { acknowledged: story.at(tale.acknowledged) }),
    },
    detectedBy: tale.detectedBy,
    drill: tale.drill,
  });
  story.do(tale.detected + 2, { type: 'assignRole', role: 'commander', person: PEOPLE[tale.commander] });
  for (const { minute, by, text, kind = 'note' } of tale.notes) {
    story.do(Math.max(minute, tale.detected + 2), { type: 'note', text, kind, when: story.at(minute) }, by);
  }
  if (tale.voided) {
    story.do(fixed, { type: 'void', reason: 'falseAlarm', text: tale.voided });
    return story.incident;
  }
  story.step(tale.investigating, 'investigating');
  story.step(tale.identified, 'identified');
  story.step(fixed, 'mitigated');
  story.step(fixed + tale.confirmed, 'resolved');
  const after = fixed + tale.confirmed;
  story.section(after + 30, 'cause', tale.cause);
  story.section(after + 31, 'corrective', tale.corrective);
  story.section(after + 32, 'preventive', tale.preventive);
  tale.actions?.forEach((action, index) => {
    const added = story.do(after + 40 + index, {
      type: 'addAction',
      action: {
        title: action.title,
        type: action.type,
        nature: action.nature,
        state: 'open',
        owner: { name: action.owner },
        due: new Date(span.from + action.due * DAY_MS).toISOString().slice(0, 10),
      },
    });
    const done = action.done ? (action.due - 1) * 24 * 60 : Infinity;
    if (span.from + done * MINUTE_MS < now) {
      story.do(done, { type: 'updateAction', action: added, changes: { state: 'done' }, seen: 'open' });
    }
  });
  const twoDays = 2 * 24 * 60;
  if (tale.end === 'closed' && span.from + (twoDays + 60) * MINUTE_MS < now) {
    story.section(twoDays, 'lessons', tale.lessons);
    story.do(twoDays + 1, {
      type: 'setReview',
      state: 'inReview',
      owner: PEOPLE[tale.commander],
      reviewer: PEOPLE.lea,
    });
    story.do(twoDays + 40, { type: 'setReview', state: 'reviewed', seen: 'inReview' }, 'lea');
    story.do(twoDays + 41, { type: 'setStatus', to: 'closed', seen: 'resolved' });
  }
  return story.incident;
}

/** Open, so that a first look finds something to do: the demo's metrics really say that this backup is late. */
function lateBackup(now: number): Incident {
  const start = Math.floor(now / DAY_MS - 1) * DAY_MS + 8 * HOUR_MS;
  const story = new Story('late-backup', start, 'noor');
  story.declare(0, {
    title: 'Backup of InfluxDB is three days late',
    summary: 'The last good backup of InfluxDB is older than the 26 hours that are allowed.',
    severity: 'sev4',
    services: { redis: SERVICE_NAMES.redis },
    milestones: { detected: story.at(0) },
    detectedBy: 'monitoring',
  });
  story.do(5, { type: 'assignRole', role: 'commander', person: PEOPLE.noor });
  story.step(6, 'investigating');
  story.do(25, {
    type: 'note',
    text: 'The job ends with “no space left on device”; the target has 2 GB left of 500.',
    kind: 'note',
  });
  story.do(40, {
    type: 'addTask',
    task: { title: 'Make room on the backup target', owner: PEOPLE.marc, minutes: 120, state: 'open' },
  });
  return story.incident;
}

function servicesOf({ services }: Tale): Record<string, string> {
  return Object.fromEntries(services.map((key) => [key, SERVICE_NAMES[key] ?? key]));
}

type Plain<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'by'> : never;

/** Writes an incident as people do, command after command, at minutes counted from its start. */
class Story {
  /** `key` makes the ids: what is told from day to day anew, with other times, stays one incident. */
  private record?: Incident;
  private count = 0;

  constructor(
    private readonly key: string,
    private readonly start: number,
    private readonly commander: PersonKey
  ) {}

  get incident(): Incident {
    if (!this.record) {
      throw new Error(`${this.key}: not declared yet`);
    }
    return this.record;
  }

  at(minute: number): string {
    return new Date(this.start + minute * MINUTE_MS).toISOString();
  }

  declare(minute: number, declaration: Omit<Parameters<typeof declare>[0], 'name' | 'id' | 'at' | 'by' | 'zone'>) {
    const id = idOf(this.key);
    const stamp = { id, at: this.at(minute), by: PEOPLE[this.commander] };
    // The number is claimed when it is stored.
    this.record = declare({ ...declaration, ...stamp, name: 'inc-0000-0000', zone: ZONE, demo: true });
  }

  /** The id of the command, which is that of the entry, action or task it made. */
  do(minute: number, command: Plain<IncidentCommand>, by: PersonKey = this.commander): string {
    const id = idOf(this.key, ++this.count);
    const outcome = incidentKind.apply(this.incident, { ...command, id, at: this.at(minute), by: PEOPLE[by] });
    if (isRefused(outcome)) {
      throw new Error(`${this.key}: ${command.type} refused: ${JSON.stringify(outcome.refused.reasons)}`);
    }
    this.record = outcome.ok;
    return id;
  }

  step(minute: number | undefined, to: 'investigating' | 'identified' | 'mitigated' | 'resolved') {
    if (minute !== undefined) {
      this.do(minute, { type: 'setStatus', to, seen: this.incident.status, when: this.at(minute) });
    }
  }

  section(minute: number, section: 'cause' | 'corrective' | 'preventive' | 'lessons', to: string | undefined) {
    if (to) {
      this.do(minute, { type: 'setSection', section, to, seen: '' });
    }
  }
}
