import { config } from '@grafana/runtime';
import { type Person } from '../domain/record/record';
import { type Language } from '../domain/text/language';

/** The signed-in person, as authorship is written into records. */
export function currentPerson(): Person {
  const { uid, name, login } = config.bootData.user;
  return { uid: uid ?? '', name: name || login };
}

/** Grafana, organisation and person: whose outbox and drafts these are. */
export function accountKey(): string {
  const { uid, orgId } = config.bootData.user;
  return [config.appUrl, orgId, uid].join('|');
}

/** Number of the organisation that the person is in. */
export function organisation(): number {
  return config.bootData.user.orgId;
}

export function currentLogin(): string {
  return config.bootData.user.login;
}

export function isServerAdmin(): boolean {
  return config.bootData.user.isGrafanaAdmin;
}

export function orgRole(): string {
  return config.bootData.user.orgRole;
}

export function mayInstallPlugins(): boolean {
  return config.bootData.user.permissions?.['plugins:install'] === true;
}

/** Language of the interface (`fr-FR`); empty where the server's default, English, is used. */
export function interfaceLanguage(): string {
  return config.bootData.user.language ?? '';
}

/** By which days and months are named: the person's regional format where it speaks the language of the interface, else that language. */
export function dateLocale(): string {
  const [region, language] = [config.regionalFormat, interfaceLanguage() || 'en-US'];
  return region?.split('-')[0] === language.split('-')[0] ? region : language;
}

/** Of the languages that documents and names of ours are written in, the one of the interface. */
export function textLanguage(): Language {
  return interfaceLanguage().startsWith('fr') ? 'fr' : 'en';
}
