import { type Instant } from '../../record/record';
import { type Language } from '../../text/language';
import { durationWords, inZone } from '../../text/times';
import { type MaintenanceWindow } from './schema';

export const WINDOW_TEXTS = ['announce', 'remind', 'cancel'] as const;
export type WindowText = (typeof WINDOW_TEXTS)[number];

type Told = Pick<MaintenanceWindow, 'title' | 'start' | 'end' | 'services' | 'what' | 'risk' | 'owner' | 'cancelled'>;

interface Words {
  subject: Record<WindowText, (title: string) => string>;
  opening: Record<WindowText, (services: string) => string>;
  when: (from: string, to: string, zone: string, length: string) => string;
  was: (from: string, to: string, zone: string) => string;
  what: (text: string) => string;
  risk: (text: string) => string;
  owner: (name: string) => string;
  reason: (text: string) => string;
  closing: Record<WindowText, string>;
}

const WORDS: Record<Language, Words> = {
  en: {
    subject: {
      announce: (title) => `Planned maintenance: ${title}`,
      remind: (title) => `Reminder, planned maintenance: ${title}`,
      cancel: (title) => `Cancelled maintenance: ${title}`,
    },
    opening: {
      announce: (services) => `We have planned maintenance of ${services}.`,
      remind: (services) => `We remind you of the planned maintenance of ${services}.`,
      cancel: (services) => `The planned maintenance of ${services} will not take place.`,
    },
    when: (from, to, zone, length) => `When: from ${from} to ${to} (${zone}), ${length}`,
    was: (from, to, zone) => `It was planned from ${from} to ${to} (${zone}).`,
    what: (text) => `What: ${text}`,
    risk: (text) => `What you may notice: ${text}`,
    owner: (name) => `Contact: ${name}`,
    reason: (text) => `Reason: ${text}`,
    closing: {
      announce: 'We will remind you before it begins, and tell you when it is over.',
      remind: 'We will tell you when it is over.',
      cancel: 'We will announce a new date if there is one.',
    },
  },
  fr: {
    subject: {
      announce: (title) => `Maintenance planifiée\u00a0: ${title}`,
      remind: (title) => `Rappel, maintenance planifiée\u00a0: ${title}`,
      cancel: (title) => `Maintenance annulée\u00a0: ${title}`,
    },
    opening: {
      announce: (services) => `Une maintenance est planifiée. Services concernés\u00a0: ${services}.`,
      remind: (services) => `Nous vous rappelons la maintenance planifiée. Services concernés\u00a0: ${services}.`,
      cancel: (services) => `La maintenance planifiée n’aura pas lieu. Services concernés\u00a0: ${services}.`,
    },
    when: (from, to, zone, length) => `Quand\u00a0: de ${from} à ${to} (${zone}), ${length}`,
    was: (from, to, zone) => `Elle était prévue de ${from} à ${to} (${zone}).`,
    what: (text) => `Travaux\u00a0: ${text}`,
    risk: (text) => `Ce que vous pourriez constater\u00a0: ${text}`,
    owner: (name) => `Contact\u00a0: ${name}`,
    reason: (text) => `Motif\u00a0: ${text}`,
    closing: {
      announce: 'Nous vous le rappellerons avant le début et vous préviendrons de la fin.',
      remind: 'Nous vous préviendrons de la fin.',
      cancel: 'Nous annoncerons une nouvelle date s’il y en a une.',
    },
  },
};

/** What is sent to those concerned, in plain text ready to copy; times in `zone` (IANA). */
export function windowText(kind: WindowText, window: Told, language: Language, zone: string): string {
  const say = WORDS[language];
  const services = Object.values(window.services).join(', ');
  const [from, to] = [moment(window.start, zone), moment(window.end, zone)];
  const length = durationWords(Date.parse(window.end) - Date.parse(window.start), language);
  const reason = window.cancelled?.note;
  const facts =
    kind === 'cancel'
      ? [say.was(from, to, zone), ...(reason ? [say.reason(reason)] : [])]
      : [
          say.when(from, to, zone, length),
          ...(window.what ? [say.what(window.what)] : []),
          ...(window.risk ? [say.risk(window.risk)] : []),
        ];
  return [
    say.subject[kind](window.title),
    '',
    say.opening[kind](services),
    ...facts,
    ...(window.owner ? [say.owner(window.owner)] : []),
    say.closing[kind],
  ].join('\n');
}

function moment(at: Instant, zone: string): string {
  const { day, time } = inZone(at, zone);
  return `${day} ${time}`;
}
