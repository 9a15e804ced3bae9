import { type Changes } from '../../record/changes';
import { applyOnce, note } from '../../record/log';
import { type Outcome, type Reason, refuse } from '../../record/outcome';
import { type Command, type Instant, type RecordKind } from '../../record/record';
import { readable, withUnreadable } from '../../record/unreadable';
import { WINDOW_DOCUMENT_TEXTS } from '../../text/documents/maintenanceWindow';
import { oneLine } from '../../text/oneLine';
import { headOfWindow, serviceTags, WINDOWS, writeWindowHead } from './head';
import { windowMarkdown } from './markdown';
import { isPlanned, type MaintenanceWindow, maintenanceWindow, type WindowFields, windowFields } from './schema';
import { LONGEST, needsApproval, timesOf, windowState } from './times';

export type WindowCommand = Command &
  (
    | { type: 'plan'; fields: WindowFields }
    /** `seen`: the command that last changed what is planned, when the form was opened. */
    | { type: 'edit'; fields: WindowFields; seen: string }
    /** Both ends together, as a calendar moves it. */
    | { type: 'move'; start: Instant; end: Instant; seen: string }
    | { type: 'start' }
    | { type: 'extend'; end: Instant; seen: string }
    /** `ended`: when the work was over, by now at the latest. */
    | { type: 'end'; ended: Instant; note?: string }
    | { type: 'cancel'; reason: string }
    | { type: 'approve'; seen: string }
    | { type: 'setSilences'; silences: Record<string, string> }
    | { type: 'setAnnotation'; annotation?: string }
  );

export const windowKind: RecordKind<MaintenanceWindow, WindowCommand> = {
  ...WINDOWS,
  version: 1,
  schema: maintenanceWindow,
  describe(record) {
    const { from, to } = timesOf(headOfWindow(record)) ?? { from: record.start, to: record.end };
    return {
      title: `${WINDOW_DOCUMENT_TEXTS[record.language ?? 'en'].kind} · ${record.title}`,
      tags: [...serviceTags(record), ...(record.cancelled ? ['state:cancelled'] : [])],
      head: writeWindowHead(record),
      markdown: windowMarkdown(record),
      window: { from, to },
    };
  },
  apply: readable<MaintenanceWindow, WindowCommand>(maintenanceWindow, (record, command) =>
    applyLogged(record, command)
  ),
};

const CHANGES: Changes<MaintenanceWindow, WindowCommand> = {
  plan(record, command) {
    if (isPlanned(record)) {
      return { ok: record };
    }
    const reasons = checkWindow(command.fields);
    const { at, by } = command;
    return reasons.length > 0
      ? refuse(...reasons)
      : note(record, command, { ...cleaned(command.fields), planned: { at, by }, revised: revision(command) });
  },

  edit(record, command) {
    const reasons = [...checkOpen(record), ...checkSeen(record, command.seen), ...checkWindow(command.fields)];
    const { what: _w, risk: _r, backOut: _b, owner: _o, checklist: _c, silence: _s, exclude: _e, ...kept } = record;
    return reasons.length > 0
      ? refuse(...reasons)
      : // what the form left empty is gone
        note<MaintenanceWindow>(
          { ...kept },
          command,
          { ...cleaned(command.fields), revised: revision(command) },
          command.fields.title
        );
  },

  move: (record, command) => reschedule(record, command, { start: command.start, end: command.end }),

  start(record, command) {
    const reasons = checkOpen(record);
    if (Date.parse(record.end) <= Date.parse(command.at)) {
      reasons.push({ code: 'window.over' });
    }
    if (record.started || reasons.length > 0) {
      return record.started ? { ok: record } : refuse(...reasons);
    }
    return note(record, command, { started: { at: command.at, by: command.by } });
  },

  extend(record, command) {
    return Date.parse(command.end) <= Date.parse(record.end)
      ? refuse({ code: 'window.notLater', field: 'end' })
      : reschedule(record, command, { start: record.start, end: command.end });
  },

  end(record, { ended, note: said, ...command }) {
    const reasons = checkOpen(record);
    const from = record.started?.at ?? record.start;
    if (Date.parse(ended) > Date.parse(command.at)) {
      reasons.push({ code: 'time.future', field: 'ended' });
    } else if (!(Date.parse(ended) > Date.parse(from))) {
      reasons.push({ code: 'window.order', field: 'ended' });
    }
    return reasons.length > 0
      ? refuse(...reasons)
      : note(record, command, { ended: { at: ended, by: command.by, ...(said?.trim() && { note: said.trim() }) } });
  },

  cancel(record, command) {
    const reasons = checkOpen(record);
    const { at, by } = command;
    const reason = command.reason.trim();
    if (record.started) {
      reasons.push({ code: 'window.started', values: { name: record.started.by.name } });
    }
    if (!reason) {
      reasons.push({ code: 'required', field: 'reason' });
    }
    return reasons.length > 0 ? refuse(...reasons) : note(record, command, { cancelled: { at, by, note: reason } });
  },

  approve(record, command) {
    const head = headOfWindow(record);
    const times = timesOf(head);
    const { at, by } = command;
    const reasons = [...checkCancelled(record), ...checkSeen(record, command.seen)];
    if (!record.exclude) {
      reasons.push({ code: 'window.notExcluded' });
    }
    if ([record.planned.by.uid, record.revised.by.uid].includes(by.uid)) {
      const own = record.revised.by.uid === by.uid ? record.revised : record.planned;
      reasons.push({ code: 'window.secondPerson', values: { name: own.by.name } });
    }
    if (reasons.length > 0 || !times) {
      return refuse(...reasons);
    }
    return needsApproval(head)
      ? note(record, command, { approval: { at, by, ...times, services: head.services } })
      : { ok: record };
  },

  setSilences: (record, command) => note(record, command, { silences: command.silences }),

  setAnnotation({ annotation: _, ...record }, command) {
    return note<MaintenanceWindow>(record, command, command.annotation ? { annotation: command.annotation } : {});
  },
};

