import { type Language } from '../../text/language';
import { block, inline, link, points } from '../../text/markdown';
import { sectionText } from '../rules';
import { type Incident, type Link, type Nature, type SectionKey } from '../schema';
import { type Document, type DocumentLine, listLine, textLine } from './document';
import { facts, factLine, fieldLine, lead, milestoneLines, personName } from './facts';
import { evidenceList } from './recorded';

/** The incident report (docs/domain.md, Incidents). */
export function incidentReport(incident: Incident, language: Language): Document {
  const { say, unknown, toWrite, date, service, impact, duration } = facts(incident, language);
  const summary = block(sectionText(incident, 'summary'));
  return {
    title: `${say('report')} - ${incident.name.toUpperCase()}`,
    lead: lead(incident, language),
    sections: [
      {
        id: 'summary',
        heading: say('summary'),
        lines: [
          factLine(say('date'), date, unknown, 'milestone.detected'),
          factLine(say('service'), service, unknown, 'details'),
          factLine(say('impact'), impact, unknown, 'details'),
          factLine(say('duration'), duration, unknown, 'milestone.resolved'),
          ...(summary ? [{ kind: 'text', section: 'summary', value: summary } satisfies DocumentLine] : []),
        ],
      },
      { id: 'timeline', heading: say('timeline'), lines: milestoneLines(incident, language) },
      { id: 'cause', heading: say('cause'), lines: [textLine('cause', sectionText(incident, 'cause'), toWrite)] },
      { id: 'corrective', heading: say('corrective'), lines: [actionsLine(incident, 'corrective', toWrite)] },
      { id: 'preventive', heading: say('preventive'), lines: [actionsLine(incident, 'preventive', toWrite)] },
      {
        id: 'responsible',
        heading: say('responsible'),
        lines: responsibleLines(incident, language),
      },
      {
        id: 'attachments',
        heading: say('attachments'),
        lines: [
          attachmentLine(incident, 'attachmentLogs', say('logs'), toWrite, ['log']),
          attachmentLine(incident, 'attachmentScreenshots', say('screenshots'), toWrite, ['screenshot']),
          attachmentLine(
            incident,
            'attachmentOther',
            say('otherEvidence'),
            say('none'),
            ['other', 'dashboard', 'runbook', 'chat'],
            evidenceList(incident, language)
          ),
        ],
      },
    ],
  };
}

function responsibleLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown } = facts(incident, language);
  return [
    fieldLine(
      incident,
      'responsibleDetection',
      say('detection'),
      unknown,
      incident.detectedBy && capital(say(incident.detectedBy))
    ),
    fieldLine(
      incident,
      'responsibleResolution',
      say('resolution'),
      unknown,
      holder(incident, ['operations', 'commander'])
    ),
    fieldLine(
      incident,
      'responsibleCommunication',
      say('communication'),
      unknown,
      holder(incident, ['communications'])
    ),
  ];
}

/** The text that somebody wrote, else the actions of that nature. */
export function actionsLine(incident: Incident, nature: Nature, gap: string): DocumentLine {
  const written = sectionText(incident, nature);
  if (points(written).length > 0) {
    return listLine(nature, written, gap, true);
  }
  const titles = Object.values(incident.actions)
    .filter((action) => action.nature === nature && action.state !== 'wontDo')
    .map(({ title }) => inline(title));
  return {
    kind: 'list',
    section: nature,
    ordered: true,
    items: titles.length ? titles : [gap],
    ...(!titles.length && { gap: true }),
  };
}

function attachmentLine(
  incident: Incident,
  section: SectionKey,
  label: string,
  gap: string,
  kinds: Array<Link['kind']>,
  captured: string[] = []
): DocumentLine {
  const links = Object.values(incident.links ?? {})
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ title, url }) => link(title, url));
  const value = [...points(sectionText(incident, section)), ...links, ...captured].join(', ');
  return { kind: 'field', section, label, value: value || gap, ...(!value && { gap: true }) };
}

function holder(incident: Incident, roles: string[]): string | undefined {
  return roles.map((role) => personName(incident.roles[role]?.person)).find(Boolean);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
