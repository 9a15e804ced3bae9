import { type DashboardMark, markTag, saysTheSame } from '../../domain/incident/mark';
import { addRegion, changeRegion, regions, removeRegion } from '../../grafana/annotations';

/** How a record of one kind is marked on dashboards. */
export interface MarkedRecord {
  /** Of the record itself. */
  id: string;
  /** The tag that its kind's annotations have. */
  tag: 'opsbook:incident' | 'opsbook:window';
  /** The annotation that its record knows of. */
  known: string | undefined;
  /** Undefined: it is not to be marked. */
  wanted: DashboardMark | undefined;
  /** Writes into the record which annotation marks it; absent: none does. */
  onChange: (annotation: string | undefined) => void;
}

/** One at a time for each record: an answer that is under way must not be asked for twice. */
const underWay = new Map<string, Promise<void>>();

/** Sets, moves or takes away the one region that marks a record. Throws RequestError. */
export async function bringMark(marked: MarkedRecord): Promise<void> {
  const before = underWay.get(marked.id) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => once(marked));
  underWay.set(marked.id, mine);
  await mine;
}

async function once({ id, tag, known, wanted, onChange }: MarkedRecord): Promise<void> {
  const [first, ...others] = await regions([tag, markTag(id)]);
  const surplus = wanted ? others : [...(first ? [first] : []), ...others];
  for (const region of surplus) {
    await removeRegion(region.id);
  }
  if (!wanted) {
    if (known) {
      onChange(undefined);
    }
    return;
  }
  if (first && !saysTheSame(first, wanted)) {
    await changeRegion(first.id, wanted);
  }
  const annotation = String(first?.id ?? (await addRegion(wanted)));
  if (annotation !== known) {
    onChange(annotation);
  }
}
