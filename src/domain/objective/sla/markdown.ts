import { privacyNote } from '../../incident/privacy';
import { cell, row, tableHead } from '../../text/markdown';
import { budgetText, numberText, shareText, valueText } from '../../text/quantity';
import { durationWords, inZone } from '../../text/times';
import { targetText } from '../format';
import { type Objective } from '../schema';
import { goodShare, hasNoBudget, isBudgeted, isTimed, shownUnit } from '../state';
import {
  type Figures,
  type ReportIncident,
  type ReportRow,
  type ReportService,
  type SlaReport,
  type Verdict,
} from './report';

type Language = 'en' | 'fr';

interface Links {
  /** Absolute addresses: a report is read elsewhere. */
  incident: (name: string) => string;
  objective: (key: string) => string;
}

const EN = {
  colon: ':',
  title: { week: 'Weekly SLA report', month: 'Monthly SLA report' },
  summary: 'Summary',
  period: 'Period',
  zone: 'time zone',
  running: 'The period is not over: numbers up to',
  compared: 'Compared with',
  noService: 'No service',
  verdict: {
    attained: '● Attained',
    partly: '▲ In part',
    missed: '■ Not attained',
    stale: '? Expired',
    noData: '? No data',
    info: '○ For information',
  },
  verdicts: {
    attained: 'attained',
    partly: 'in part',
    missed: 'not attained',
    stale: 'expired',
    noData: 'no data',
    info: 'for information',
  },
  objective: 'Objective',
  target: 'Target',
  result: 'Result',
  value: 'Value',
  raw: 'raw',
  used: 'Budget used',
  left: 'Budget left',
  before: 'Period before',
  noData: 'no data',
  unknown: 'unknown',
  noBudget: '–',
  forgivesNothing: 'no budget: the target is 100 %',
  impossible: 'impossible: more good events than events',
  noTarget: 'none',
  incidents: 'Incidents',
  incident: 'Incident',
  severity: 'Severity',
  began: 'Began',
  duration: 'Duration',
  cost: 'Share of the budget',
  atLeast: 'at least',
  downtime: 'Downtime',
  endless: 'of unknown length',
  noIncidents: 'No incident.',
  noObjectives: 'No objective names this service.',
  exclusions: 'Exclusions',
  noExclusions: 'None.',
  from: 'From',
  to: 'To',
  concerned: 'Concerns',
  reason: 'Reason',
  approver: 'Approved by',
  entered: 'Entered by',
  afterwards: 'afterwards',
  measured: 'of the period measured',
  hours: 'of the hours within the target',
  last: 'last hour',
  needs: 'no data source',
  reading: 'How to read this',
  notes: [
    'The error budget is that of the period itself: 1 − target, times all events of the period. What was excluded counts neither as good nor as bad.',
    'Values without a budget are judged hour by hour; hours are not averaged, since many are percentiles or ratios.',
    'Drills, void incidents and duplicates are left out; downtime counts overlapping incidents once. An incident costs what failed from its beginning to its mitigation.',
  ],
};

const FR: typeof EN = {
  colon: ' :',
  title: { week: 'Rapport SLA hebdomadaire', month: 'Rapport SLA mensuel' },
  summary: 'Résumé',
  period: 'Période',
  zone: 'fuseau horaire',
  running: 'La période n’est pas terminée : chiffres jusqu’au',
  compared: 'Comparée à',
  noService: 'Sans service',
  verdict: {
    attained: '● Tenu',
    partly: '▲ En partie',
    missed: '■ Non tenu',
    stale: '? Périmé',
    noData: '? Aucune donnée',
    info: '○ Pour information',
  },
  verdicts: {
    attained: 'tenus',
    partly: 'en partie',
    missed: 'non tenus',
    stale: 'périmés',
    noData: 'sans données',
    info: 'pour information',
  },
  objective: 'Objectif',
  target: 'Cible',
  result: 'Résultat',
  value: 'Valeur',
  raw: 'brut',
  used: 'Budget consommé',
  left: 'Budget restant',
  before: 'Période précédente',
  noData: 'aucune donnée',
  unknown: 'inconnu',
  noBudget: '–',
  forgivesNothing: 'pas de budget : la cible est 100 %',
  impossible: 'impossible : plus d’événements bons que d’événements',
  noTarget: 'aucune',
  incidents: 'Incidents',
  incident: 'Incident',
  severity: 'Sévérité',
  began: 'Début',
  duration: 'Durée',
  cost: 'Part du budget',
  atLeast: 'au moins',
  downtime: 'Indisponibilité',
  endless: 'de durée inconnue',
  noIncidents: 'Aucun incident.',
  noObjectives: 'Aucun objectif ne nomme ce service.',
  exclusions: 'Exclusions',
  noExclusions: 'Aucune.',
  from: 'Du',
  to: 'Au',
  concerned: 'Concerne',
  reason: 'Raison',
  approver: 'Approuvée par',
  entered: 'Saisie par',
  afterwards: 'après coup',
  measured: 'de la période mesurés',
  hours: 'des heures dans la cible',
  last: 'dernière heure',
  needs: 'aucune source de données',
  reading: 'Comment lire ce rapport',
  notes: [
    'Le budget d’erreur est celui de la période : 1 − cible, multiplié par tous les événements de la période. Ce qui est exclu ne compte ni comme bon ni comme mauvais.',
    'Les valeurs sans budget sont jugées heure par heure ; les heures ne sont pas moyennées, car beaucoup sont des percentiles ou des rapports.',
    'Exercices, incidents annulés et doublons sont écartés ; l’indisponibilité compte une seule fois les incidents simultanés. Un incident coûte ce qui a échoué de son début à son atténuation.',
  ],
};

