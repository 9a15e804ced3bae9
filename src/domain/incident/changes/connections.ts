import { type Changes } from '../../record/changes';
import { refuse } from '../../record/outcome';
import { own } from '../../record/own';
import { type CommandOf } from '../commands';
import { type Incident } from '../schema';
import { noted } from './noted';

/** What an incident leads to or takes in: links, alerts, another incident. */
export const connections: Changes<Incident, CommandOf<'addLink' | 'removeLink' | 'linkAlert' | 'absorb'>> = {
  addLink(incident, command) {
    const { link, id, at, by } = command;
    return noted({ ...incident, links: { ...incident.links, [id]: { ...link, at, by } } }, command, 'link', '', {
      field: 'link',
      to: link.title,
    });
  },

  removeLink(incident, command) {
    const { [command.link]: removed, ...links } = incident.links ?? {};
    return removed
      ? noted({ ...incident, links }, command, 'link', '', { field: 'link', from: removed.title })
      : { ok: incident };
  },

  linkAlert(incident, command) {
    const { key, alert } = command;
    return own(incident.alerts ?? {}, key)
      ? { ok: incident }
      : noted({ ...incident, alerts: { ...incident.alerts, [key]: alert } }, command, 'alert', alert.summary ?? '', {
          field: 'alert',
          to: alert.name,
        });
  },

  absorb(incident, command) {
    const { from, timeline, services, alerts, actions, tasks, at } = command;
    if (incident.merged?.[from] || from === incident.name) {
      return { ok: incident };
    }
    if (command.private && !incident.private) {
      return refuse({ code: 'privateIntoPublic' });
    }
    if (incident.drill && !command.drill) {
      return refuse({ code: 'realIntoDrill' });
    }
    if (incident.status === 'void' || (incident.status === 'closed' && command.open)) {
      return refuse({ code: 'openIntoOver' });
    }
    const merged: Incident = {
      ...incident,
      timeline: { ...timeline, ...incident.timeline },
      services: { ...services, ...incident.services },
      actions: { ...actions, ...incident.actions },
      tasks: { ...tasks, ...incident.tasks },
      ...((incident.alerts || alerts) && { alerts: { ...alerts, ...incident.alerts } }),
      merged: { ...incident.merged, [from]: at },
    };
    return noted(merged, command, 'edit', '', { field: 'merged', to: from });
  },
};
