import { t } from '@grafana/i18n';
import { type ExtraKey, type ItemKey } from '../../../domain/security/register';

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
