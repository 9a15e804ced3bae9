import { shorten } from '../../record/logfmt';
import { type Instant, type Person } from '../../record/record';
import { type Language } from '../../text/language';
import { oneLine } from '../../text/oneLine';
import {
  type DetectedBy,
  type Evidence,
  type Incident,
  type LinkedAlert,
  type Milestones,
  type Severity,
} from '../schema';

interface Declaration {
  /** The record's name, `inc-2026-0142`. */
  name: string;
  /** The record's own UUID; also the id of its first timeline entry. */
  id: string;
  at: Instant;
  by: Person;
  zone: string;
  title: string;
  summary?: string;
  severity?: Severity;
  /** Slug → name. */
  services?: Record<string, string>;
  impact?: Incident['impact'];
  milestones?: Milestones;
  detectedBy?: DetectedBy;
  alerts?: Record<string, LinkedAlert>;
  graphs?: Incident['graphs'];
  /** What led to it, as it was captured. */
  evidence?: Evidence;
  language?: Language;
  drill?: boolean;
  private?: boolean;
  demo?: boolean;
}

/** A new incident: declared now, whatever else is known of it. */
export function declare(declaration: Declaration): Incident {
  const { name, id, at, by, zone, title, summary, severity, services, impact, milestones, detectedBy, alerts } =
    declaration;
  const { language, drill, demo, evidence } = declaration;
  return {
    schema: 1,
    id,
    kind: 'incident',
    name,
    title: oneLine(title),
    status: 'declared',
    ...(severity && { severity }),
    services: Object.fromEntries(
      Object.entries(services ?? {}).map(([key, service]) => [key, shorten(oneLine(service), 200)])
    ),
    milestones: { declared: at, ...milestones },
    zone,
    ...(language && { language }),
    declaredBy: by,
    ...(detectedBy && { detectedBy }),
    roles: {},
    timeline: {
      [id]: { at, entered: at, by, kind: 'status', text: '', change: { field: 'status', to: 'declared' } },
      ...(evidence && {
        [`${id}-evidence`]: { at: evidence.to, entered: at, by, kind: 'evidence', text: '', evidence },
      }),
    },
    sections: summary?.trim() ? { summary: { text: summary.trim(), at, by } } : {},
    ...(impact && (impact.users || impact.loss) && { impact }),
    actions: {},
    tasks: {},
    ...(alerts && Object.keys(alerts).length > 0 && { alerts }),
    ...(declaration.graphs && { graphs: declaration.graphs }),
    ...(drill && { drill }),
    ...(declaration.private && { private: true }),
    ...(demo && { demo }),
  };
}
