import { t } from '@grafana/i18n';
import { type Fact } from '../../domain/security/evidence';
import {
  type ExtraKey,
  type ItemKey,
  type Risk,
  type SecurityRegister,
  type SecurityState,
  titleOf,
} from '../../domain/security/register';
import { type AuditChange, type Audited } from '../../domain/security/snapshot';
import { textLanguage } from '../../grafana/user';
import { type Mark } from '../ui/StateMark';
import { verbatim } from './verbatim';

const MARKS: Record<SecurityState, Mark> = {
  fail: 'bad',
  expired: 'warning',
  unknown: 'unknown',
  attested: 'good',
  pass: 'good',
  na: 'neutral',
};

export function securityMark(state: SecurityState): Mark {
  return MARKS[state];
}

export function securityStateName(state: SecurityState): string {
  switch (state) {
    case 'fail':
      return t('security.state.fail', 'Failed');
    case 'expired':
      return t('security.state.expired', 'Expired');
    case 'unknown':
      return t('security.state.unknown', 'Unknown');
    case 'attested':
      return t('security.state.attested', 'Attested');
    case 'pass':
      return t('security.state.pass', 'Passed');
    case 'na':
      return t('security.state.na', 'Not applicable');
  }
}

export function riskName(risk: Risk): string {
  switch (risk) {
    case 'critical':
      return t('security.risk.critical', 'critical risk');
    case 'high':
      return t('security.risk.high', 'high risk');
    case 'medium':
      return t('security.risk.medium', 'medium risk');
    case 'low':
      return t('security.risk.low', 'low risk');
  }
}

export function grafanaRoleName(role: string): string {
  return role === 'serverAdmin'
    ? t('security.role.server-admin', 'Grafana server administrator')
    : t('security.role.org-admin', 'organisation administrator');
}

/** An item of which this version knows nothing is called by its key. */
export function securityItemName(item: string, register?: Pick<SecurityRegister, 'own'>): string {
  return titleOf(item, textLanguage(), register);
}

export function auditedName(of: Audited): string {
  switch (of) {
    case 'sources':
      return t('security.audited.sources', 'Data source');
    case 'people':
      return t('security.audited.people', 'Administrator or unused account');
    case 'folderPermissions':
      return t('security.audited.folder-permissions', 'Permission of a folder');
    case 'sourcePermissions':
      return t('security.audited.source-permissions', 'Permission of a data source');
    case 'plugins':
      return t('security.audited.plugins', 'Plugin');
    case 'serviceAccounts':
      return t('security.audited.service-accounts', 'Service account');
    case 'tokens':
      return t('security.audited.tokens', 'Token');
    case 'contactPoints':
      return t('security.audited.contact-points', 'Contact point');
    case 'silences':
      return t('security.audited.silences', 'Silence longer than a day');
    case 'pausedRules':
      return t('security.audited.paused-rules', 'Paused alert rule');
    case 'publicDashboards':
      return t('security.audited.public-dashboards', 'Public dashboard');
    case 'toggles':
      return t('security.audited.toggles', 'Feature toggle');
    case 'server':
      return t('security.audited.server', 'Grafana');
  }
}

/** A change in words: what became of it. */
export function auditChangeText({ kind, field = '', before, after, values = {} }: AuditChange): string {
  const told = Object.entries(values)
    .filter(([name, value]) => name !== 'name' && value !== '')
    .map(([name, value]) => `${auditWord(name)}: ${auditWord(value)}`)
    .join(', ');
  switch (kind) {
    case 'added':
      return told
        ? t('security.change.added-with', 'added ({{told}})', verbatim({ told }))
        : t('security.change.added', 'added');
    case 'removed':
      return told
        ? t('security.change.removed-with', 'removed ({{told}})', verbatim({ told }))
        : t('security.change.removed', 'removed');
    case 'changed': {
      const text = (value: string | undefined) => (value ? auditWord(value) : t('security.change.none', 'nothing'));
      return t(
        'security.change.changed',
        '{{field}}: {{before}} → {{after}}',
        verbatim({ field: auditWord(field), before: text(before), after: text(after) })
      );
    }
  }
}

