import { asArray, asObject, asText, type JsonObject } from '../store/json';

/**
 * The two shapes of a dashboard, as far as a record needs: its panels with their options go back and forth unchanged.
 * Layouts, variables and queries of other dashboards are not converted.
 */
export function toV2(spec: JsonObject): JsonObject {
  const elements: JsonObject = {};
  const items: JsonObject[] = [];
  asArray(spec.panels).forEach((value, index) => {
    const panel = asObject(value);
    const { x = 0, y = 0, w = 12, h = 8 } = asObject(panel.gridPos);
    const id = typeof panel.id === 'number' ? panel.id : index + 1;
    elements[`panel-${id}`] = {
      kind: 'Panel',
      spec: {
        id,
        title: asText(panel.title),
        description: asText(panel.description),
        links: asArray(panel.links),
        data: { kind: 'QueryGroup', spec: { queries: asArray(panel.targets), transformations: [], queryOptions: {} } },
        vizConfig: {
          kind: 'VizConfig',
          group: asText(panel.type),
          version: '',
          spec: { options: asObject(panel.options), fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] } },
        },
      },
    };
    items.push({
      kind: 'GridLayoutItem',
      spec: { x, y, width: w, height: h, element: { kind: 'ElementReference', name: `panel-${id}` } },
    });
  });
  const time = asObject(spec.time);
  return {
    annotations: [],
    cursorSync: 'Off',
    description: asText(spec.description),
    editable: spec.editable !== false,
    elements,
    layout: { kind: 'GridLayout', spec: { items } },
    links: asArray(spec.links),
    preload: false,
    tags: asArray(spec.tags),
    timeSettings: {
      from: asText(time.from, 'now-6h'),
      to: asText(time.to, 'now'),
      timezone: asText(spec.timezone),
      autoRefresh: asText(spec.refresh),
      autoRefreshIntervals: [],
      hideTimepicker: false,
      fiscalYearStartMonth: 0,
    },
    title: asText(spec.title),
    variables: [],
  };
}

export function fromV2(spec: JsonObject): JsonObject {
  const elements = asObject(spec.elements);
  const items = asArray(asObject(asObject(spec.layout).spec).items).map((item) => asObject(asObject(item).spec));
  const panels = items.map((item) => {
    const panel = asObject(asObject(elements[asText(asObject(item.element).name)]).spec);
    const vizConfig = asObject(panel.vizConfig);
    const { options, fieldConfig } = asObject(vizConfig.spec);
    const targets = asArray(asObject(asObject(panel.data).spec).queries);
    return {
      id: panel.id,
      type: asText(vizConfig.group) || asText(vizConfig.kind),
      title: asText(panel.title),
      gridPos: { x: item.x, y: item.y, w: item.width, h: item.height },
      options,
      ...(targets.length > 0 && { targets, fieldConfig }),
    };
  });
  const time = asObject(spec.timeSettings);
  return {
    title: asText(spec.title),
    ...(asText(spec.description) !== '' && { description: spec.description }),
    tags: asArray(spec.tags),
    editable: spec.editable !== false,
    links: asArray(spec.links),
    panels,
    time: { from: asText(time.from, 'now-6h'), to: asText(time.to, 'now') },
    timezone: asText(time.timezone),
  };
}
