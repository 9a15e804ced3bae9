import { privacyNote } from '../../incident/privacy';
import { SLA_REPORT_TEXTS, type SlaReportTexts } from '../../text/documents/slaReport';
import { type Language } from '../../text/language';
import { cell, row, tableHead } from '../../text/markdown';
import { budgetText, numberText, shareText, valueText } from '../../text/quantity';
import { durationWords, inZone } from '../../text/times';
import { targetText } from '../format';
import { type Objective } from '../schema';
import { goodShare, hasNoBudget, isBudgeted, isTimed, shownUnit } from '../state';
import {
  type ReportFigures,
  type ReportIncident,
  type ReportRow,
  type ReportService,
  type SlaReport,
  type Attainment,
} from './report';

interface Links {
  /** Absolute addresses: a report is read elsewhere. */
  incident: (name: string) => string;
  objective: (key: string) => string;
}

/** The report as Markdown; whatever people typed is escaped, what is missing says so. */
export function slaMarkdown(report: SlaReport, language: Language, links: Links): string {
  const say = SLA_REPORT_TEXTS[language];
  const { period, before, zone, now, isRunning, services, exclusions, counts } = report;
  const note = privacyNote(report.privateIncidents, report.withPrivate, language);
  const context: Context = { say, language, zone, links };
  const shown = (Object.keys(say.counted) as Attainment[]).filter((verdict) => counts[verdict] > 0);
  return [
    `# ${say.title[period.type]} ${period.label}`,
    '',
    `**${say.period}${say.colon}** ${moment(period.start, context)} – ${moment(period.end, context)} (${say.zone} ${cell(zone)})  `,
    `**${say.compared}${say.colon}** ${before.label}  `,
    `**${say.summary}${say.colon}** ${shown.map((verdict) => say.counted[verdict](counts[verdict])).join(' · ') || say.noData}`,
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
  say: SlaReportTexts;
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
          ...tableHead([say.incident, say.severity, say.began, say.duration, say.downtime, say.cost]),
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

function valueLine(figures: ReportFigures, objective: Objective, context: Context): string {
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

function valueOnly(
  { value, computed, within }: ReportFigures,
  objective: Objective,
  { say, language }: Context
): string {
  if (value === undefined) {
    const atLeast = computed?.atLeast;
    return atLeast === undefined ? say.noData : `> ${valueText(atLeast, objective.unit, language)}`;
  }
  const text = valueText(value, shownUnit(objective), language);
  return within !== undefined ? `${text} (${say.last})` : text;
}

function incidentLine(incident: ReportIncident, context: Context): string {
  const { say, language, links } = context;
  const { name, ref, title, severity, start, end, isOpen, isEndless, isDown, length, costs } = incident;
  const lasted = (seconds: number) => `${isOpen ? `${say.atLeast} ` : ''}${durationWords(seconds * 1000, language)}`;
  return row([
    `[${cell(ref)}](${links.incident(name)}) ${cell(title)}`,
    severity ? severity.toUpperCase() : say.unknown,
    moment(start, context),
    length === undefined ? say.unknown : lasted(length),
    !isDown ? say.notDown : isEndless ? say.unknown : lasted(end - start),
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