/** The report as Markdown; whatever people typed is escaped, what is missing says so. */
export function slaMarkdown(report: SlaReport, language: Language, links: Links): string {
  const say = language === 'fr' ? FR : EN;
  const { period, before, zone, now, isRunning, services, exclusions, counts } = report;
  const note = privacyNote(report.privateIncidents, report.withPrivate, language);
  const context: Context = { say, language, zone, links };
  const shown = (Object.keys(say.verdicts) as Verdict[]).filter((verdict) => counts[verdict] > 0);
  return [
    `# ${say.title[period.type]} ${period.label}`,
    '',
    `**${say.period}${say.colon}** ${moment(period.start, context)} – ${moment(period.end, context)} (${say.zone} ${cell(zone)})  `,
    `**${say.compared}${say.colon}** ${before.label}  `,
    `**${say.summary}${say.colon}** ${shown.map((verdict) => `${counts[verdict]} ${say.verdicts[verdict]}`).join(' · ') || say.noData}`,
    ...(isRunning ? ['', `_${say.running} ${moment(now, context)}._`] : []),
    ...(note ? ['', note] : []),
    ...services.flatMap((service) => serviceLines(service, context)),
    '',
    `## ${say.exclusions}`,
    '',
    ...(exclusions.length === 0
      ? [say.noExclusions]
      : [
          ...tableHead([say.from, say.to, say.concerned, say.reason, say.approver, say.entered]),
          ...exclusions.map(({ start, end, concerned, exclusion: { reason, approvedBy, by, past } }) =>
            row([
              moment(start, context),
              moment(end, context),
              cell(concerned.join(', ')),
              cell(reason),
              cell(approvedBy),
              cell(by.name) + (past ? ` (${say.afterwards})` : ''),
            ])
          ),
        ]),
    '',
    `## ${say.reading}`,
    '',
    ...say.notes.map((note) => `- ${note}`),
    '',
  ].join('\n');
}

interface Context {
  say: typeof EN;
  language: Language;
  zone: string;
  links: Links;
}

function serviceLines(
  { name, rows, incidents, incidentsBefore, downtime, downtimeBefore, endless }: ReportService,
  context: Context
): string[] {
  const { say, language } = context;
  const lasted = (seconds: number) => durationWords(seconds * 1000, language);
  return [
    '',
    `## ${name ? cell(name) : say.noService}`,
    '',
    ...(rows.length === 0
      ? [say.noObjectives]
      : [
          ...tableHead([say.objective, say.target, say.result, say.value, say.used, say.left, say.before]),
          ...rows.map((each) => objectiveLine(each, context)),
        ]),
    '',
    `**${say.incidents}${say.colon}** ${incidents.length} (${say.before}${say.colon} ${incidentsBefore}) · **${say.downtime}${say.colon}** ${
      endless > 0 ? `${say.atLeast} ` : ''
    }${lasted(downtime)}${endless > 0 ? `, ${endless} ${say.endless}` : ''} (${say.before}${say.colon} ${lasted(downtimeBefore)})`,
    '',
    ...(incidents.length === 0
      ? [say.noIncidents]
      : [
          ...tableHead([say.incident, say.severity, say.began, say.duration, say.cost]),
          ...incidents.map((each) => incidentLine(each, context)),
        ]),
  ];
}

