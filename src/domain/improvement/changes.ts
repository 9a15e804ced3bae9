import { type IncidentHead } from '../incident/head';
import { isOpen } from '../incident/rules';
import { beganAt, seconds } from '../insights/reliability';
import { slug } from '../record/record';
import { serviceOfAlert, type ServicesRegister } from '../services/services';
import { estimate, type Estimate } from '../statistics/exact';
import { wilson } from '../statistics/statistics';
import { DAY_SECONDS, HOUR_SECONDS } from '../time/units';
import { type Span } from '../time/window';

export type ChangeSource = 'annotation' | 'build' | 'image' | 'window';

/** A deployment or another change, wherever it is known from. */
export interface SystemChange {
  key: string;
  /** Seconds. */
  at: number;
  title: string;
  /** Slugs of the services that it names; none where nothing says so. */
  services: string[];
  sources: ChangeSource[];
  /** Name of a maintenance window's record. */
  window?: string;
}

/** A series whose labels tell a version or an image, with the times (seconds) at which it had a sample. */
export interface VersionSeries {
  labels: Record<string, string>;
  times: number[];
}

/** Labels that tell one version from another; what is left tells what runs it. */
const VERSIONS = ['version', 'revision', 'commit', 'image', 'image_spec', 'image_id', 'tag'];
const METRIC = '__name__';
const COMPOSE = 'container_label_com_docker_compose_service';

/** So close together on the same service they are one change, told by several sources; seconds. */
const TOGETHER = 1800;

/** A version of a thing from one sample to another without a gap; seconds. */
interface VersionRun {
  version: string;
  labels: Record<string, string>;
  start: number;
  end: number;
}

/**
 * A version that begins where another one of the same thing had been before, and one that comes back after another had taken its place:
 * what is there from the first sample on is no change, and what comes back after a gap is the same. Series come at equal steps.
 */
export function versionChanges(
  series: VersionSeries[],
  source: 'build' | 'image',
  register: ServicesRegister | undefined
): SystemChange[] {
  const step = series.reduce(
    (least, { times }) =>
      times.reduce((known, time, index) => Math.min(known, time - (times[index - 1] ?? -Infinity)), least),
    Infinity
  );
  const things = new Map<string, VersionRun[]>();
  for (const { labels, times } of series) {
    const version = VERSIONS.flatMap((label) => labels[label] ?? []).join(' ');
    if (times.length > 0 && version) {
      const thing = JSON.stringify(
        Object.entries(labels)
          .filter(([label]) => !VERSIONS.includes(label))
          .sort()
      );
      const runs = runsOf(times, step).map((run) => ({ ...run, version, labels }));
      things.set(thing, [...(things.get(thing) ?? []), ...runs]);
    }
  }
  return [...things].flatMap(([thing, runs]) =>
    begun(runs.sort((a, b) => a.start - b.start)).map(({ version, labels, start, isBack }) => ({
      key: [source, thing, version, ...(isBack ? [start] : [])].join('/'),
      at: start,
      title: `${nameOf(labels)} ${version}`,
      services: servicesOf(labels, register),
      sources: [source],
    }))
  );
}

function runsOf(times: number[], step: number): Array<{ start: number; end: number }> {
  const runs: Array<{ start: number; end: number }> = [];
  for (const time of times) {
    const last = runs.at(-1);
    if (last && time - last.end <= 1.5 * step) {
      last.end = time;
    } else {
      runs.push({ start: time, end: time });
    }
  }
  return runs;
}

/** Of all runs of a thing, by their start, those that began a version or brought one back. */
function begun(runs: VersionRun[]): Array<VersionRun & { isBack: boolean }> {
  return runs.flatMap((run, index) => {
    const before = runs.slice(0, index);
    const earlier = before.filter(({ version }) => version === run.version).at(-1);
    const isBack =
      earlier !== undefined &&
      before.some(
        (other) =>
          other.version !== run.version &&
          other.start > earlier.start &&
          other.end > earlier.end &&
          other.end <= run.start + TOGETHER
      );
    const isNew = earlier === undefined && run.start > runs[0].start;
    return isNew || isBack ? [{ ...run, isBack }] : [];
  });
}

function nameOf(labels: Record<string, string>): string {
  const { service, app, container, name, job } = labels;
  return service ?? app ?? container ?? labels[COMPOSE] ?? name ?? job ?? labels[METRIC] ?? '';
}

