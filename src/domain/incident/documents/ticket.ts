import { priorityWord } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { points } from '../../text/markdown';
import { impactLevel, sectionText } from '../rules';
import { type Incident, type SectionKey } from '../schema';
import { type Document, type DocumentLine, listLine, textLine } from './document';
import { dayAndTime, facts, factLine, fieldLine, lead, personName } from './facts';
import { historyLines } from './history';
import { affectedFeatures, affectedUsers, evidenceList, type Metric, METRICS, measuredMost } from './recorded';
import { actionsLine } from './report';

/** The incident ticket (docs/domain.md, Incidents). */
export function incidentTicket(incident: Incident, language: Language): Document {
  const { say, unknown, toWrite } = facts(incident, language);
  const field = (section: SectionKey, label: string, gap: string) => fieldLine(incident, section, label, gap);
  return {
    title: `${say('ticket')} - ${incident.name.toUpperCase()}`,
    lead: lead(incident, language),
    sections: [
      {
        id: 'general',
        heading: say('general'),
        lines: generalLines(incident, language),
      },
      {
        id: 'description',
        heading: say('description'),
        lines: [
          textLine('description', sectionText(incident, 'description') || sectionText(incident, 'summary'), toWrite),
        ],
      },
      {
        id: 'symptoms',
        heading: say('symptoms'),
        lines: [listLine('symptoms', sectionText(incident, 'symptoms'), toWrite)],
      },
      { id: 'steps', heading: say('steps'), lines: [listLine('steps', sectionText(incident, 'steps'), toWrite, true)] },
      {
        id: 'impact',
        heading: say('impact'),
        lines: impactLines(incident, language),
      },
      {
        id: 'investigation',
        heading: say('investigation'),
        lines: investigationLines(incident, language),
      },
      {
        id: 'resolution',
        heading: say('resolution'),
        lines: resolutionLines(incident, language),
      },
      {
        id: 'verification',
        heading: say('verification'),
        lines: [
          field('tests', say('tests'), toWrite),
          field('testResult', say('results'), unknown),
          field('validatedBy', say('validation'), unknown),
        ],
      },
      { id: 'preventive', heading: say('preventive'), lines: [actionsLine(incident, 'preventive', toWrite)] },
      { id: 'history', heading: say('history'), lines: historyLines(incident, language) },
    ],
  };
}

function generalLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown, service } = facts(incident, language);
  const { milestones, zone } = incident;
  const priority = incident.priority ?? impactLevel(incident.severity);
  return [
    factLine(
      say('created'),
      milestones.declared && `${dayAndTime(milestones.declared, zone)} (${zone})`,
      unknown,
      'milestone.declared'
    ),
    factLine(say('createdBy'), personName(incident.declaredBy), unknown),
    factLine(say('priority'), priority && priorityWord(priority, language), unknown, 'details'),
    factLine(say('service'), service, unknown, 'details'),
  ];
}

function impactLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown, severity, level } = facts(incident, language);
  return [
    fieldLine(incident, 'affectedUsers', say('affectedUsers'), unknown, affectedUsers(incident, language)),
    fieldLine(incident, 'affectedFeatures', say('affectedFeatures'), unknown, affectedFeatures(incident, language)),
    factLine(say('severity'), severity && `${severity} (${level})`, unknown, 'details'),
  ];
}

function investigationLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, toWrite } = facts(incident, language);
  const logs = sectionText(incident, 'logs');
  return [
    {
      kind: 'code',
      section: 'logs',
      label: say('relevantLogs'),
      value: logs.trim() ? logs : toWrite,
      ...(!logs.trim() && { gap: true }),
    },
    { kind: 'text', value: `**${say('metrics')}**${say('colon')}` },
    measured(incident, 'cpu', '%', language),
    measured(incident, 'memory', '%', language),
    measured(incident, 'responseTime', 'ms', language),
    ...otherEvidence(incident, language),
  ];
}

function resolutionLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown, toWrite } = facts(incident, language);
  const { milestones, zone } = incident;
  return [
    fieldLine(incident, 'cause', say('cause'), toWrite),
    fieldLine(incident, 'solution', say('solution'), toWrite, correctiveInShort(incident)),
    factLine(
      say('resolvedOn'),
      milestones.resolved && dayAndTime(milestones.resolved, zone),
      unknown,
      'milestone.resolved'
    ),
  ];
}

/** What somebody wrote, with the unit that they left out; else the greatest value that was captured. */
function measured(incident: Incident, metric: Metric, unit: string, language: Language): DocumentLine {
  const { say, unknown } = facts(incident, language);
  const written = sectionText(incident, metric).trim();
  const line = fieldLine(incident, metric, say(metric), unknown, measuredMost(incident, metric, language));
  return line.kind === 'field' && /^[\d.,\s]+$/.test(written)
    ? { ...line, value: `${line.value.trim()} ${unit}` }
    : line;
}

function otherEvidence(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown } = facts(incident, language);
  const others = evidenceList(incident, language, METRICS);
  return others.length > 0 ? [factLine(say('otherEvidence'), others.join(' · '), unknown)] : [];
}

function correctiveInShort(incident: Incident): string | undefined {
  const written = points(sectionText(incident, 'corrective'));
  const line = actionsLine(incident, 'corrective', '');
  const inShort = written.length === 0 && line.kind === 'list' && !line.gap ? line.items : written;
  return inShort.join(' · ') || undefined;
}
