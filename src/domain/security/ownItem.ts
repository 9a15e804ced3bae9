import { z } from 'zod/mini';
import { type Reason } from '../record/outcome';
import { instant, person } from '../record/record';
import { withUnreadable } from '../record/unreadable';
import { COMPARISONS, holds } from '../statistics/comparison';
import { oneLine } from '../text/oneLine';
import { type Fact, type Known, type OwnAnswer } from './evidence';

/** `[auth.anonymous] enabled`, as Grafana's documentation names its settings. */
const SETTING = /^\[([\w.-]+)\]\s*([\w.-]+)$/;

const check = z.discriminatedUnion('kind', [
  /** A person vouches for it. */
  z.object({ kind: z.literal('attest') }),
  z.object({
    kind: z.literal('query'),
    expr: z.string().check(z.minLength(1), z.maxLength(20_000)),
    comparison: z.enum(COMPARISONS),
    threshold: z.number(),
    /** Another Prometheus than the app's. */
    dataSource: z.optional(z.string().check(z.maxLength(200))),
  }),
  z.object({
    kind: z.literal('setting'),
    name: z.string().check(z.maxLength(200)),
    expected: z.string().check(z.maxLength(200)),
  }),
]);

const ownItemFields = z.object({
  title: z.string().check(z.minLength(1), z.maxLength(300)),
  risk: z.enum(['critical', 'high', 'medium', 'low']),
  why: z.optional(z.string().check(z.maxLength(20_000))),
  fix: z.optional(z.string().check(z.maxLength(20_000))),
  check,
});
export type OwnItemFields = z.infer<typeof ownItemFields>;
export const ownItem = z.extend(ownItemFields, { revision: z.optional(z.string()) });
export type OwnItem = z.infer<typeof ownItem>;

/** Why something changed: a window or an incident that it belongs to, or a sentence. */
export const explanation = z.object({
  at: instant,
  by: person,
  words: z.optional(z.string().check(z.maxLength(20_000))),
  incident: z.optional(z.string().check(z.maxLength(100))),
  /** Name of a maintenance window's record, or what it is called. */
  window: z.optional(z.string().check(z.maxLength(200))),
});
export type Explanation = z.infer<typeof explanation>;
export type ExplanationFields = Pick<Explanation, 'words' | 'incident' | 'window'>;

/** Own items are told from built-in ones by their key. */
export function isOwnKey(item: string): boolean {
  return item.startsWith('own-') && item.length <= 100;
}

/** Section and key of a setting by its name; undefined for what is no name of one. */
export function settingOf(name: string): { section: string; key: string } | undefined {
  const [, section, key] = SETTING.exec(name.trim()) ?? [];
  return section === undefined ? undefined : { section, key };
}

/** What is masked by Grafana is no proof, and what is named as a secret is not asked for. */
export function isSecretSetting(name: string): boolean {
  return /password|secret|private_key|certificate|token|credential|license|_url$|dsn|connection_string/i.test(name);
}

export function checkOwnItem(fields: OwnItemFields): Reason[] {
  const reasons: Reason[] = oneLine(fields.title) ? [] : [{ code: 'required', field: 'title' }];
  const { check: checked } = fields;
  if (checked.kind === 'query') {
    if (!checked.expr.trim()) {
      reasons.push({ code: 'promql.empty', field: 'expr' });
    }
    if (!Number.isFinite(checked.threshold)) {
      reasons.push({ code: 'number', field: 'threshold' });
    }
  }
  if (checked.kind === 'setting' && (!settingOf(checked.name) || isSecretSetting(checked.name))) {
    reasons.push({ code: 'security.setting', field: 'name' });
  }
  return reasons.length > 0 ? reasons : withUnreadable(reasons, ownItemFields, fields);
}

/** What was found out about an own item. */
export function ownFacts({ check: checked }: OwnItem, answer: Known<OwnAnswer> | undefined): Fact[] {
  if (checked.kind === 'attest') {
    return [{ code: 'own.attest', verdict: 'unknown' }];
  }
  if (!answer || !('value' in answer)) {
    const { missing = 'failed', role, why } = answer ?? {};
    return [
      { code: `own.${missing}`, verdict: 'unknown', ...(why && { values: { why } }), ...(role && { needs: role }) },
    ];
  }
  const { value } = answer;
  if (checked.kind === 'query') {
    const numbers = 'values' in value ? value.values.filter((each) => !Number.isNaN(each)) : [];
    const failing = numbers.find((each) => !holds(each, checked.comparison, checked.threshold));
    const [found = failing] = failing === undefined ? numbers : [failing];
    return [
      {
        code: 'own.query',
        verdict: numbers.length === 0 ? 'unknown' : failing === undefined ? 'good' : 'bad',
        values: {
          wanted: `${checked.comparison} ${checked.threshold}`,
          ...(found !== undefined && { value: String(found) }),
        },
      },
    ];
  }
  const setting = 'setting' in value ? value.setting : undefined;
  if (setting === undefined || /^\*+$/.test(setting)) {
    return [{ code: 'own.setting', verdict: 'unknown', values: { setting: checked.name } }];
  }
  const isRight = setting.trim().toLowerCase() === checked.expected.trim().toLowerCase();
  return [
    {
      code: 'own.setting',
      verdict: isRight ? 'good' : 'bad',
      values: { setting: checked.name, wanted: checked.expected, ...(!isRight && { value: setting.slice(0, 200) }) },
    },
  ];
}
