import { useMemo, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import {
  type SystemChange,
  mergedChanges,
  taggedServices,
  type VersionSeries,
  versionChanges,
} from '../../../domain/improvement/changes';
import { isRunning } from '../../../domain/improvement/windows';
import { DAY_SECONDS } from '../../../domain/time/units';
import { type Span } from '../../../domain/time/window';
import { tagged } from '../../../grafana/annotations';
import { queryRange } from '../../../grafana/prometheus/prometheus';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { useServices } from '../../../shared/services/useServices';

/** Prometheus is asked at so many moments of the period, at most. */
const MOST_STEPS = 2_000;
const LEAST_STEP = 300;
const FRESH = 60_000;

const BUILDS =
  'group by (__name__, job, namespace, service, app, version, revision, commit, tag) ({__name__=~".+_build_info"})';
/** Of Kubernetes, and of containers that cAdvisor sees outside of it. */
const IMAGES =
  'group by (namespace, container, image) (kube_pod_container_info{image!=""})' +
  ' or group by (name, container_label_com_docker_compose_service, image) (container_last_seen{image!="", container=""})';

export type AskedSource = 'annotations' | 'builds' | 'images' | 'windows';

interface ChangeRegister {
  changes: SystemChange[];
  period: Span;
  failed: AskedSource[];
  /** There is no Prometheus to ask. */
  hasPrometheus: boolean;
  isPending: boolean;
  refetch: () => void;
}

/** Changes of the last days: announced by annotations, seen in metrics, and planned as windows; each once. */
export function useChangeRegister(days: number, tags: string[]): ChangeRegister {
  const [now] = useState(() => Math.floor(Date.now() / 1000 / LEAST_STEP) * LEAST_STEP);
  const period = useMemo(() => ({ start: now - days * DAY_SECONDS, end: now }), [now, days]);
  const { record: register } = useServices();
  const { source, isPending: sourcePending } = usePrometheus();
  const { windows, error: windowsError, isPending: windowsPending } = useWindows();
  const annotations = useQuery({
    queryKey: ['changes', 'annotations', tags, period],
    queryFn: ({ signal }) => tagged(tags, { from: period.start * 1000, to: period.end * 1000 }, signal),
    enabled: tags.length > 0,
    staleTime: FRESH,
  });
  const step = Math.max(LEAST_STEP, Math.ceil((days * DAY_SECONDS) / MOST_STEPS / LEAST_STEP) * LEAST_STEP);
  const asked = (name: 'builds' | 'images', expr: string) => ({
    queryKey: ['changes', name, source?.uid, period, step],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<VersionSeries[]> =>
      (await queryRange(source?.uid ?? '', expr, { ...period, step, signal })).result,
    enabled: source !== undefined,
    staleTime: FRESH,
    retry: false,
  });
  const builds = useQuery(asked('builds', BUILDS));
  const images = useQuery(asked('images', IMAGES));
  const changes = useMemo(
    () =>
      mergedChanges([
        ...(annotations.data ?? []).map(({ id, time, text, tags: own }): SystemChange => ({
          key: `annotation/${id}`,
          at: time / 1000,
          title: text,
          services: taggedServices(own, register),
          sources: ['annotation'],
        })),
        ...versionChanges(builds.data ?? [], 'build', register),
        ...versionChanges(images.data ?? [], 'image', register),
        ...windows
          .filter((each) => isRunning(each, now))
          .map(({ name, title, start, started, services }): SystemChange => ({
            key: `window/${name}`,
            at: Date.parse(started ?? start) / 1000,
            title,
            services,
            sources: ['window'],
            window: name,
          })),
      ]).filter(({ at }) => at >= period.start && at <= period.end),
    [annotations.data, builds.data, images.data, windows, register, period, now]
  );
  const failures: Array<[AskedSource, unknown]> = [
    ['annotations', annotations.error],
    ['builds', builds.error],
    ['images', images.error],
    ['windows', windowsError],
  ];
  return {
    changes,
    period,
    failed: failures.flatMap(([name, error]) => (error ? [name] : [])),
    hasPrometheus: source !== undefined || sourcePending,
    isPending:
      sourcePending ||
      windowsPending ||
      (tags.length > 0 && annotations.isPending) ||
      (source !== undefined && (builds.isPending || images.isPending)),
    refetch: () => void Promise.all([annotations.refetch(), ...(source ? [builds.refetch(), images.refetch()] : [])]),
  };
}
