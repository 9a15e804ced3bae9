import { type Evidence, type Incident } from '../schema';

type Series = Evidence['series'][number];

/** Points that each series keeps, one step after the other. */
const LEVELS = [100, 50, 20, 10, 4];

/**
 * The incident with fewer points in the graphs of its evidence, so that some `excess` characters of JSON are saved, or as many
 * as can be. Each series keeps its first, last, least and greatest point; values, digests and all that people wrote
 * stay. The same object when there is nothing to leave out.
 */
export function thinEvidence(incident: Incident, excess: number): Incident {
  const before = lengthOf(incident);
  let thin = incident;
  for (const most of LEVELS) {
    if (before - lengthOf(thin) >= excess) {
      break;
    }
    thin = withPoints(thin, most);
  }
  return thin;
}

function lengthOf({ timeline }: Incident): number {
  return Object.values(timeline).reduce(
    (sum, { evidence }) => sum + (evidence ? JSON.stringify(evidence.series).length : 0),
    0
  );
}

function withPoints(incident: Incident, most: number): Incident {
  const thinned = Object.entries(incident.timeline).flatMap(([id, entry]) => {
    const { evidence } = entry;
    return evidence?.series.some(({ values }) => values.length > most)
      ? [
          [
            id,
            { ...entry, evidence: { ...evidence, series: evidence.series.map(fewer(most)), thinned: true } },
          ] as const,
        ]
      : [];
  });
  return thinned.length === 0
    ? incident
    : { ...incident, timeline: { ...incident.timeline, ...Object.fromEntries(thinned) } };
}

/** First, last, and of each stretch between them the least and the greatest: peaks stay where they were. */
function fewer(most: number): (series: Series) => Series {
  return (series) => {
    const { labels, times, values } = series;
    const last = values.length - 1;
    if (values.length <= most) {
      return series;
    }
    const stretches = (most - 2) / 2;
    const kept = new Set([0, last]);
    for (let stretch = 0; stretch < stretches; stretch++) {
      const from = 1 + Math.floor((stretch * (last - 1)) / stretches);
      const to = 1 + Math.floor(((stretch + 1) * (last - 1)) / stretches);
      let [least, greatest] = [from, from];
      for (let index = from; index < to; index++) {
        least = values[index] < values[least] ? index : least;
        greatest = values[index] > values[greatest] ? index : greatest;
      }
      kept.add(least).add(greatest);
    }
    const indices = [...kept].sort((one, other) => one - other);
    return { labels, times: indices.map((index) => times[index]), values: indices.map((index) => values[index]) };
  };
}
