import { type ChecklistItem, type QueryItem } from '../maintenance/checklistItem';
import { exampleObjectives } from '../objective/examples';
import { rewritten } from '../objective/queries';
import { type Definition, definitionOf } from '../objective/schema';
import { type Matcher, selectors, withMatchers, writeSelector } from '../promql/promql';
import { slug } from '../record/record';
import { type ServiceDefinition, serviceKey } from '../services/services';
import { type Language } from '../text/language';
import { backupsOf, type ProposedBackup } from './backups';
import { CATALOGUE } from './catalogue';
import { type Exporter, type ObjectiveTemplate } from './exporter';
import { type FoundExporter, type Look, namesOf, presentIn, serviceLabels } from './look';
import { Names, renamedExpr } from './names';

export interface ProposedObjective {
  key: string;
  /** Key of the example that it is made of. */
  like: string;
  exporter: Exporter;
  definition: Definition;
}

export interface ProposedService {
  key: string;
  definition: ServiceDefinition;
  /** Names of what watches it. */
  exporters: string[];
  series: number;
  objectives: ProposedObjective[];
}

export interface ProposedCheck {
  key: string;
  exporter: Exporter;
  item: ChecklistItem & QueryItem;
}

/** What was looked for and is not there. */
export interface MissingSeries {
  exporter: Exporter;
  /** Metrics that an exporter that is there does not have; absent: none of its signs is there. */
  lacking?: string[];
}

interface Proposals {
  services: ProposedService[];
  /** Of machines, Grafana and Prometheus: of no single service. */
  shared: ProposedObjective[];
  checks: ProposedCheck[];
  backups: ProposedBackup[];
  missing: MissingSeries[];
}

/** Services, objectives and checks that the series of a Prometheus can carry; nothing of it is adopted by itself. */
export function catalogueProposals(look: Look, language: Language, now = 0): Proposals {
  const names = namesOf(look);
  const present = presentIn(names);
  const services = new Services(placesOf(present, look.found));
  const shared: ProposedObjective[] = [];
  for (const exporter of present) {
    const found = look.found[exporter.key] ?? { labels: [], services: [], bounds: {} };
    const maker = new Maker(exporter, found, names, language);
    found.services.forEach((one) => {
      const service = services.of(one, exporter);
      service?.objectives.push(...maker.objectives(service, one.labels));
    });
    shared.push(...maker.shared());
  }
  return {
    services: services.all().map(withoutTwins),
    shared,
    checks: present.flatMap((exporter) => checksOf(exporter, names, language)),
    backups: backupsOf(look.backups ?? [], now),
    missing: CATALOGUE.flatMap((exporter): MissingSeries[] => missingOf(exporter, present.includes(exporter), names)),
  };
}

type Named = FoundExporter['services'][number];

/** What a row of counted series is called, and the namespace beside it. */
function namedBy(exporter: Exporter, { labels }: Named): { name?: string; place?: string } {
  const [main, beside] = serviceLabels(exporter, Object.keys(labels));
  return { name: labels[main]?.slice(0, 200), ...(/namespace/i.test(beside ?? '') && { place: labels[beside] }) };
}

/** The namespaces of each name: one that is in several is several services. */
function placesOf(present: Exporter[], found: Look['found']): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const exporter of present) {
    for (const { name, place } of (found[exporter.key]?.services ?? []).map((one) => namedBy(exporter, one))) {
      if (name && place) {
        places.set(name, (places.get(name) ?? new Set()).add(place));
      }
    }
  }
  return places;
}

/** Services by name, and by namespace where the name is not enough: what several exporters watch is one. */
class Services {
  private readonly found = new Map<string, ProposedService>();
  private readonly keys = new Set<string>();

  constructor(private readonly places: Map<string, Set<string>>) {}

  of(one: Named, exporter: Exporter): ProposedService | undefined {
    const { name: bare = '', place } = namedBy(exporter, one);
    const isMany = place !== undefined && (this.places.get(bare)?.size ?? 0) > 1;
    const name = isMany ? `${bare.slice(0, 130)} (${place.slice(0, 65)})` : bare;
    const key = name && serviceKey(name);
    if (!key) {
      return undefined;
    }
    const known = this.found.get(name);
    if (known) {
      known.series += one.series;
      known.exporters = [...new Set([...known.exporters, exporter.name])];
      return known;
    }
    const service: ProposedService = {
      key: this.free(key),
      definition: { name, objectives: [], labels: short(one.labels), dashboards: [], runbooks: [] },
      exporters: [exporter.name],
      series: one.series,
      objectives: [],
    };
    this.found.set(name, service);
    return service;
  }

  all(): ProposedService[] {
    return [...this.found.values()].sort(
      (a, b) => b.objectives.length - a.objectives.length || a.definition.name.localeCompare(b.definition.name)
    );
  }

  private free(key: string): string {
    let free = key;
    for (let count = 2; this.keys.has(free); count++) {
      free = `${key.slice(0, 36)}-${count}`;
    }
    this.keys.add(free);
    return free;
  }
}

/** The register keeps labels up to 200 characters. */
function short(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(([label, value]) => label.length <= 100 && value.length <= 200)
  );
}

/** One objective of a sort is enough for a service: that of the exporter that comes first. */
function withoutTwins(service: ProposedService): ProposedService {
  const objectives = [...new Map([...service.objectives].reverse().map((one) => [one.like, one])).values()].reverse();
  return {
    ...service,
    objectives,
    definition: { ...service.definition, objectives: objectives.slice(0, 50).map(({ key }) => key) },
  };
}

