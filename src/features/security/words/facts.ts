import { t } from '@grafana/i18n';
import { type Fact } from '../../../domain/security/evidence';
import { grafanaRoleName } from '../../../shared/words/security';
import { verbatim } from '../../../shared/words/verbatim';

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

const NO_VALUES = {
  name: '',
  names: '',
  count: 0,
  days: 0,
  limit: 0,
  instance: '',
  host: '',
  version: '',
  latest: '',
  protocol: '',
  source: '',
  step: '',
  wanted: '',
  value: '',
  setting: '',
};

type Said = { [K in keyof typeof NO_VALUES]: string | number } & Pick<Fact, 'verdict' | 'needs'> & { isGood: boolean };

const FACTS: Record<string, (said: Said) => string> = {
  'admin.active': () =>
    t('security.facts.admin-active', 'The login “admin” exists and is active; its password is not tried'),
  'admin.disabled': () => t('security.facts.admin-disabled', 'The login “admin” is disabled'),
  'admin.absent': () => t('security.facts.admin-absent', 'There is no login “admin”'),
  'password.strong': () => t('security.facts.password-strong', 'The policy for strong passwords is on'),
  'password.weak': () => t('security.facts.password-weak', 'The policy for strong passwords is off'),
  anonymous: ({ isGood }) =>
    isGood
      ? t('security.facts.anonymous-off', 'Anonymous access is off')
      : t('security.facts.anonymous-on', 'Anonymous access is on'),
  'sign-up': ({ isGood }) =>
    isGood
      ? t('security.facts.sign-up-off', 'People cannot sign themselves up')
      : t('security.facts.sign-up-on', 'Anybody may sign up'),
  'org-create': ({ isGood }) =>
    isGood
      ? t('security.facts.org-create-off', 'People cannot create organisations')
      : t('security.facts.org-create-on', 'Anybody signed in may create organisations'),
  'https.page': ({ isGood }) =>
    isGood
      ? t('security.facts.page-https', 'This page came over HTTPS')
      : t('security.facts.page-http', 'This page came over plain HTTP'),
  'cookie.secure': ({ isGood }) =>
    isGood
      ? t('security.facts.cookie-secure', 'The session cookie is sent over HTTPS only')
      : t('security.facts.cookie-insecure', 'The session cookie may be sent over plain HTTP (cookie_secure is off)'),
  'server.protocol': ({ protocol }) =>
    t('security.facts.protocol', 'Grafana itself speaks {{protocol}}', verbatim({ protocol })),
  'hsts.on': () => t('security.facts.hsts-on', 'Browsers are told to insist on HTTPS (HSTS)'),
  'hsts.off': () => t('security.facts.hsts-off', 'Browsers are not told to insist on HTTPS (HSTS)'),
  'sso.configured': ({ isGood, names }) =>
    isGood
      ? t('security.facts.sso', 'Single sign-on: {{names}}', verbatim({ names }))
      : t('security.facts.no-sso', 'No single sign-on is configured'),
  'login-form': ({ isGood }) =>
    isGood
      ? t('security.facts.form-off', 'The login form is off')
      : t('security.facts.form-on', 'The login form still takes a password alone'),
  'identity-provider': () =>
    t('security.facts.provider', 'Whether the identity provider asks for a second factor does not show here'),
  rbac: ({ isGood }) =>
    isGood
      ? t('security.facts.rbac-on', 'Role-based access control is on')
      : t('security.facts.rbac-off', 'Role-based access control is not on'),
  'viewers-can-edit': ({ isGood }) =>
    isGood
      ? t('security.facts.viewers', 'Viewers cannot edit')
      : t('security.facts.viewers-edit', 'Viewers may edit (viewers_can_edit)'),
  admins: ({ count, limit }) =>
    t('security.facts.admins', '', {
      count: Number(count),
      limit,
      defaultValue_one: '{{count}} administrator, at most {{limit}} wanted',
      defaultValue_other: '{{count}} administrators, at most {{limit}} wanted',
      interpolation: { escapeValue: false },
    }),
  idle: ({ isGood, count, days }) =>
    isGood
      ? t('security.facts.no-idle', 'Every account was used in the last {{days}} days', verbatim({ days }))
      : t('security.facts.idle', '', {
          count: Number(count),
          days,
          defaultValue_one: '{{count}} account was not used for {{days}} days',
          defaultValue_other: '{{count}} accounts were not used for {{days}} days',
          interpolation: { escapeValue: false },
        }),
  'source.all': ({ count }) =>
    t('security.facts.sources', '', {
      count: Number(count),
      defaultValue_one: '{{count}} data source looked at, nothing found',
      defaultValue_other: '{{count}} data sources looked at, nothing found',
    }),
  'source.direct': ({ name }) =>
    t('security.facts.source-direct', '{{name}}: the browser goes there directly', verbatim({ name })),
  'source.tls': ({ name }) =>
    t('security.facts.source-tls', '{{name}}: the certificate is not checked', verbatim({ name })),
  'source.secret': ({ name }) =>
    t('security.facts.source-secret', '{{name}}: a secret stands in the address', verbatim({ name })),
  'source.http': ({ name, host }) =>
    t('security.facts.source-http', '{{name}}: plain HTTP to {{host}}', verbatim({ name, host })),
  'source.password': ({ name }) =>
    t('security.facts.source-password', '{{name}}: the password is not in its encrypted field', verbatim({ name })),
  'source.unread': ({ name, needs }) =>
    `${t('security.facts.source-unread', '{{name}}: where its secrets are kept cannot be read', verbatim({ name }))}${needsText(needs)}`,
  'audit.found': ({ isGood, source }) =>
    isGood
      ? t('security.facts.audit', '{{source}} has entries of the last day', verbatim({ source }))
      : t('security.facts.no-audit', '{{source}} has no entry of the last day', verbatim({ source })),
  'audit.unconfigured': () => t('security.facts.audit-unconfigured', 'No query for audit entries is setting yet'),
  'ports.none': () => t('security.facts.ports-none', 'No probe of ports that must be closed'),
  'ports.closed': ({ isGood, count, instance }) =>
    isGood
      ? t('security.facts.ports', '', {
          count: Number(count),
          defaultValue_one: '{{count}} probed port is closed',
          defaultValue_other: '{{count}} probed ports are closed',
        })
      : t('security.facts.port-open', '{{instance}} answers although it must be closed', verbatim({ instance })),
  'certificates.none': () =>
    t('security.facts.certificates-none', 'No probe reports a certificate (probe_ssl_earliest_cert_expiry)'),
  'certificates.valid': ({ isGood, count, days, instance }) =>
    isGood
      ? t('security.facts.certificates', '', {
          count: Number(count),
          days,
          defaultValue_one: '{{count}} certificate, valid for {{days}} more days',
          defaultValue_other: '{{count}} certificates, the first ends in {{days}} days',
          interpolation: { escapeValue: false },
        })
      : t('security.facts.certificate-short', '{{instance}}: ends in {{days}} days', verbatim({ instance, days })),
  'secrets.masked': () => t('security.facts.secrets', 'Grafana masks secrets: where they come from does not show here'),
  version: ({ isGood, version, latest }) =>
    isGood
      ? t('security.facts.version', 'Version {{version}}, the latest', verbatim({ version }))
      : t('security.facts.version-old', 'Version {{version}}, {{latest}} is available', verbatim({ version, latest })),
  'version.not-asked': ({ version }) =>
    t(
      'security.facts.version-unknown',
      'Version {{version}}; this Grafana does not ask for newer ones',
      verbatim({
        version,
      })
    ),
  unsanitised: ({ isGood }) =>
    isGood
      ? t('security.facts.sanitised', 'HTML in text panels is sanitised')
      : t('security.facts.unsanitised', 'HTML in text panels is not sanitised'),
  csp: ({ isGood }) =>
    isGood
      ? t('security.facts.csp', 'A content security policy is sent')
      : t('security.facts.no-csp', 'No content security policy is sent'),
  embedding: ({ isGood }) =>
    isGood
      ? t('security.facts.no-embedding', 'Other sites cannot embed this Grafana')
      : t('security.facts.embedding', 'Other sites may embed this Grafana'),
  'token-expiry': ({ isGood, days }) =>
    isGood
      ? t('security.facts.tokens', 'Tokens expire within {{days}} days', verbatim({ days }))
      : t('security.facts.no-token-limit', 'Tokens may live for ever'),
  'public-dashboards': ({ isGood }) =>
    isGood
      ? t('security.facts.no-public', 'Public dashboards are off')
      : t('security.facts.public', 'Public dashboards are allowed'),
  snapshots: ({ isGood }) =>
    isGood
      ? t('security.facts.no-snapshots', 'Snapshots are off')
      : t('security.facts.snapshots', 'Snapshots are allowed'),
  unsigned: ({ isGood, names }) =>
    isGood
      ? t('security.facts.signed', 'Only signed plugins are loaded')
      : t('security.facts.unsigned', 'Unsigned plugins are allowed: {{names}}', verbatim({ names })),
  'advisor.failure': ({ step, name }) =>
    t(
      'security.facts.advisor',
      'Grafana Advisor: {{what}}',
      verbatim({ what: advisorText(String(step), String(name)) })
    ),
  'advisor.none': ({ count }) =>
    t('security.facts.advisor-none', '', {
      count: Number(count),
      defaultValue_one: 'Grafana Advisor looked at {{count}} thing and found nothing',
      defaultValue_other: 'Grafana Advisor looked at {{count}} things and found nothing',
    }),
  'advisor.never': () => t('security.facts.advisor-never', 'Grafana Advisor is there and has not looked yet'),
  'own.attest': () => t('security.facts.own-attest', 'A person has to vouch for it'),
  'own.query': ({ verdict, wanted, value }) =>
    verdict === 'unknown'
      ? t('security.facts.own-no-data', 'The query gave no number (wanted: {{wanted}})', verbatim({ wanted }))
      : t('security.facts.own-query', 'The query gave {{value}} (wanted: {{wanted}})', verbatim({ value, wanted })),
  'own.setting': ({ isGood, verdict, wanted, value, setting }) =>
    verdict === 'unknown'
      ? t('security.facts.unsaid', 'This Grafana does not tell {{setting}}', verbatim({ setting }))
      : isGood
        ? t('security.facts.own-setting', '{{setting}} is {{wanted}}', verbatim({ setting, wanted }))
        : t(
            'security.facts.own-setting-bad',
            '{{setting}} is {{value}}, not {{wanted}}',
            verbatim({ setting, value, wanted })
          ),
};

