import { runbookOfUrl } from '../../domain/runbook/addresses';
import { type RunbookHead } from '../../domain/runbook/head';
import { type RunbookProposal, propose, type Situation } from '../../domain/runbook/proposals';
import { type Indexed } from '../../domain/runbook/search';

interface AlertFacts {
  name: string;
  labels: Record<string, string>;
  runbook?: string;
}

/** What an incident, or the form of one, says that a runbook may answer. */
export function situationOf(
  title: string,
  summary: string,
  services: Record<string, string>,
  alerts: AlertFacts[]
): Situation {
  return {
    title,
    summary,
    services: Object.keys(services),
    alerts: alerts.map(({ name, labels, runbook }) => ({ name, labels, ...(runbook && { runbookUrl: runbook }) })),
  };
}

export function proposalsFor(
  situation: Situation,
  index: Array<Indexed<RunbookHead>>,
  minimum?: number
): RunbookProposal[] {
  return propose(situation, index, { linked: runbookOfUrl, ...(minimum && { minimum }) });
}