const applyLogged = applyOnce(CHANGES);

/** Why a window cannot be planned so, each reason at its field. */
function checkWindow(fields: WindowFields): Reason[] {
  const reasons: Reason[] = [];
  if (!oneLine(fields.title)) {
    reasons.push({ code: 'required', field: 'title' });
  }
  reasons.push(...checkTimes(fields));
  if (Object.keys(fields.services).length === 0) {
    reasons.push({ code: 'required', field: 'services' });
  }
  return withUnreadable(reasons, windowFields, cleaned(fields));
}

function checkTimes({ start, end }: Pick<WindowFields, 'start' | 'end'>): Reason[] {
  const length = Date.parse(end) - Date.parse(start);
  if (!(length > 0)) {
    return [{ code: 'window.order', field: 'end' }];
  }
  return length > LONGEST.ms ? [{ code: 'window.tooLong', values: { days: LONGEST.days }, field: 'end' }] : [];
}

function reschedule(
  record: MaintenanceWindow,
  command: Command & { seen: string },
  times: Pick<WindowFields, 'start' | 'end'>
): Outcome<MaintenanceWindow> {
  const reasons = [...checkOpen(record), ...checkSeen(record, command.seen), ...checkTimes(times)];
  return reasons.length > 0
    ? refuse(...reasons)
    : note(record, command, { ...times, revised: revision(command) }, `${times.start} – ${times.end}`);
}

/** Nothing changes in a window that somebody has ended or cancelled. */
function checkOpen(record: MaintenanceWindow): Reason[] {
  const { ended } = record;
  return ended ? [{ code: 'window.ended', values: { name: ended.by.name } }] : checkCancelled(record);
}

function checkCancelled({ cancelled }: MaintenanceWindow): Reason[] {
  return cancelled ? [{ code: 'window.cancelled', values: { name: cancelled.by.name } }] : [];
}

function checkSeen({ revised }: MaintenanceWindow, seen: string): Reason[] {
  return revised.command === seen ? [] : [{ code: 'maintenance.moved', values: { name: revised.by.name } }];
}

function revision({ id, at, by }: Command): MaintenanceWindow['revised'] {
  return { at, by, command: id };
}

/** Without what is empty, and titles in one line. */
function cleaned({
  title,
  start,
  end,
  services,
  what,
  risk,
  backOut,
  owner,
  checklist,
  silence,
  exclude,
}: WindowFields) {
  return {
    title: oneLine(title),
    start,
    end,
    services,
    ...(what?.trim() && { what: what.trim() }),
    ...(risk?.trim() && { risk: risk.trim() }),
    ...(backOut?.trim() && { backOut: backOut.trim() }),
    ...(owner && oneLine(owner) && { owner: oneLine(owner) }),
    ...(checklist && { checklist }),
    ...(silence && { silence }),
    ...(exclude && { exclude }),
  };
}

/** What a person may do with a window now. */
export function possible(
  record: MaintenanceWindow,
  now: number
): Array<'start' | 'extend' | 'end' | 'cancel' | 'edit'> {
  if (record.ended || record.cancelled) {
    return [];
  }
  const state = windowState(headOfWindow(record), now);
  const hasBegun = state !== 'planned';
  return [
    ...(!record.started && state !== 'ended' ? (['start'] as const) : []),
    ...(hasBegun ? (['extend', 'end'] as const) : []),
    'edit',
    ...(record.started ? [] : (['cancel'] as const)),
  ];
}
