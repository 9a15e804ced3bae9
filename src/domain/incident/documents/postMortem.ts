import { type Word } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { cell, inline } from '../../text/markdown';
import { inZone } from '../../text/times';
import { reviewDueDay } from '../dues';
import { sectionText } from '../rules';
import { type Incident, type SectionKey } from '../schema';
import { type Document, type DocumentLine, listLine, textLine } from './document';
import { facts, factLine, fieldLine, lead, milestoneLines, personName } from './facts';
import { historyLines } from './history';
import { affectedFeatures, affectedUsers, budgetUsed } from './recorded';

const REVIEW_WORDS: Record<string, Word> = {
  draft: 'draft',
  inReview: 'inReview',
  reviewed: 'reviewed',
  closed: 'closedReview',
};

/** What was learnt, in the order of the document. */
const LISTED = ['wentWell', 'wentWrong', 'lucky', 'surprises', 'similar', 'questions', 'lessons'] as const;

/** The full post-mortem. */
export function postMortem(incident: Incident, language: Language): Document {
  const { say, unknown, toWrite, mitigate, recover } = facts(incident, language);
  const section = (id: Word, ...lines: DocumentLine[]) => ({ id, heading: say(id), lines });
  const text = (key: SectionKey, label?: string) => textLine(key, sectionText(incident, key), toWrite, label);
  const listed = (key: SectionKey & Word) => section(key, listLine(key, sectionText(incident, key), toWrite));
  return {
    title: `${say('postmortem')} - ${incident.name.toUpperCase()}`,
    lead: lead(incident, language),
    sections: [
      { ...section('general', ...headerLines(incident, language)), id: 'header' },
      section('summary', text('summary')),
      section('impact', ...impactLines(incident, language)),
      section('trigger', text('trigger')),
      section(
        'factors',
        text('factorsTechnical', say('factorsTechnical')),
        text('factorsProcess', say('factorsProcess')),
        text('factorsHuman', say('factorsHuman'))
      ),
      section('cause', text('cause')),
      section('detection', ...detectionLines(incident, language)),
      section('response', factLine(say('timeToMitigate'), mitigate, unknown, 'milestone.mitigated'), text('response')),
      section('recovery', factLine(say('timeToRecover'), recover, unknown, 'milestone.resolved'), text('recovery')),
      section('timeline', ...milestoneLines(incident, language)),
      section('history', ...historyLines(incident, language)),
      ...LISTED.map(listed),
      section('actions', actionTable(incident, language)),
      section('notActing', ...notActing(incident, language)),
      section('messages', text('messages')),
      section('signOff', ...signOffLines(incident, language)),
    ],
  };
}

function headerLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown, date, service, severity, duration } = facts(incident, language);
  const { review } = incident;
  return [
    factLine(say('date'), date, unknown, 'milestone.detected'),
    factLine(say('service'), service, unknown, 'details'),
    factLine(say('severity'), severity, unknown, 'details'),
    factLine(say('duration'), duration, unknown, 'milestone.resolved'),
    factLine(say('owner'), personName(review?.owner), unknown, 'review'),
    factLine(say('reviewer'), personName(review?.reviewer), unknown, 'review'),
    factLine(say('due'), reviewDueDay(incident), unknown, 'review'),
    factLine(say('state'), say(REVIEW_WORDS[review?.state ?? 'draft']), unknown),
  ];
}

function impactLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown, toWrite, impact } = facts(incident, language);
  return [
    factLine(say('impact'), impact, unknown, 'details'),
    fieldLine(incident, 'affectedUsers', say('affectedUsers'), unknown, affectedUsers(incident, language)),
    fieldLine(incident, 'affectedFeatures', say('affectedFeatures'), unknown, affectedFeatures(incident, language)),
    factLine(say('budget'), budgetUsed(incident, language), unknown, 'details'),
    textLine('impact', sectionText(incident, 'impact'), toWrite),
  ];
}

function detectionLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown, toWrite, detect, acknowledge } = facts(incident, language);
  return [
    fieldLine(
      incident,
      'responsibleDetection',
      say('source'),
      unknown,
      incident.detectedBy && say(incident.detectedBy)
    ),
    factLine(say('timeToDetect'), detect, unknown, 'milestone.started'),
    factLine(say('timeToAcknowledge'), acknowledge, unknown, 'milestone.acknowledged'),
    textLine('detection', sectionText(incident, 'detection'), toWrite, say('couldBeHalved')),
  ];
}

function signOffLines(incident: Incident, language: Language): DocumentLine[] {
  const { say, unknown } = facts(incident, language);
  const { review, zone } = incident;
  return [
    factLine(
      say('signedBy'),
      review?.signedOff && `${personName(review.signedOff.by) ?? unknown}, ${inZone(review.signedOff.at, zone).day}`,
      unknown,
      'review'
    ),
  ];
}

function actionTable(incident: Incident, language: Language): DocumentLine {
  const { say, toWrite, unknown } = facts(incident, language);
  const actions = Object.values(incident.actions).filter(({ state }) => state !== 'wontDo');
  if (actions.length === 0) {
    return { kind: 'text', value: toWrite, place: 'actions', gap: true };
  }
  return {
    kind: 'table',
    columns: [say('action'), say('type'), say('owner'), say('due'), say('state')],
    rows: actions.map(({ title, type, owner, due, state }) => [
      cell(title),
      type ? say(type) : unknown,
      owner ? cell(owner.name) : unknown,
      due ?? unknown,
      say(state),
    ]),
  };
}

function notActing(incident: Incident, language: Language): DocumentLine[] {
  const { toWrite } = facts(incident, language);
  const dropped = Object.values(incident.actions)
    .filter(({ state }) => state === 'wontDo')
    .map(({ title, reason }) => `${inline(title)} – ${inline(reason ?? '')}`);
  const written = listLine('notActing', sectionText(incident, 'notActing'), toWrite);
  if (dropped.length === 0) {
    return [written];
  }
  if (written.kind !== 'list') {
    return [written, { kind: 'list', ordered: false, items: dropped }];
  }
  return [{ ...written, gap: false, items: [...(written.gap ? [] : written.items), ...dropped] }];
}
