import { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { own } from '../../../domain/record/own';
import { type Explanation } from '../../../domain/security/ownItem';
import { type SecurityRegister } from '../../../domain/security/register';
import {
  type AuditChange,
  AUDITED,
  type AuditFacts,
  type Difference,
  difference,
  explanationKey,
  type KeptFacts,
  lastSeen,
} from '../../../domain/security/snapshot';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { verbatim } from '../../../shared/words/verbatim';
import { type ExplainedChange } from '../review/exports';

export interface ConfigurationChanges extends Omit<Difference, 'changes'> {
  changes: Array<ExplainedChange & { key: string; explanation?: Explanation }>;
  /** Not explained by anybody. */
  open: number;
}

/** What changed since `earlier` reviews, the newest first, each with its explanation; undefined where there is nothing to compare. */
export function useChanges(
  earlier: KeptFacts[],
  after: AuditFacts | undefined,
  { register, now }: { register: SecurityRegister | undefined; now: string }
): ConfigurationChanges | undefined {
  const { windows } = useWindows();
  return useMemo(() => {
    if (earlier.length === 0 || !after) {
      return undefined;
    }
    const seen = lastSeen(earlier, after);
    const before = Object.fromEntries(AUDITED.map((of) => [of, seen[of]?.facts[of]]));
    const { changes, uncompared, left } = difference(before, after, now);
    const told = changes.map((change: AuditChange) => {
      const key = explanationKey(seen[change.of]?.review ?? '', change);
      const explanation = own(register?.explanations ?? {}, key);
      const title = windows.find(({ name }) => name === explanation?.window)?.title;
      return {
        change,
        key,
        ...(explanation && { explanation, explained: explanationText(explanation, title) }),
      };
    });
    return { changes: told, uncompared, left, open: told.filter(({ explanation }) => !explanation).length };
  }, [earlier, after, register, now, windows]);
}

function explanationText({ words, incident, window, by }: Explanation, title: string | undefined): string {
  return [
    window && t('security.changes.in-window', 'maintenance window {{window}}', verbatim({ window: title ?? window })),
    incident && incident.toUpperCase(),
    words,
    `(${by.name})`,
  ]
    .filter(Boolean)
    .join(' ');
}
