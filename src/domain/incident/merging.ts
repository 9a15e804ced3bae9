import { type CommandOf } from './commands';
import { isOpen, isToDo } from './rules';
import { type Incident } from './schema';

/** What a survivor takes over of a duplicate: all that was written down, and what is left to do. */
export function takenOver(duplicate: Incident): Omit<CommandOf<'absorb'>, 'id' | 'at' | 'by'> {
  const { name, timeline, services, alerts, actions, tasks, drill, status } = duplicate;
  return {
    type: 'absorb',
    from: name,
    timeline,
    services,
    ...(alerts && { alerts }),
    actions: filtered(actions, isToDo),
    tasks: filtered(tasks, ({ state, mandatory }) => state === 'open' && mandatory === true),
    ...(duplicate.private && { private: true }),
    ...(drill && { drill }),
    ...(isOpen(status) && { open: true }),
  };
}

function filtered<T>(members: Record<string, T>, isKept: (member: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => isKept(member)));
}
