import { SECURITY_FACTS } from '../text/documents/securityFacts';
import { type SecurityEvidence } from './evidence';
import { EXTRA_KEYS, factsOf, ITEM_KEYS } from './register';
import { factTextIn } from './words';

const at = '2026-11-21T10:00:00Z';

describe('words of what was found out', () => {
  it('are there in both languages, with the same values in them', () => {
    const places = (text: unknown) => [...JSON.stringify(text).matchAll(/\{\{\w+\}\}/g)].map(([each]) => each).sort();
    const { en, fr } = SECURITY_FACTS;
    expect(Object.keys(fr.facts)).toEqual(Object.keys(en.facts));
    for (const [code, text] of Object.entries(en.facts)) {
      expect([code, places(fr.facts[code])]).toEqual([code, places(text)]);
    }
    expect(Object.keys(fr.advisor)).toEqual(Object.keys(en.advisor));
    expect(Object.keys(fr.subjects)).toEqual(Object.keys(en.subjects));
    expect(Object.keys(fr.roles)).toEqual(Object.keys(en.roles));
  });

  it('never show a code or an empty place, whatever was found', () => {
    const source = { name: 'Loki', access: 'direct', tlsSkipVerify: true, basicAuth: true };
    const missing = (why: 'forbidden' | 'failed' | 'absent') => ({ missing: why, role: 'orgAdmin' as const, why: 'x' });
    const flags = (on: boolean) => ({
      anonymous: on,
      signUp: on,
      orgCreate: on,
      loginForm: on,
      strongPasswords: on,
      rbac: on,
      viewersCanEdit: on,
      unsanitised: on,
      publicDashboards: on,
      snapshots: on,
      tokenDays: on ? -1 : 30,
      singleSignOn: on ? [] : ['Keycloak'],
      version: '12.4.0',
      hasUpdate: on,
      latest: '12.4.1',
    });
    const full = (on: boolean): SecurityEvidence => ({
      at,
      page: { protocol: on ? 'http:' : 'https:' },
      frontend: { value: flags(on) },
      server: {
        value: {
          cookieSecure: !on,
          protocol: 'http',
          contentSecurityPolicy: !on,
          allowEmbedding: on,
          unsignedPlugins: on ? 'x' : '',
        },
      },
      strictTransport: { value: !on },
      users: { value: [{ login: 'ana', role: 'Admin', lastSeen: on ? '2020-01-01T00:00:00Z' : at, disabled: false }] },
      adminLogin: { value: on ? 'active' : 'absent' },
      dataSources: {
        value: [
          {
            ...source,
            url: on ? 'http://u:p@loki.example.org' : 'https://x.org',
            secured: [],
            ...(!on && { access: 'proxy', tlsSkipVerify: false, basicAuth: false }),
          },
        ],
      },
      certificates: { value: [{ instance: 'web', seconds: on ? -3 * 86_400 : 30 * 86_400 }] },
      ports: { value: [{ instance: 'db:5432', open: on }] },
      auditLogs: { value: { entries: on ? 0 : 3, source: 'Loki' } },
      advisor: {
        value: { count: 3, failures: on ? [{ check: 'plugin', step: 'unsigned', item: 'x', severity: 'high' }] : [] },
      },
    });
    const dark = (why: 'forbidden' | 'failed' | 'absent'): SecurityEvidence => ({
      at,
      page: { protocol: 'https:' },
      frontend: missing(why),
      server: missing(why),
      strictTransport: missing(why),
      users: missing(why),
      adminLogin: missing(why),
      dataSources: missing(why),
      certificates: missing(why),
      ports: missing(why),
      auditLogs: missing(why),
      advisor: missing(why),
    });
    for (const evidence of [full(true), full(false), dark('forbidden'), dark('failed'), dark('absent')]) {
      for (const item of [...ITEM_KEYS, ...EXTRA_KEYS]) {
        for (const fact of factsOf(item, evidence)) {
          for (const language of ['en', 'fr'] as const) {
            const text = factTextIn(fact, language);
            expect(text).not.toBe(fact.code);
            expect(text).not.toMatch(/\{\{|undefined|\(\s*\)|^\s*$/);
          }
        }
      }
    }
  });

  it('count in each language, and tell a certificate that has ended from one that will', () => {
    const certificate = (days: number) => ({
      code: 'certificates.valid',
      verdict: 'bad',
      values: { instance: 'web', days },
    });
    expect(factTextIn(certificate(1), 'en')).toBe('web: ends in 1 day');
    expect(factTextIn(certificate(0), 'en')).toBe('web: ends in 0 days');
    expect(factTextIn(certificate(0), 'fr')).toBe('web\u00a0: expire dans 0 jour');
    expect(factTextIn(certificate(-3), 'en')).toBe('web: ended 3 days ago');
  });

  it('take no value for a place to fill in', () => {
    const fact = { code: 'source.http', verdict: 'bad', values: { name: '{{host}}', host: 'h' } };
    expect(factTextIn(fact, 'en')).toBe('{{host}}: plain HTTP to h');
    expect(factTextIn({ code: 'constructor', verdict: 'bad' }, 'en')).toBe('constructor');
  });
});