/** The service whose labels a series carries, else the one that it names. */
function servicesOf(labels: Record<string, string>, register: ServicesRegister | undefined): string[] {
  const known = serviceOfAlert(register, labels)?.[0];
  const named = [labels.service, labels.app, labels.container, labels[COMPOSE], labels.name, labels.job]
    .filter((name) => name !== undefined)
    .map(slug)
    .find((name) => register?.services[name] !== undefined);
  return known ? [known] : named ? [named] : [];
}

/** Services that an annotation names: by a tag `service:quotes`, or a tag that is a service's key. */
export function taggedServices(tags: string[], register: ServicesRegister | undefined): string[] {
  return [
    ...new Set(
      tags.flatMap((each) => {
        const [, named] = /^service:(.+)$/.exec(each) ?? [];
        const key = slug(named ?? each);
        return named !== undefined || register?.services[key] !== undefined ? [key] : [];
      })
    ),
  ];
}

/** Each change once, the newest first: what metrics show right after somebody announced it is that. */
export function mergedChanges(changes: SystemChange[]): SystemChange[] {
  const merged: SystemChange[] = [];
  for (const change of [...changes].sort((a, b) => a.at - b.at)) {
    const same = merged.find(
      (known) =>
        change.at - known.at <= TOGETHER &&
        change.sources.some((source) => !known.sources.includes(source)) &&
        known.services.some((service) => change.services.includes(service))
    );
    if (same) {
      same.sources = [...new Set([...same.sources, ...change.sources])];
      same.services = [...new Set([...same.services, ...change.services])];
      same.window ??= change.window;
    } else {
      merged.push({ ...change });
    }
  }
  return merged.reverse();
}

export interface ChangeStatistics {
  /** Changes in the period. */
  n: number;
  perWeek: number;
  /** Those that name a service and are an hour old: what the share is of. */
  judged: number;
  /** Followed within an hour by an incident that names one of their services. */
  failed: number;
  /** Share of those, with Wilson's interval; absent without any. */
  share?: { value: number; low: number; high: number };
  /** Changes that name no service: nothing can be said of them. */
  unnamed: number;
  /** Seconds from a change to the recovery of its incident; median with its n. */
  recovery: Estimate;
  /** The incident that followed, by the key of the change. */
  followed: Map<string, IncidentHead>;
}

/** Within so long after a change, an incident of its service is counted as its own; seconds. */
const FOLLOWING = HOUR_SECONDS;

/** How often changes are made, how many an incident follows, and how long it takes to recover from these. Seconds. */
export function changeStatistics(
  changes: SystemChange[],
  incidents: IncidentHead[],
  period: Span,
  now: number
): ChangeStatistics {
  const own = changes.filter(({ at }) => at >= period.start && at <= Math.min(period.end, now));
  const counted = incidents.filter(({ drill, status, duplicateOf }) => !drill && status !== 'void' && !duplicateOf);
  const judged = own.filter(({ services, at }) => services.length > 0 && at + FOLLOWING <= now);
  const followed = new Map(
    judged.flatMap((change) => {
      const incident = followerOf(change, counted);
      return incident ? [[change.key, incident] as const] : [];
    })
  );
  const failed = followed.size;
  const recovery = judged.flatMap(({ key, at }) => {
    const incident = followed.get(key);
    const end = incident && seconds(incident.milestones.resolved ?? incident.milestones.mitigated);
    if (!incident || (end === undefined && !isOpen(incident.status))) {
      return [];
    }
    return [end === undefined ? { value: now - at, open: true } : { value: Math.max(0, end - at) }];
  });
  const weeks = Math.max(Math.min(period.end, now) - period.start, DAY_SECONDS) / (7 * DAY_SECONDS);
  return {
    n: own.length,
    perWeek: own.length / weeks,
    judged: judged.length,
    failed,
    ...(judged.length > 0 && { share: { value: failed / judged.length, ...wilson(failed, judged.length) } }),
    unnamed: own.filter(({ services }) => services.length === 0).length,
    recovery: estimate(recovery, 0.5),
    followed,
  };
}

/** The first incident of one of its services that began within the hour after it. */
function followerOf({ at, services }: SystemChange, incidents: IncidentHead[]): IncidentHead | undefined {
  return incidents
    .map((incident) => ({ incident, began: beganAt(incident) ?? NaN }))
    .filter(
      ({ incident, began }) =>
        began >= at && began <= at + FOLLOWING && incident.serviceTags.some((service) => services.includes(service))
    )
    .sort((a, b) => a.began - b.began)
    .at(0)?.incident;
}
