import { type Language } from '../../text/language';
import { inline } from '../../text/markdown';
import { sectionText } from '../rules';
import { type Incident } from '../schema';
import { type Document, type DocumentLine, listLine, textLine } from './document';
import { facts, factLine, fieldLine, lead, personName } from './facts';

/** The post-incident review (docs/domain.md, Incidents). */
export function postIncidentReview(incident: Incident, language: Language): Document {
  const { say, unknown, toWrite, date, duration, impact } = facts(incident, language);
  const { review } = incident;
  return {
    title: `${say('review')} - ${incident.name.toUpperCase()}`,
    lead: lead(incident, language).slice(1),
    sections: [
      {
        id: 'summary',
        heading: say('summary'),
        lines: [
          factLine(say('incident'), inline(incident.title), unknown),
          factLine(say('date'), date, unknown, 'milestone.detected'),
          factLine(say('duration'), duration, unknown, 'milestone.resolved'),
          factLine(say('impact'), impact, unknown, 'details'),
        ],
      },
      { id: 'cause', heading: say('cause'), lines: [textLine('cause', sectionText(incident, 'cause'), toWrite)] },
      {
        id: 'lessons',
        heading: say('lessons'),
        lines: [listLine('lessons', sectionText(incident, 'lessons'), toWrite, true)],
      },
      { id: 'corrective', heading: say('corrective'), lines: [checkedActions(incident, toWrite)] },
      {
        id: 'improvements',
        heading: say('improvements'),
        lines: [listLine('improvements', sectionText(incident, 'improvements'), toWrite, true)],
      },
      {
        id: 'responsible',
        heading: say('responsible'),
        lines: [
          fieldLine(incident, 'reviewBy', say('reviewBy'), unknown, personName(review?.owner)),
          fieldLine(incident, 'followUp', say('followUp'), unknown),
          fieldLine(incident, 'validation', say('validation'), unknown, personName(review?.reviewer)),
        ],
      },
    ],
  };
}

/** ✅ done, ⏳ open; what will not be done is left to the decisions not to act. */
function checkedActions(incident: Incident, gap: string): DocumentLine {
  const lines = Object.values(incident.actions)
    .filter(({ state }) => state !== 'wontDo')
    .sort((one, other) => Number(other.state === 'done') - Number(one.state === 'done'))
    .map(({ state, title }) => `${state === 'done' ? '✅' : '⏳'} ${inline(title)}`);
  return {
    kind: 'list',
    ordered: false,
    items: lines.length ? lines : [gap],
    place: 'actions',
    ...(!lines.length && { gap: true }),
  };
}
