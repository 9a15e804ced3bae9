import { BACKUPS, type BackupsRegister } from '../backup/schema';
import { IMPROVEMENTS } from '../improvement/register';
import { type Roadmap } from '../improvement/schema';
import { reference } from '../incident/rules';
import { type Incident } from '../incident/schema';
import { PLAN_NAME } from '../maintenance/plan';
import { type TaskStanding } from '../maintenance/task';
import { type WindowHead } from '../maintenance/windows/head';
import { own } from '../record/own';
import { SECURITY_NAME, type SecurityRegister, itemTitle } from '../security/register';
import { type ServicesRegister } from '../services/services';
import { REMINDER_TEXTS } from '../text/documents/reminder';
import { type Language } from '../text/language';
import {
  backupDeadlines,
  improvementDeadlines,
  incidentDeadlines,
  planDeadlines,
  securityDeadlines,
  windowDeadlines,
} from './deadlines';
import { type Subject } from './rules';

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

export function planSubject(standings: TaskStanding[], language: Language, url: string): Subject {
  return { name: PLAN_NAME, ref: REMINDER_TEXTS[language].maintenance, url, deadlines: planDeadlines(standings) };
}

export function securitySubject(register: SecurityRegister, language: Language, url: string): Subject {
  return {
    name: SECURITY_NAME,
    ref: REMINDER_TEXTS[language].security,
    url,
    deadlines: securityDeadlines(register, (item) => itemTitle(item, language)),
  };
}

export function windowSubject(window: WindowHead, url: string): Subject {
  const { name, title, services } = window;
  return { name, ref: title, url, services, deadlines: windowDeadlines(window) };
}

export function backupSubject(register: BackupsRegister, language: Language, url: string): Subject {
  return { name: BACKUPS, ref: REMINDER_TEXTS[language].backups, url, deadlines: backupDeadlines(register) };
}

export function improvementSubject(
  record: Roadmap,
  { language, zone }: { language: Language; zone: string },
  url: string
): Subject {
  return {
    name: IMPROVEMENTS,
    ref: REMINDER_TEXTS[language].improvements,
    url,
    deadlines: improvementDeadlines(record, zone),
  };
}
