import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type Incident } from '../../../domain/incident';
import { beginning } from '../../../domain/incidentRules';
import { type Happening, type Suggestion, suggestionsFor, suggestionWindow } from '../../../domain/suggestions';
import { happenings } from '../../../grafana/happenings';
import { type RequestError } from '../../../grafana/request';
import { useContentLanguage } from '../../../shared/useContentLanguage';

const REFRESH = 60_000;
const NONE: Happening[] = [];

/** Entries that Grafana's alert history and annotations offer for this incident; asked for only where they can be accepted. */
export function useSuggestions(
  incident: Incident,
  enabled: boolean
): { suggestions: Suggestion[]; error: RequestError | null } {
  const content = useContentLanguage();
  const { name, milestones } = incident;
  const begins = beginning(milestones);
  const isRunning = !milestones.resolved && !milestones.closed;
  const { data = NONE, error } = useQuery<Happening[], RequestError>({
    queryKey: ['happenings', name, begins, milestones.resolved ?? milestones.closed],
    queryFn: ({ signal }) => {
      const now = suggestionWindow(incident, Date.now());
      return now ? happenings(now.from, now.to, signal) : [];
    },
    enabled: enabled && begins !== undefined,
    refetchInterval: isRunning ? REFRESH : false,
    staleTime: REFRESH,
    retry: false,
  });
  const { timeline, services, alerts, language } = incident;
  const suggestions = useMemo(
    () => (enabled ? suggestionsFor({ timeline, services, alerts }, data, language ?? content) : []),
    [enabled, timeline, services, alerts, data, language, content]
  );
  return { suggestions, error };
}