function objectiveLine(each: ReportRow, context: Context): string {
  const { say, language, links } = context;
  const { key, objective, verdict, used, left, rawUsed, before } = each;
  const share = (value: number | undefined) => (value === undefined ? say.noData : budgetText(value, language));
  const hasBudget = isBudgeted(objective) && objective.target !== undefined && !hasNoBudget(objective);
  const none = hasNoBudget(objective) ? say.forgivesNothing : say.noBudget;
  return row([
    `[${cell(objective.name)}](${links.objective(key)})`,
    reportTarget(objective, context) || say.noTarget,
    say.verdict[verdict],
    valueLine(each, objective, context),
    hasBudget ? share(used) + (rawUsed === undefined ? '' : ` (${say.raw} ${share(rawUsed)})`) : none,
    hasBudget ? share(left) : none,
    [
      say.verdict[before.verdict],
      valueOnly(before, objective, context),
      hasBudget && before.used !== undefined && `${say.used} ${share(before.used)}`,
    ]
      .filter(Boolean)
      .join(' · '),
  ]);
}

/** "95 % ≤ 500 ms" for latencies, whose value is a share. */
function reportTarget(objective: Objective, { language }: Context): string {
  const { target, unit } = objective;
  const share = goodShare(objective);
  return isTimed(objective) && share !== undefined && target !== undefined
    ? `${shareText(share, language)} ≤ ${valueText(target, unit, language)}`
    : targetText(objective, language);
}

function valueLine(figures: Figures, objective: Objective, context: Context): string {
  const { say, language } = context;
  const { raw, coverage, within, computed, factors, failure } = figures;
  const parts = [valueOnly(figures, objective, context)];
  if (raw !== undefined) {
    parts.push(`${say.raw} ${valueText(raw, shownUnit(objective), language)}`);
  }
  if (factors) {
    parts.push(factors.map((each) => (each === undefined ? say.unknown : shareText(each, language))).join(' × '));
  }
  if (within !== undefined) {
    parts.push(`${shareText(within, language)} ${say.hours}`);
  }
  if (computed) {
    parts.push(`n = ${computed.n}`);
    const { interval } = computed;
    if (interval && figures.value !== undefined && interval.high !== undefined) {
      parts.push(
        `95 % ${valueText(interval.low, objective.unit, language)} – ${valueText(interval.high, objective.unit, language)}`
      );
    }
  }
  if (coverage !== undefined && coverage < 0.98 && figures.value !== undefined) {
    parts.push(`${numberText(coverage * 100, 0, language)}\u00a0% ${say.measured}`);
  }
  if (figures.isImpossible) {
    parts.push(say.impossible);
  }
  if (failure) {
    parts.push(objective.needs ? `${say.needs}${say.colon} ${cell(failure)}` : cell(failure));
  }
  return parts.join(' · ');
}

function valueOnly({ value, computed, within }: Figures, objective: Objective, { say, language }: Context): string {
  if (value === undefined) {
    const atLeast = computed?.atLeast;
    return atLeast === undefined ? say.noData : `> ${valueText(atLeast, objective.unit, language)}`;
  }
  const text = valueText(value, shownUnit(objective), language);
  return within !== undefined ? `${text} (${say.last})` : text;
}

function incidentLine(incident: ReportIncident, context: Context): string {
  const { say, language, links } = context;
  const { name, ref, title, severity, start, end, isOpen, isEndless, costs } = incident;
  const length = isEndless
    ? say.unknown
    : `${isOpen ? `${say.atLeast} ` : ''}${durationWords((end - start) * 1000, language)}`;
  return row([
    `[${cell(ref)}](${links.incident(name)}) ${cell(title)}`,
    severity ? severity.toUpperCase() : say.unknown,
    moment(start, context),
    length,
    costs === undefined
      ? say.unknown
      : costs
          .slice(0, 3)
          .map(({ objective, share }) => `${cell(objective)} ${budgetText(share, language)}`)
          .join(', '),
  ]);
}

function moment(seconds: number, { zone }: Context): string {
  const { day, time } = inZone(new Date(seconds * 1000).toISOString(), zone);
  return `${day} ${time}`;
}