/** One finding in words. */
export function factText({ code, verdict, values = {}, needs }: Fact): string {
  const setting = SETTINGS[code];
  if (verdict === 'unknown' && setting) {
    return `${t('security.facts.unsaid', 'This Grafana does not tell {{setting}}', verbatim({ setting }))}${needsText(needs)}`;
  }
  const text = Object.hasOwn(FACTS, code) ? FACTS[code] : undefined;
  return text
    ? text({ ...NO_VALUES, ...values, verdict, needs, isGood: verdict === 'good' })
    : missingText(code, String(values.why ?? ''), needs);
}

/** A step of Grafana's Advisor, and what it looked at. */
function advisorText(step: string, name: string): string {
  switch (step) {
    case 'security_config':
      return t(
        'security.advisor.security-config',
        '{{name}} has the value that Grafana ships with',
        verbatim({ name })
      );
    case 'unsigned':
      return t('security.advisor.unsigned', 'the plugin {{name}} is not signed', verbatim({ name }));
    case 'deprecation':
      return t('security.advisor.deprecated', 'the plugin {{name}} is deprecated', verbatim({ name }));
    case 'update':
      return t('security.advisor.update', 'the plugin {{name}} has an update', verbatim({ name }));
    case 'health-check':
      return t('security.advisor.health', 'the data source {{name}} fails its health check', verbatim({ name }));
    case 'missing-plugin':
      return t('security.advisor.missing-plugin', 'the data source {{name}} lacks its plugin', verbatim({ name }));
    case 'uid-validation':
      return t('security.advisor.uid', 'the data source {{name}} has an invalid UID', verbatim({ name }));
    case 'out_of_support_version':
      return t('security.advisor.support', 'this version of Grafana is not supported any more');
    case 'pinned_version':
      return t('security.advisor.pinned', 'the version of Grafana is pinned');
    default:
      return `${step}: ${name}`;
  }
}

