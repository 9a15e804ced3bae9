import { own } from '../record/own';
import { SECURITY_FACTS } from '../text/documents/securityFacts';
import { type Language } from '../text/language';

type Values = Record<string, string | number | undefined>;

/** `text` with its values; what has none is left out. What stands in a value is no place for another. */
export function filled(text: string, values: Values): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** What was found out, as it was shown or as a review keeps it. */
interface Found {
  code: string;
  verdict: string;
  values?: Record<string, string | number>;
  needs?: string;
}

/** One finding in words; what this version does not know is told by its code. */
export function factTextIn({ code, verdict, values = {}, needs }: Found, language: Language): string {
  const say = SECURITY_FACTS[language];
  const role = needs ? filled(say.needs, { role: roleText(needs, language) }) : '';
  if (verdict === 'unknown' && Object.hasOwn(SETTINGS, code)) {
    return `${filled(say.unsaid, { setting: SETTINGS[code] })}${role}`;
  }
  const isPast = code === 'certificates.valid' && Number(values.days) < 0;
  const told: Values = {
    ...values,
    ...(isPast && { days: -Number(values.days) }),
    what: advisorText(values, language),
  };
  const wording = own(say.facts, isPast ? `${code}.past` : `${code}.${verdict}`) ?? own(say.facts, code);
  if (wording === undefined) {
    return missingText(code, values, role, language);
  }
  const number = Number(told.count ?? told.days ?? 0);
  const isOne = language === 'fr' ? number < 2 : number === 1;
  const text = typeof wording === 'string' ? wording : isOne ? wording.one : wording.other;
  return `${filled(text, told)}${role}`;
}

/** A role of Grafana's; one that this version does not know is told as it is. */
export function roleText(role: string, language: Language): string {
  const { roles } = SECURITY_FACTS[language];
  return own(roles, role) ?? role;
}

/** Grafana's own names of the settings that some versions leave out. */
const SETTINGS: Record<string, string> = {
  anonymous: '[auth.anonymous] enabled',
  'sign-up': '[users] allow_sign_up',
  'org-create': '[users] allow_org_create',
  'login-form': '[auth] disable_login_form',
  rbac: '[rbac]',
  'viewers-can-edit': '[users] viewers_can_edit',
  unsanitised: '[panels] disable_sanitize_html',
  'public-dashboards': '[public_dashboards] enabled',
  snapshots: '[snapshots] enabled',
  csp: '[security] content_security_policy',
  embedding: '[security] allow_embedding',
  'token-expiry': '[service_accounts] token_expiration_day_limit',
  unsigned: '[plugins] allow_loading_unsigned_plugins',
};

function advisorText({ step = '', name = '' }: Values, language: Language): string {
  const { advisor } = SECURITY_FACTS[language];
  const text = own(advisor, String(step));
  return text === undefined ? `${step}: ${name}` : filled(text, { name });
}

function missingText(code: string, { why }: Values, role: string, language: Language): string {
  const { missing, subjects } = SECURITY_FACTS[language];
  const [subject, reason = ''] = code.split('.');
  const text = Object.entries(missing).find(([name]) => name === reason)?.[1];
  const what = own(subjects, subject) ?? subject;
  return text === undefined ? code : `${filled(text, { what, why })}${role}`;
}
