import { reference } from '../incident/rules';
import { type Incident } from '../incident/schema';
import { PLAN_NAME } from '../maintenance/plan';
import { type Standing } from '../maintenance/task';
import { SECURITY_NAME, type SecurityRegister, titleOf } from '../security/register';
import { own } from '../record/own';
import { type ServicesRegister } from '../services/services';
import { REMINDER_TEXTS } from '../text/documents/reminder';
import { type Language } from '../text/language';
import { incidentDeadlines, planDeadlines, securityDeadlines } from './deadlines';
import { type Subject } from './rules';

/** Paths inside Grafana become addresses that work in a message. */
export type Absolute = (path: string) => string;

export function incidentSubject(
  incident: Incident,
  { zone, url, services }: { zone: string; url: string; services: ServicesRegister | undefined }
): Subject {
  const slugs = Object.keys(incident.services).sort();
  const team = slugs.map((slug) => own(services?.services ?? {}, slug)?.team).find(Boolean);
  return {
    name: incident.name,
    ref: reference(incident.name),
    title: incident.title,
    url,
    services: slugs,
    ...(incident.private && { isPrivate: true }),
    ...(incident.severity && { severity: incident.severity }),
    ...(team && { team }),
    deadlines: incidentDeadlines(incident, zone),
  };
}

export function planSubject(standings: Standing[], language: Language, url: string): Subject {
  return { name: PLAN_NAME, ref: REMINDER_TEXTS[language].maintenance, url, deadlines: planDeadlines(standings) };
}

export function securitySubject(register: SecurityRegister, language: Language, url: string): Subject {
  return {
    name: SECURITY_NAME,
    ref: REMINDER_TEXTS[language].security,
    url,
    deadlines: securityDeadlines(register, (item) => titleOf(item, language)),
  };
}