/** Makes definitions of one exporter's templates. */
class Maker {
  private readonly labels: Names;
  private readonly examples: ReturnType<typeof exampleObjectives>;

  constructor(
    private readonly exporter: Exporter,
    private readonly found: FoundExporter,
    private readonly names: Names,
    language: Language
  ) {
    this.labels = new Names(found.labels);
    this.examples = exampleObjectives(language);
  }

  objectives({ key, definition: { name } }: ProposedService, labels: Record<string, string>): ProposedObjective[] {
    const matchers = Object.entries(labels).map(([label, value]): Matcher => ({ label, operator: '=', value }));
    return this.exporter.objectives
      .filter(({ isShared }) => !isShared)
      .flatMap((template) => this.make(template, `${key}-${template.like}`, matchers, name) ?? []);
  }

  shared(): ProposedObjective[] {
    return this.exporter.objectives
      .filter(({ isShared }) => isShared)
      .flatMap((template) => this.make(template, template.like, []) ?? []);
  }

  private make(
    template: ObjectiveTemplate,
    key: string,
    matchers: Matcher[],
    service?: string
  ): ProposedObjective | undefined {
    const example = this.examples[template.like];
    const status = template.status && this.labels.of(template.status.find((each) => this.labels.has(each)) ?? '');
    const native = this.nativeFor(template, matchers);
    if (!(native ?? template.needs.every((metric) => this.names.has(metric))) || (template.status && !status)) {
      return undefined;
    }
    const bound = template.buckets && !native && this.boundFor(template.buckets, example.target ?? 0);
    if (template.buckets && !native && !bound) {
      return undefined;
    }
    const fill = (expr: string) =>
      withMatchers(
        renamedExpr(expr, this.names, this.labels, { status, bound: bound ? bound.text : undefined }),
        matchers
      );
    const { needs: _, description: _d, ...rest } = definitionOf(example);
    const definition: Definition = {
      ...rest,
      name: (service ? `${rest.name} · ${service}` : rest.name).slice(0, 300),
      ...(service && { service: service.slice(0, 100) }),
      indicator: native ?? rewritten(template.indicator, fill),
      ...(bound && { target: bound.seconds, critical: undefined }),
    };
    return {
      key: slug(key).slice(0, 80),
      like: template.like,
      exporter: this.exporter,
      definition: tidy(bound && template.indicator.kind === 'ratio' ? asShare(definition, bound.seconds) : definition),
    };
  }

  /** A latency in seconds is also read from a native histogram, which has no bounds to choose from. */
  private nativeFor(
    { indicator, buckets }: ObjectiveTemplate,
    matchers: Matcher[]
  ): Definition['indicator'] | undefined {
    const name = buckets && this.names.native(buckets.metric);
    if (!name || indicator.kind !== 'latency') {
      return undefined;
    }
    const own = selectors(indicator.histogram).flatMap((one) => one.matchers);
    return {
      kind: 'nativeLatency',
      histogram: withMatchers(writeSelector({ name, matchers: own }), matchers),
      percentile: indicator.percentile,
    };
  }

  /** The bound that exists and is nearest above the example's target, else the largest below it. */
  private boundFor({ metric, perSecond }: NonNullable<ObjectiveTemplate['buckets']>, target: number) {
    const bounds = (this.found.bounds[metric] ?? [])
      .map((text) => ({ text, seconds: Number(text) / perSecond }))
      .filter(({ seconds }) => Number.isFinite(seconds) && seconds > 0)
      .sort((a, b) => a.seconds - b.seconds);
    return bounds.find(({ seconds }) => seconds >= target) ?? bounds.at(-1);
  }
}

/** Buckets in milliseconds cannot be a latency in seconds: the share of requests within the bound says the same. */
function asShare(definition: Definition, seconds: number): Definition {
  const percentile = definition.name.includes('P99') ? 0.99 : 0.95;
  return {
    ...definition,
    name: `${definition.name} (≤ ${Math.round(seconds * 1000)} ms)`.slice(0, 300),
    comparison: '>=',
    target: percentile,
    unit: 'ratio',
  };
}

/** Absent, never undefined: records are compared as they are stored. */
function tidy(definition: Definition): Definition {
  return Object.fromEntries(Object.entries(definition).filter(([, value]) => value !== undefined)) as Definition;
}

function checksOf(exporter: Exporter, names: Names, language: Language): ProposedCheck[] {
  const none = new Names([]);
  return exporter.checks
    .filter(({ needs }) => needs.every((metric) => names.has(metric)))
    .map(({ key, title, instruction, expr, comparison, threshold, unit }) => ({
      key,
      exporter,
      item: {
        kind: 'query',
        position: 0,
        title: title[language],
        instruction: instruction[language],
        expr: renamedExpr(expr, names, none),
        comparison,
        threshold,
        ...(unit && { unit }),
      },
    }));
}

function missingOf(exporter: Exporter, isPresent: boolean, names: Names): MissingSeries[] {
  if (!isPresent) {
    return [{ exporter }];
  }
  const needed = [...exporter.objectives, ...exporter.checks].flatMap(({ needs }) => needs);
  const lacking = [...new Set(needed)].filter((metric) => !names.has(metric) && names.native(metric) === undefined);
  return lacking.length > 0 ? [{ exporter, lacking }] : [];
}
