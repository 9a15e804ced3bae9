import type { Grafana } from '../grafana';
import { asObject, asText } from '../store/json';
import type { AlertInstance, AlertRule } from '../store/store';
import { seconds } from './durations';
import { evaluate, type Sample } from './evaluate';
import { routeOf, tell, type Told } from './notify';

/** Grafana's base interval, in milliseconds. */
const TICK = 10_000;

interface Health {
  lastEvaluation: string;
  health: 'ok' | 'error' | 'nodata';
}

/** One notification: a receiver is told of the alerts of a rule together. */
interface Group {
  timer?: ReturnType<typeof setTimeout>;
  lastTold: number;
  resolved: Told[];
}

const NO_HEALTH: Health = { lastEvaluation: '0001-01-01T00:00:00Z', health: 'ok' };

/**
 * Evaluates alert rules at every tick and tells contact points, whoever has a page open. States are kept over a restart, which is why
 * an expression with `for` keeps its time, as measured on Grafana 12.4.3.
 */
export class Clock {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly health = new Map<string, Health>();
  private readonly groups = new Map<string, Group>();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly grafana: Grafana) {}

  start() {
    this.store.alertRules.values().forEach((rule) => this.announce(rule)); // what was on its way when it ended
    this.next();
  }

  stop() {
    clearTimeout(this.timer);
    this.groups.forEach(({ timer }) => clearTimeout(timer));
  }

  healthOf(rule: AlertRule): Health {
    return this.health.get(rule.uid) ?? NO_HEALTH;
  }

  instancesOf({ uid }: AlertRule): Array<[string, AlertInstance]> {
    return this.store.alertInstances
      .values()
      .filter(({ rule }) => rule === uid)
      .map((instance) => [keyOf(instance), instance]);
  }

  /** Grafana forgets the state of a rule that was changed or deleted, and says that what fired is over. */
  reset(rule: AlertRule) {
    this.instancesOf(rule).forEach(([key, instance]) => this.end(rule, key, instance, Date.now()));
    this.health.delete(rule.uid);
  }

  private get store() {
    return this.grafana.store;
  }

  private next() {
    this.timer = setTimeout(
      () => {
        this.running = this.tick(Math.round(Date.now() / TICK) * TICK);
        void this.running.finally(() => this.next());
      },
      TICK - (Date.now() % TICK)
    );
    this.timer.unref();
  }

  private async tick(now: number) {
    const due = this.store.alertRules.values().filter(({ interval }) => now % (interval * 1000) === 0);
    await Promise.all(due.map((rule) => this.evaluateRule(rule, now)));
  }

  private async evaluateRule(rule: AlertRule, now: number) {
    const asked = asObject(rule.rule.grafana_alert);
    if (asked.is_paused === true) {
      return;
    }
    let health: Health['health'] = 'ok';
    let firing: Sample[] = [];
    try {
      const samples = await evaluate(rule.rule, this.grafana.options.prometheus, now / 1000);
      firing = samples.filter(({ value }) => value !== 0 && !Number.isNaN(value));
      if (samples.length === 0 && asText(asked.no_data_state) === 'Alerting') {
        firing = [{ labels: {}, value: 1 }];
      }
    } catch {
      health = 'error';
      firing = asText(asked.exec_err_state) === 'Alerting' ? [{ labels: {}, value: 1 }] : [];
    }
    if (this.store.alertRules.get(rule.uid)?.version === rule.version) {
      this.health.set(rule.uid, { health, lastEvaluation: new Date(now).toISOString() });
      this.move(rule, firing, now);
    }
  }

  private move(rule: AlertRule, firing: Sample[], now: number) {
    const wait = (seconds(rule.rule.for) ?? 0) * 1000;
    const folder = this.store.folders.get(`${rule.orgId}/${rule.folder}`);
    const own = {
      ...(asObject(rule.rule.labels) as Record<string, string>),
      alertname: asText(asObject(rule.rule.grafana_alert).title),
      grafana_folder: folder?.title ?? '',
    };
    const before = new Map(this.instancesOf(rule));
    for (const { labels } of firing) {
      const fresh: AlertInstance = {
        orgId: rule.orgId,
        rule: rule.uid,
        labels: { ...labels, ...own },
        state: 'pending',
        since: now,
      };
      const key = keyOf(fresh);
      const known = before.get(key) ?? fresh;
      before.delete(key);
      if (known.state === 'pending' && now - known.since >= wait) {
        this.store.alertInstances.put(key, { ...known, state: 'firing', since: now });
        this.note(known, 'Alerting', known === fresh ? 'Normal' : 'Pending', now);
        this.announce(rule);
      } else if (known === fresh) {
        this.store.alertInstances.put(key, fresh);
        this.note(fresh, 'Pending', 'Normal', now);
      }
    }
    before.forEach((instance, key) => this.end(rule, key, instance, now));
  }

  private end(rule: AlertRule, key: string, instance: AlertInstance, endsAt: number) {
    this.store.alertInstances.delete(key);
    this.note(instance, 'Normal', instance.state === 'firing' ? 'Alerting' : 'Pending', endsAt);
    if (instance.told) {
      this.groupOf(rule).resolved.push({ rule, instance, annotations: annotationsOf(rule), endsAt });
      this.announce(rule);
    }
  }

  /** State history, by default in the table of annotations. */
  private note({ orgId, labels }: AlertInstance, newState: string, prevState: string, time: number) {
    const id = this.store.next('annotation');
    const name = labels.alertname ?? '';
    const shown = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
    this.store.annotations.put(id, {
      id,
      orgId,
      userId: 0,
      dashboardUID: '',
      panelId: 0,
      created: Date.now(),
      updated: Date.now(),
      time,
      timeEnd: time,
      text: `${name} {${shown.map(([label, value]) => `${label}=${value}`).join(', ')}} - A=1.000000`,
      tags: shown.map(([label, value]) => `${label}:${value}`),
      data: { values: { A: 1 } },
      alert: { alertName: name, newState, prevState },
    });
  }

  private groupOf({ uid }: AlertRule): Group {
    const group = this.groups.get(uid) ?? { lastTold: 0, resolved: [] };
    this.groups.set(uid, group);
    return group;
  }

  /** A new group waits `group_wait`, one that was told of before `group_interval` after that. */
  private announce(rule: AlertRule) {
    const group = this.groupOf(rule);
    if (group.timer) {
      return;
    }
    const { groupWait, groupInterval } = routeOf(this.store, rule);
    const pause = group.lastTold === 0 ? groupWait : Math.max(0, group.lastTold + groupInterval - Date.now());
    group.timer = setTimeout(() => void this.tellOf(rule, group), pause);
    group.timer.unref();
  }

  private async tellOf(rule: AlertRule, group: Group) {
    group.timer = undefined;
    const fresh = this.instancesOf(rule).filter(([, { state, told }]) => state === 'firing' && !told);
    const told = [
      ...fresh.map(([, instance]): Told => ({ rule, instance, annotations: annotationsOf(rule) })),
      ...group.resolved.splice(0),
    ];
    if (told.length === 0) {
      return;
    }
    fresh.forEach(([key, instance]) => this.store.alertInstances.put(key, { ...instance, told: true }));
    group.lastTold = Date.now();
    const { port, host, subPath } = this.grafana.options;
    await tell(this.store, routeOf(this.store, rule).receiver, told, `http://${host}:${port}${subPath}`);
  }
}

const annotationsOf = ({ rule }: AlertRule) => asObject(rule.annotations) as Record<string, string>;

function keyOf({ rule, labels }: AlertInstance): string {
  return `${rule}/${JSON.stringify(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)))}`;
}
