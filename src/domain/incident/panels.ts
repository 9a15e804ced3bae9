import { OWN_PANELS, type Panel } from '../record/record';
import { axisOf } from '../text/axis';
import { type Graph } from './schema';

const WIDTH = 12;
const HEIGHT = 8;
const MOST = 6;

/** Time series panels of Grafana's own, two a row: they draw the services' objectives though the plugin be gone. */
export function panelsOf(graphs: Record<string, Graph>): Panel[] {
  return Object.values(graphs)
    .slice(0, MOST)
    .map(({ title, expr, datasource: uid, unit, target }, index) => {
      const datasource = { type: 'prometheus', uid };
      const { max, softMin, softMax } = axisOf(unit, target);
      return {
        id: OWN_PANELS.first + index,
        type: 'timeseries',
        title,
        gridPos: { x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT, w: WIDTH, h: HEIGHT },
        datasource,
        targets: [
          { refId: 'A', datasource, expr, legendFormat: plain(title), editorMode: 'code', range: true, instant: false },
        ],
        fieldConfig: {
          defaults: {
            ...(unit && { unit }),
            ...(max !== undefined && { max }),
            custom: {
              ...(softMin !== undefined && { axisSoftMin: softMin }),
              ...(softMax !== undefined && { axisSoftMax: softMax }),
              ...(target !== undefined && { thresholdsStyle: { mode: 'line' } }),
            },
            ...(target !== undefined && {
              thresholds: {
                mode: 'absolute',
                // a first step without a number would be null, which Grafana drops
                steps: [
                  { color: 'transparent', value: Math.min(0, target) },
                  { color: 'red', value: target },
                ],
              },
            }),
          },
          overrides: [],
        },
        options: {
          legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true },
          tooltip: { mode: 'multi', sort: 'none' },
        },
      };
    });
}

/** An objective is one series: it is called as the objective is. Braces would ask for labels. */
function plain(title: string): string {
  return title.replace(/[{}]/g, '').trim();
}

/** Whether both draw the same; Grafana gives members back in an order of its own. */
export function sameGraphs(one: Record<string, Graph> = {}, other: Record<string, Graph> = {}): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => other[key] !== undefined && identityOf(one[key]) === identityOf(other[key]))
  );
}

function identityOf({ title, expr, datasource, unit, target }: Graph): string {
  return JSON.stringify([title, expr, datasource, unit, target]);
}
