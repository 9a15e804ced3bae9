import { type Changes } from '../../record/changes';
import { type Outcome, refuse } from '../../record/outcome';
import { budgetText } from '../../text/quantity';
import { isZone } from '../../time/zone';
import { type IncidentCommand } from '../commands';
import { sameGraphs } from '../panels';
import { type Incident } from '../schema';
import { impactWords, serviceList } from '../seen';
import { guarded, noted } from './noted';

type ValueCommand = Extract<
  IncidentCommand,
  {
    type:
      | 'setSeverity'
      | 'setTitle'
      | 'setServices'
      | 'setSection'
      | 'setImpact'
      | 'setPriority'
      | 'setDetectedBy'
      | 'setZone'
      | 'setDrill'
      | 'setCadence'
      | 'setCosts'
      | 'setAnnotation'
      | 'setGraphs';
  }
>;

export const values: Changes<Incident, ValueCommand> = {
  setSeverity(incident, command) {
    const { severity } = incident;
    return guarded(incident, command, severity, command.to, () =>
      noted({ ...incident, severity: command.to }, command, 'severity', command.reason ?? '', {
        field: 'severity',
        from: severity,
        to: command.to,
      })
    );
  },

  setTitle: (incident, command) =>
    edited(incident, command, 'title', incident.title, command.to, { title: command.to }),

  setServices(incident, command) {
    const [before, after] = [serviceList(incident.services), serviceList(command.to)];
    return guarded(incident, command, before, after, () =>
      noted({ ...incident, services: command.to }, command, 'edit', '', {
        field: 'services',
        from: namesOf(incident.services),
        to: namesOf(command.to),
      })
    );
  },

  setSection(incident, command) {
    const { section, to, at, by } = command;
    const from = incident.sections[section]?.text;
    return guarded(incident, command, from, to, () => {
      const { [section]: _, ...others } = incident.sections;
      const sections = to.trim() === '' ? others : { ...incident.sections, [section]: { text: to, at, by } };
      return noted({ ...incident, sections }, command, 'document', '', { field: `section.${section}`, from, to });
    });
  },

  setImpact(incident, command) {
    const { users, loss } = command;
    const [before, after] = [impactWords(incident.impact), impactWords({ users, loss })];
    const impact = { ...(users && { users }), ...(loss && { loss }) };
    return edited(incident, command, 'impact', before, after, { impact });
  },

  setPriority: (incident, command) =>
    edited(incident, command, 'priority', incident.priority, command.to, { priority: command.to }),

  setDetectedBy: (incident, command) =>
    edited(incident, command, 'detectedBy', incident.detectedBy, command.to, { detectedBy: command.to }),

  setZone: (incident, command) =>
    isZone(command.to)
      ? edited(incident, command, 'zone', incident.zone, command.to, { zone: command.to })
      : refuse({ code: 'badZone', values: { zone: command.to }, field: 'to' }),

  setDrill(incident, command) {
    const { drill = false, ...rest } = incident;
    return drill === command.to
      ? { ok: incident }
      : noted({ ...rest, ...(command.to && { drill: true }) }, command, 'edit', '', {
          field: 'drill',
          from: String(drill),
          to: String(command.to),
        });
  },

  setCadence: (incident, command) =>
    incident.updateMinutes === command.minutes
      ? { ok: incident }
      : noted({ ...incident, updateMinutes: command.minutes }, command, 'edit', '', {
          field: 'cadence',
          ...(incident.updateMinutes !== undefined && { from: String(incident.updateMinutes) }),
          to: String(command.minutes),
        }),

  setCosts: (incident, command) =>
    Object.entries(command.costs).every(([key, share]) => incident.costs?.[key] === share)
      ? { ok: incident }
      : noted({ ...incident, costs: { ...incident.costs, ...command.costs } }, command, 'edit', '', {
          field: 'costs',
          from: costsOf(incident, Object.keys(command.costs)),
          to: costsOf({ ...incident, costs: command.costs }, Object.keys(command.costs)),
        }),

  setAnnotation(incident, command) {
    const { annotation, ...rest } = incident;
    return annotation === command.annotation
      ? { ok: incident }
      : noted({ ...rest, ...(command.annotation && { annotation: command.annotation }) }, command, 'edit', '', {
          field: 'annotation',
          ...(annotation === undefined && { to: 'set' }),
          ...(command.annotation === undefined && { from: 'set' }),
        });
  },

  // follows from services and objectives: the same again is no change, and no entry of the timeline tells of it
  setGraphs: (incident, command) =>
    sameGraphs(incident.graphs, command.graphs) ? { ok: incident } : { ok: { ...incident, graphs: command.graphs } },
};

function namesOf(services: Incident['services']): string {
  return Object.values(services).join(', ');
}

/** `Error rate 12 %, Availability 3 %` */
function costsOf({ costs = {}, graphs = {}, language = 'en' }: Incident, keys: string[]): string {
  return keys
    .flatMap((key) => {
      const share = costs[key];
      return share === undefined ? [] : [`${graphs[key]?.title ?? key} ${budgetText(share, language)}`];
    })
    .join(', ');
}

function edited(
  incident: Incident,
  command: ValueCommand,
  field: string,
  from: string | undefined,
  to: string,
  next: Partial<Incident>
): Outcome<Incident> {
  return guarded(incident, command, from, to, () =>
    noted({ ...incident, ...next }, command, 'edit', '', { field, from, to })
  );
}
