import { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { PLUGIN_BASE_URL } from '../../../constants';
import { weekOfName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { EXTRA_KEYS, ITEM_KEYS } from '../../../domain/security/register';
import { securityReviewKind } from '../../../domain/security/review';
import { incidentPath } from '../../../shared/incidents/paths';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { objectivePath } from '../../../shared/objectives/paths';
import { useIndicators } from '../../../shared/objectives/useIndicators';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useHeads } from '../../../shared/records/useHeads';
import { securityItemName } from '../../../shared/words/security';
import { verbatim } from '../../../shared/words/verbatim';

interface LinkOption {
  value: string;
  label: string;
  /** Where it leads. */
  path: string;
}

const LAST_YEARS = 2 * 365 * 86_400;

/** What an item can be linked to, with names as people know them. Private incidents are not offered: the roadmap is everybody's. */
export function useLinkOptions(): Record<'incidents' | 'objectives' | 'reviews' | 'security', LinkOption[]> {
  const [since] = useState(() => Date.now() / 1000 - LAST_YEARS);
  const { incidents } = useIncidentHeads({ since });
  const { objectives } = useObjectives();
  const weeks = useHeads(weekKind, { limit: 100, sort: '-name' });
  const reviews = useHeads(securityReviewKind, { limit: 100, sort: '-name' });
  return useMemo(
    () => ({
      incidents: incidents
        .filter((head) => !head.private)
        .map(({ name, ref, title }) => ({ value: name, label: `${ref} ${title}`, path: incidentPath(name) })),
      objectives: objectives.map(([key, { name }]) => ({ value: key, label: name, path: objectivePath(key) })),
      reviews: [...weeks.heads, ...reviews.heads].map(({ name }) => reviewOption(name)),
      security: [...ITEM_KEYS, ...EXTRA_KEYS].map((key) => ({
        value: key,
        label: securityItemName(key),
        path: `${PLUGIN_BASE_URL}/security?item=${key}`,
      })),
    }),
    [incidents, objectives, weeks.heads, reviews.heads]
  );
}

function reviewOption(name: string): LinkOption {
  const week = weekOfName(name);
  return week
    ? {
        value: name,
        label: t('improvements.link.week', 'Weekly review {{week}}', verbatim({ week })),
        path: `${PLUGIN_BASE_URL}/maintenance/reviews?week=${week}`,
      }
    : {
        value: name,
        label: t(
          'improvements.link.security-review',
          'Security review {{day}}',
          verbatim({ day: name.replace('security-review-', '') })
        ),
        path: `${PLUGIN_BASE_URL}/security/reviews/${encodeURIComponent(name)}`,
      };
}

/** What an item may improve: `objective/availability`, `indicator/mttr`. */
export function useImprovesOptions(): Array<{ value: string; label: string; group: string }> {
  const { objectives } = useObjectives();
  const { indicators } = useIndicators();
  return useMemo(
    () => [
      ...indicators.map(([key, { name }]) => ({
        value: `indicator/${key}`,
        label: name,
        group: t('improvements.tabs.indicators', 'Indicators'),
      })),
      ...objectives.map(([key, { name }]) => ({
        value: `objective/${key}`,
        label: name,
        group: t('objectives.title', 'Objectives'),
      })),
    ],
    [objectives, indicators]
  );
}
