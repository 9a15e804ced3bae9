import { z } from 'zod/mini';
import { applyOnce, commandLog, note } from '../record/log';
import { refuse } from '../record/outcome';
import { type Command, recordBase, type RecordKind } from '../record/record';
import { readable } from '../record/unreadable';
import { REMINDER_KINDS, REMINDER_TEXTS, type ReminderKind } from '../text/documents/reminder';
import { inline } from '../text/markdown';
import { NO_REMINDERS, REMINDERS, REMINDERS_SHELF } from './shelf';

/** What the team wants to be reminded of, and who is told; nothing until it chose. */
const reminderChoices = z.extend(recordBase, {
  kinds: z._default(z.partialRecord(z.enum(REMINDER_KINDS), z.boolean()), {}),
  /** A contact point by its name; absent, the notification policies decide. */
  receiver: z.optional(z.string().check(z.maxLength(200))),
  log: z._default(commandLog, {}),
});
type ReminderChoices = z.infer<typeof reminderChoices>;

export interface Chosen {
  kinds: Partial<Record<ReminderKind, boolean>>;
  receiver?: string;
}

type RemindersCommand = Command & {
  type: 'choose';
  chosen: Chosen;
  /** What the form was opened on. */
  seen: Chosen;
};

export { REMINDERS } from './shelf';

export const remindersKind: RecordKind<ReminderChoices, RemindersCommand> = {
  ...REMINDERS_SHELF,
  version: 1,
  schema: reminderChoices,
  describe(record) {
    const on = chosenKinds(record);
    return {
      title: 'Reminders',
      tags: [],
      head: { kinds: on.join(',') || NO_REMINDERS, ...(record.receiver && { receiver: record.receiver }) },
      markdown: [
        '# Reminders',
        '',
        ...on.map((kind) => `- ${REMINDER_TEXTS.en.kinds[kind]}`),
        '',
        `Told: ${record.receiver ? inline(record.receiver) : 'by the notification policies'}`,
      ].join('\n'),
    };
  },
  apply: readable(
    reminderChoices,
    applyOnce<ReminderChoices, RemindersCommand>({
      choose(record, command) {
        const { chosen, seen } = command;
        if (isSame(record, chosen)) {
          return { ok: record };
        }
        if (!isSame(record, seen)) {
          return refuse({ code: 'moved', field: 'kinds' });
        }
        const { receiver: _former, ...others } = record;
        const checked = z.pick(reminderChoices, { kinds: true, receiver: true }).safeParse(chosen);
        return checked.success
          ? note({ ...others, ...checked.data }, command, {}, chosenKinds(chosen).join(', '))
          : refuse({ code: 'unreadable', field: 'kinds' });
      },
    })
  ),
};

export function noReminders(): ReminderChoices {
  return { schema: remindersKind.version, id: REMINDERS, kind: remindersKind.kind, kinds: {}, log: {} };
}

export function chosenKinds({ kinds }: Pick<Chosen, 'kinds'>): ReminderKind[] {
  return REMINDER_KINDS.filter((kind) => kinds[kind]);
}

function isSame(one: Chosen, other: Chosen): boolean {
  return one.receiver === other.receiver && chosenKinds(one).join() === chosenKinds(other).join();
}
