import { currentSchedule, type TaskForm } from '../../../domain/maintenance/plan';
import { type Closed, type Task } from '../../../domain/maintenance/task';
import { type Person } from '../../../domain/record/record';

/** A task as it is edited; numbers as they are typed. */
export interface TaskFields {
  title: string;
  team: string;
  owner?: Person;
  /** Teams that take turns, one a line. */
  rotation: string;
  rotationFrom: string;
  description: string;
  checklist: string;
  rule: string;
  start: string;
  /** Hours. */
  lead: string;
  grace: string;
  anchor: 'scheduled' | 'completed';
  closed: Closed | '';
  /** Dates that are left out, by commas. */
  except: string;
}

export function initialFields(task: Task | undefined, today: string): TaskFields {
  if (!task) {
    return {
      title: '',
      team: '',
      rotation: '',
      rotationFrom: today,
      description: '',
      checklist: '',
      rule: 'FREQ=WEEKLY;BYDAY=MO',
      start: `${today}T09:00`,
      lead: '24',
      grace: '0',
      anchor: 'scheduled',
      closed: '',
      except: '',
    };
  }
  const { rule, start, leadMinutes, graceMinutes, anchor, closed = '', except = [] } = currentSchedule(task);
  const { title, team, owner, rotation, description = '', checklist = '' } = task;
  return {
    title,
    team,
    ...(owner && { owner }),
    rotation: rotation?.teams.join('\n') ?? '',
    rotationFrom: rotation?.from ?? today,
    description,
    checklist,
    rule,
    start,
    lead: String(leadMinutes / 60),
    grace: String(graceMinutes / 60),
    anchor,
    closed,
    except: except.join(', '),
  };
}

export function toForm(fields: TaskFields, zone: string): TaskForm {
  const { title, team, owner, rotationFrom, description, checklist, rule, start, lead, grace, anchor, closed } = fields;
  const teams = teamsOf(fields);
  const except = [...new Set(fields.except.split(/[\s,;]+/).filter(Boolean))].sort();
  return {
    title,
    team,
    ...(description.trim() && { description }),
    ...(owner && { owner }),
    ...(teams.length > 0 && { rotation: { teams, from: rotationFrom } }),
    ...(checklist && { checklist }),
    schedule: {
      rule,
      start,
      zone,
      leadMinutes: toMinutes(lead),
      graceMinutes: toMinutes(grace),
      anchor,
      ...(closed && { closed }),
      ...(except.length > 0 && { except }),
    },
  };
}

export function teamsOf({ rotation }: Pick<TaskFields, 'rotation'>): string[] {
  return rotation
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
}

function toMinutes(hours: string): number {
  return hours.trim() === '' ? NaN : Math.round(Number(hours) * 60);
}
