import { useState } from 'react';
import { type Incident } from '../../../domain/incident/kind';
import { type Instant } from '../../../domain/record/record';
import { currentPerson } from '../../../grafana/user';
import { useDraft } from '../../../shared/records/useDraft';
import { useIncidentPeople } from '../data/incidents';
import { type IncidentAct } from '../useAct';
import { completions, type Opening, readTyped } from './slash';

/** What is typed, what would complete it, and what Enter makes of it. */
export function useNote(incident: Incident, act: IncidentAct['act'], onOpen: (opening: Opening) => void) {
  const [text, setText, clear] = useDraft(`incident.${incident.name}.note`, '', { inTab: incident.private });
  const [when, setWhen] = useState<Instant>();
  const [unknown, setUnknown] = useState<string>();
  const [isClosed, setClosed] = useState(false);
  const [chosen, setChosen] = useState(0);
  const people = useIncidentPeople(incident);
  const offered = isClosed ? [] : completions(text, people);
  const typed = readTyped(text, incident, currentPerson(), when, people);

  const change = (next: string) => {
    setText(next);
    setChosen(0);
    setClosed(false);
    setUnknown(undefined);
  };

  /** Whether the text was taken; otherwise it stays. */
  const add = (): boolean => {
    if (text.trim() === '') {
      return false;
    }
    if (typed.kind === 'unknown' && !(typed.isPath && unknown === typed.word)) {
      setUnknown(typed.word);
      return false;
    }
    if (typed.kind === 'unknown') {
      if (!act({ type: 'note', text: typed.word, ...(when && { when }) })) {
        return false;
      }
    } else if (typed.kind !== 'command') {
      onOpen(typed);
    } else if (!act(typed.draft)) {
      return false;
    }
    clear();
    setWhen(undefined);
    setUnknown(undefined);
    return true;
  };

  return {
    text,
    change,
    when,
    setWhen,
    /** A text that begins like a command and is none. */
    unknown,
    /** It may have been meant: another Enter writes it down. */
    isPath: typed.kind === 'unknown' && typed.isPath,
    /** Whose task Enter makes of the text. */
    taskFor: typed.kind === 'command' && typed.draft.type === 'addTask' ? typed.draft.task.owner?.name : undefined,
    add,
    menu: {
      offered,
      chosen,
      move: (by: number) => setChosen((chosen + by + offered.length) % offered.length),
      take: (index = chosen) => change(offered[index]?.text ?? text),
      close: () => setClosed(true),
    },
  };
}

export type Note = ReturnType<typeof useNote>;