/** The words that facts are kept in, as people say them; what is none of them stays. */
function auditWord(word: string): string {
  switch (word) {
    case 'name':
      return t('security.word.name', 'name');
    case 'type':
      return t('security.word.type', 'type');
    case 'host':
      return t('security.word.host', 'host');
    case 'tls':
      return t('security.word.tls', 'certificate');
    case 'access':
      return t('security.word.access', 'access');
    case 'readOnly':
      return t('security.word.read-only', 'read-only');
    case 'role':
      return t('security.word.role', 'role');
    case 'signedIn':
      return t('security.word.signed-in', 'signed in');
    case 'disabled':
      return t('security.word.disabled', 'disabled');
    case 'enabled':
      return t('security.word.enabled', 'enabled');
    case 'permission':
      return t('security.word.permission', 'permission');
    case 'version':
      return t('security.word.version', 'version');
    case 'signature':
      return t('security.word.signature', 'signature');
    case 'created':
      return t('security.word.created', 'created');
    case 'expires':
      return t('security.word.expires', 'expires');
    case 'revoked':
      return t('security.word.revoked', 'revoked');
    case 'from':
      return t('security.word.from', 'from');
    case 'until':
      return t('security.word.until', 'until');
    case 'state':
      return t('security.word.state', 'state');
    case 'edition':
      return t('security.word.edition', 'edition');
    case 'anonymous':
      return t('security.word.anonymous', 'anonymous access');
    case 'loginForm':
      return t('security.word.login-form', 'login form');
    case 'yes':
      return t('security.word.yes', 'yes');
    case 'no':
      return t('security.word.no', 'no');
    case 'on':
      return t('security.word.on', 'on');
    case 'never':
      return t('security.word.never', 'never');
    case 'checked':
      return t('security.word.checked', 'checked');
    case 'not checked':
      return t('security.word.not-checked', 'not checked');
    case 'none':
      return t('security.word.none', 'none');
    default:
      return word;
  }
}

export function itemWhy(item: ItemKey | ExtraKey): string {
  switch (item) {
    case 'advisor':
      return t(
        'security.items.advisor.why',
        'Grafana’s own checks know what no setting shows, for instance whether its secret key is still the one that it ships with.'
      );
    case 'admin-password':
      return t(
        'security.items.admin-password.why',
        'Every new Grafana starts with admin / admin, and everybody knows it. Opsbook never tries a password: it looks whether that login still exists; that its password was changed, a person attests.'
      );
    case 'anonymous-sign-up':
      return t(
        'security.items.anonymous-sign-up.why',
        'Whoever reaches the address could read dashboards or create an account of their own.'
      );
    case 'https':
      return t('security.items.https.why', 'Without it, passwords and session cookies can be read on the way.');
    case 'two-factor':
      return t(
        'security.items.two-factor.why',
        'A stolen password alone must not open Grafana. Grafana itself has no second factor: the identity provider behind single sign-on asks for it.'
      );
    case 'rbac':
      return t(
        'security.items.rbac.why',
        'Least privilege: few administrators, nobody with rights they no longer use.'
      );
    case 'data-source-credentials':
      return t(
        'security.items.data-source-credentials.why',
        'Credentials in a URL, unchecked certificates and plain HTTP give data sources away.'
      );
    case 'audit-logs':
      return t('security.items.audit-logs.why', 'Without a trail nobody can tell afterwards who did what.');
    case 'firewall':
      return t('security.items.firewall.why', 'Databases and internal ports must not answer from outside.');
    case 'certificates':
      return t('security.items.certificates.why', 'An expired certificate stops people and data sources alike.');
    case 'secrets':
      return t(
        'security.items.secrets.why',
        'Secrets in files end up in backups and repositories. Grafana masks them, so nobody can see from here where they come from: a person attests it.'
      );
    case 'version':
      return t('security.items.version.why', 'Known holes are closed by updates.');
    case 'sanitising':
      return t('security.items.sanitising.why', 'Without it, text panels may run scripts in everybody’s browser.');
    case 'content-security-policy':
      return t('security.items.content-security-policy.why', 'It limits what an injected script could do.');
    case 'embedding':
      return t('security.items.embedding.why', 'A page that embeds Grafana can trick people into clicking in it.');
    case 'token-expiry':
      return t(
        'security.items.token-expiry.why',
        'Tokens that never expire outlive the people and machines they were made for.'
      );
    case 'public-sharing':
      return t('security.items.public-sharing.why', 'Both show data to people without an account.');
    case 'unsigned-plugins':
      return t(
        'security.items.unsigned-plugins.why',
        'Unsigned plugins run unchecked code; Opsbook itself is one where it was installed by hand.'
      );
  }
}