function missingText(code: string, why: string, needs?: string): string {
  const [subject, reason] = code.split('.');
  const what = subjectText(subject);
  switch (reason) {
    case 'forbidden':
      return `${t('security.missing.forbidden', '{{what}}: not visible with your role', verbatim({ what }))}${needsText(needs)}`;
    case 'failed':
      return t('security.missing.failed', '{{what}}: could not be read ({{why}})', verbatim({ what, why }));
    case 'absent':
      return t('security.missing.absent', '{{what}}: this Grafana does not offer it', verbatim({ what }));
    case 'unconfigured':
      return t('security.missing.unconfigured', '{{what}}: no data source is configured for it', verbatim({ what }));
    default:
      return code;
  }
}

function subjectText(subject: string): string {
  switch (subject) {
    case 'admin':
      return t('security.subjects.admin', 'Login “admin”');
    case 'frontend':
      return t('security.subjects.frontend', 'Grafana’s settings');
    case 'server':
      return t('security.subjects.server', 'Server settings');
    case 'users':
      return t('security.subjects.users', 'People of the organisation');
    case 'data-sources':
      return t('security.subjects.data-sources', 'Data sources');
    case 'audit':
      return t('security.subjects.audit', 'Audit entries');
    case 'ports':
      return t('security.subjects.ports', 'Port probes');
    case 'certificates':
      return t('security.subjects.certificates', 'Certificate probes');
    case 'advisor':
      return t('security.subjects.advisor', 'Grafana Advisor');
    case 'own':
      return t('security.subjects.own', 'Its query or setting');
    default:
      return subject;
  }
}

function needsText(needs?: string): string {
  return needs ? t('security.missing.needs', ' (needed: {{role}})', verbatim({ role: grafanaRoleName(needs) })) : '';
}
