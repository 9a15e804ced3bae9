import React from 'react';
import { incidentCommand, type CommandOf } from '../../../domain/incident/commands';
import { type Incident } from '../../../domain/incident/kind';
import { sectionText } from '../../../domain/incident/rules';
import { type Item } from '../../../grafana/records/outbox';
import { useOutbox } from '../../../shared/records/OutboxProvider';
import { useAct } from '../useAct';
import { Both } from './SectionEditor';

/** Texts that were refused because somebody else saved first: the person chooses, section by section. */
export function SectionConflicts({ incident, parked }: { incident: Incident; parked: readonly Item[] }) {
  const outbox = useOutbox();
  const { act } = useAct(incident.name);
  return (
    <>
      {parked.flatMap((item) => {
        const command = sectionCommand(item);
        return command
          ? [
              <Both
                key={item.id}
                mine={command.to}
                theirs={sectionText(incident, command.section)}
                author={incident.sections[command.section]?.by.name}
                onMine={() => {
                  if (
                    act({
                      type: 'setSection',
                      section: command.section,
                      to: command.to,
                      seen: sectionText(incident, command.section),
                    })
                  ) {
                    void outbox.discard(item.id);
                  }
                }}
                onTheirs={() => void outbox.discard(item.id)}
              />,
            ]
          : [];
      })}
    </>
  );
}

export function sectionCommand({ command, parked }: Item): CommandOf<'setSection'> | undefined {
  const parsed = incidentCommand.safeParse(command);
  const moved = parked?.reasons?.some(({ code }) => code === 'moved');
  return moved && parsed.success && parsed.data.type === 'setSection' ? parsed.data : undefined;
}