export function itemFix(item: ItemKey | ExtraKey): string {
  switch (item) {
    case 'advisor':
      return t(
        'security.items.advisor.fix',
        'Open Administration → Advisor and follow what it says; it has to be enabled in this Grafana.'
      );
    case 'admin-password':
      return t(
        'security.items.admin-password.fix',
        'Create a named administrator, then disable or rename `admin` (Administration → Users). Set `[auth.basic] password_policy = true`.'
      );
    case 'anonymous-sign-up':
      return t(
        'security.items.anonymous-sign-up.fix',
        '`[auth.anonymous] enabled = false`, `[users] allow_sign_up = false` and `allow_org_create = false`, then restart Grafana.'
      );
    case 'https':
      return t(
        'security.items.https.fix',
        'Serve Grafana over TLS, itself or behind a proxy; `[security] cookie_secure = true` and `strict_transport_security = true`.'
      );
    case 'two-factor':
      return t(
        'security.items.two-factor.fix',
        'Set up single sign-on with a provider that asks for a second factor, then `[auth] disable_login_form = true`, and attest the provider here.'
      );
    case 'rbac':
      return t(
        'security.items.rbac.fix',
        'Lower roles to what people need, disable accounts that nobody uses, `[users] viewers_can_edit = false`.'
      );
    case 'data-source-credentials':
      return t(
        'security.items.data-source-credentials.fix',
        'Per data source: https address, access through the server, certificate checked, secrets in their own fields and never in the address.'
      );
    case 'audit-logs':
      return t(
        'security.items.audit-logs.fix',
        'Send Grafana’s and the proxy’s logs to Loki and name a query here that finds them; or attest where the trail is kept.'
      );
    case 'firewall':
      return t(
        'security.items.firewall.fix',
        'Probe the ports that must be closed from outside with the blackbox exporter (job name with “closed”), or name your own metric here; else attest the rules.'
      );
    case 'certificates':
      return t(
        'security.items.certificates.fix',
        'Probe the addresses with the blackbox exporter, renew 14 days before the end at the latest.'
      );
    case 'secrets':
      return t(
        'security.items.secrets.fix',
        'Give secrets to the containers as environment variables or files from a vault; keep `.env` out of the repository and attest it.'
      );
    case 'version':
      return t('security.items.version.fix', 'Update Grafana; `[analytics] check_for_updates = true` lets it say so.');
    case 'sanitising':
      return t('security.items.sanitising.fix', '`[panels] disable_sanitize_html = false`.');
    case 'content-security-policy':
      return t('security.items.content-security-policy.fix', '`[security] content_security_policy = true`.');
    case 'embedding':
      return t('security.items.embedding.fix', '`[security] allow_embedding = false`.');
    case 'token-expiry':
      return t(
        'security.items.token-expiry.fix',
        '`[service_accounts] token_expiration_day_limit = 365`, and renew the tokens that have no end.'
      );
    case 'public-sharing':
      return t(
        'security.items.public-sharing.fix',
        '`[public_dashboards] enabled = false` and `[snapshots] enabled = false` where nobody needs them.'
      );
    case 'unsigned-plugins':
      return t(
        'security.items.unsigned-plugins.fix',
        'Install signed plugins, or name only those that you have checked.'
      );
  }
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

/** One finding in words. */
export function factText({ code, verdict, values = {}, needs }: Fact): string {
  const isGood = verdict === 'good';
  const setting = SETTINGS[code];
  if (verdict === 'unknown' && setting) {
    return `${t('security.facts.unsaid', 'This Grafana does not tell {{setting}}', verbatim({ setting }))}${needsText(needs)}`;
  }
  const {
    name = '',
    names = '',
    count = 0,
    days = 0,
    limit = 0,
    instance = '',
    host = '',
    version = '',
    latest = '',
    protocol = '',
    source = '',
    why = '',
    step = '',
    wanted = '',
    value = '',
    setting: named = '',
  } = values;
  switch (code) {
    case 'admin.active':
      return t('security.facts.admin-active', 'The login “admin” exists and is active; its password is not tried');
    case 'admin.disabled':
      return t('security.facts.admin-disabled', 'The login “admin” is disabled');
    case 'admin.absent':
      return t('security.facts.admin-absent', 'There is no login “admin”');
    case 'password.strong':
      return t('security.facts.password-strong', 'The policy for strong passwords is on');
    case 'password.weak':
      return t('security.facts.password-weak', 'The policy for strong passwords is off');
    case 'anonymous':
      return isGood
        ? t('security.facts.anonymous-off', 'Anonymous access is off')
        : t('security.facts.anonymous-on', 'Anonymous access is on');
    case 'sign-up':
      return isGood
        ? t('security.facts.sign-up-off', 'People cannot sign themselves up')
        : t('security.facts.sign-up-on', 'Anybody may sign up');
    case 'org-create':
      return isGood
        ? t('security.facts.org-create-off', 'People cannot create organisations')
        : t('security.facts.org-create-on', 'Anybody signed in may create organisations');
    case 'https.page':
      return isGood
        ? t('security.facts.page-https', 'This page came over HTTPS')
        : t('security.facts.page-http', 'This page came over plain HTTP');
    case 'cookie.secure':
      return isGood
        ? t('security.facts.cookie-secure', 'The session cookie is sent over HTTPS only')
        : t('security.facts.cookie-insecure', 'The session cookie may be sent over plain HTTP (cookie_secure is off)');
    case 'server.protocol':
      return t('security.facts.protocol', 'Grafana itself speaks {{protocol}}', verbatim({ protocol }));
    case 'hsts.on':
      return t('security.facts.hsts-on', 'Browsers are told to insist on HTTPS (HSTS)');
    case 'hsts.off':
      return t('security.facts.hsts-off', 'Browsers are not told to insist on HTTPS (HSTS)');
    case 'sso.configured':
      return isGood
        ? t('security.facts.sso', 'Single sign-on: {{names}}', verbatim({ names }))
        : t('security.facts.no-sso', 'No single sign-on is configured');
    case 'login-form':
      return isGood
        ? t('security.facts.form-off', 'The login form is off')
        : t('security.facts.form-on', 'The login form still takes a password alone');
    case 'identity-provider':
      return t('security.facts.provider', 'Whether the identity provider asks for a second factor does not show here');
    case 'rbac':
      return isGood
        ? t('security.facts.rbac-on', 'Role-based access control is on')
        : t('security.facts.rbac-off', 'Role-based access control is not on');
    case 'viewers-can-edit':
      return isGood
        ? t('security.facts.viewers', 'Viewers cannot edit')
        : t('security.facts.viewers-edit', 'Viewers may edit (viewers_can_edit)');
    case 'admins':
      return t('security.facts.admins', '', {
        count: Number(count),
        limit,
        defaultValue_one: '{{count}} administrator, at most {{limit}} wanted',
        defaultValue_other: '{{count}} administrators, at most {{limit}} wanted',
        interpolation: { escapeValue: false },
      });
    case 'idle':
      return isGood
        ? t('security.facts.no-idle', 'Every account was used in the last {{days}} days', verbatim({ days }))
        : t('security.facts.idle', '', {
            count: Number(count),
            days,
            defaultValue_one: '{{count}} account was not used for {{days}} days',
            defaultValue_other: '{{count}} accounts were not used for {{days}} days',
            interpolation: { escapeValue: false },
          });
    case 'source.all':
      return t('security.facts.sources', '', {
        count: Number(count),
        defaultValue_one: '{{count}} data source looked at, nothing found',
        defaultValue_other: '{{count}} data sources looked at, nothing found',
      });
    case 'source.direct':
      return t('security.facts.source-direct', '{{name}}: the browser goes there directly', verbatim({ name }));
    case 'source.tls':
      return t('security.facts.source-tls', '{{name}}: the certificate is not checked', verbatim({ name }));
    case 'source.secret':
      return t('security.facts.source-secret', '{{name}}: a secret stands in the address', verbatim({ name }));
    case 'source.http':
      return t('security.facts.source-http', '{{name}}: plain HTTP to {{host}}', verbatim({ name, host }));
    case 'source.password':
      return t(
        'security.facts.source-password',
        '{{name}}: the password is not in its encrypted field',
        verbatim({ name })
      );
    case 'source.unread':
      return `${t('security.facts.source-unread', '{{name}}: where its secrets are kept cannot be read', verbatim({ name }))}${needsText(needs)}`;
    case 'audit.found':
      return isGood
        ? t('security.facts.audit', '{{source}} has entries of the last day', verbatim({ source }))
        : t('security.facts.no-audit', '{{source}} has no entry of the last day', verbatim({ source }));
    case 'audit.unconfigured':
      return t('security.facts.audit-unconfigured', 'No query for audit entries is named yet');
    case 'ports.none':
      return t('security.facts.ports-none', 'No probe of ports that must be closed');
    case 'ports.closed':
      return isGood
        ? t('security.facts.ports', '', {
            count: Number(count),
            defaultValue_one: '{{count}} probed port is closed',
            defaultValue_other: '{{count}} probed ports are closed',
          })
        : t('security.facts.port-open', '{{instance}} answers although it must be closed', verbatim({ instance }));
    case 'certificates.none':
      return t('security.facts.certificates-none', 'No probe reports a certificate (probe_ssl_earliest_cert_expiry)');
    case 'certificates.valid':
      return isGood
        ? t('security.facts.certificates', '', {
            count: Number(count),
            days,
            defaultValue_one: '{{count}} certificate, valid for {{days}} more days',
            defaultValue_other: '{{count}} certificates, the first ends in {{days}} days',
            interpolation: { escapeValue: false },
          })
        : t('security.facts.certificate-short', '{{instance}}: ends in {{days}} days', verbatim({ instance, days }));
    case 'secrets.masked':
      return t('security.facts.secrets', 'Grafana masks secrets: where they come from does not show here');
    case 'version':
      return isGood
        ? t('security.facts.version', 'Version {{version}}, the latest', verbatim({ version }))
        : t(
            'security.facts.version-old',
            'Version {{version}}, {{latest}} is available',
            verbatim({ version, latest })
          );
    case 'version.not-asked':
      return t(
        'security.facts.version-unknown',
        'Version {{version}}; this Grafana does not ask for newer ones',
        verbatim({
          version,
        })
      );
    case 'unsanitised':
      return isGood
        ? t('security.facts.sanitised', 'HTML in text panels is sanitised')
        : t('security.facts.unsanitised', 'HTML in text panels is not sanitised');
    case 'csp':
      return isGood
        ? t('security.facts.csp', 'A content security policy is sent')
        : t('security.facts.no-csp', 'No content security policy is sent');
    case 'embedding':
      return isGood
        ? t('security.facts.no-embedding', 'Other sites cannot embed this Grafana')
        : t('security.facts.embedding', 'Other sites may embed this Grafana');
    case 'token-expiry':
      return isGood
        ? t('security.facts.tokens', 'Tokens expire within {{days}} days', verbatim({ days }))
        : t('security.facts.no-token-limit', 'Tokens may live for ever');
    case 'public-dashboards':
      return isGood
        ? t('security.facts.no-public', 'Public dashboards are off')
        : t('security.facts.public', 'Public dashboards are allowed');
    case 'snapshots':
      return isGood
        ? t('security.facts.no-snapshots', 'Snapshots are off')
        : t('security.facts.snapshots', 'Snapshots are allowed');
    case 'unsigned':
      return isGood
        ? t('security.facts.signed', 'Only signed plugins are loaded')
        : t('security.facts.unsigned', 'Unsigned plugins are allowed: {{names}}', verbatim({ names }));
    case 'advisor.failure':
      return t(
        'security.facts.advisor',
        'Grafana Advisor: {{what}}',
        verbatim({ what: advisorText(String(step), String(name)) })
      );
    case 'advisor.none':
      return t('security.facts.advisor-none', '', {
        count: Number(count),
        defaultValue_one: 'Grafana Advisor looked at {{count}} thing and found nothing',
        defaultValue_other: 'Grafana Advisor looked at {{count}} things and found nothing',
      });
    case 'advisor.never':
      return t('security.facts.advisor-never', 'Grafana Advisor is there and has not looked yet');
    case 'own.attest':
      return t('security.facts.own-attest', 'A person has to vouch for it');
    case 'own.query':
      return verdict === 'unknown'
        ? t('security.facts.own-no-data', 'The query gave no number (wanted: {{wanted}})', verbatim({ wanted }))
        : t('security.facts.own-query', 'The query gave {{value}} (wanted: {{wanted}})', verbatim({ value, wanted }));
    case 'own.setting':
      return verdict === 'unknown'
        ? t('security.facts.unsaid', 'This Grafana does not tell {{setting}}', verbatim({ setting: named }))
        : isGood
          ? t('security.facts.own-setting', '{{setting}} is {{wanted}}', verbatim({ setting: named, wanted }))
          : t(
              'security.facts.own-setting-bad',
              '{{setting}} is {{value}}, not {{wanted}}',
              verbatim({ setting: named, value, wanted })
            );
    default:
      return missingText(code, String(why), needs);
  }
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
