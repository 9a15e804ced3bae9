import { ALERT_PROPOSALS } from '../../text/documents/alertReview';
import { type Language } from '../../text/language';
import { type Judgement, type RuleVerdict } from './judgement';

type ProposalKind = 'raise' | 'lengthen' | 'delete' | 'runbook' | 'rule';

export interface AlertProposal {
  kind: ProposalKind;
  /** Name of the rule, or of the incident's record. */
  about: string;
  /** Firings that speak for it. */
  n: number;
}

/** A rule is noise from so many firings on that nobody did anything about. */
const NOISE = 3;
/** Firings that are shorter than this, in seconds, are over before anybody could act. */
const SHORT = 600;
/** So many firings without any incident are enough to propose the rule's end. */
const ENOUGH = 12;

/**
 * What to do about the alerts of a period: noise is lengthened where its firings were short, else raised, and deleted where not one of
 * twelve led anywhere; a rule that led to an incident gets a runbook; an incident that no rule announced gets a rule.
 */
export function alertProposals(
  { verdicts, unannounced }: Judgement,
  hasRunbook: (verdict: RuleVerdict) => boolean
): AlertProposal[] {
  return [
    ...verdicts.flatMap((verdict): AlertProposal[] => {
      const kind = kindOf(verdict, hasRunbook);
      return kind ? [{ kind, about: verdict.rule.name, n: verdict.fired }] : [];
    }),
    ...unannounced.flatMap(({ name, private: isPrivate }): AlertProposal[] =>
      isPrivate ? [] : [{ kind: 'rule', about: name, n: 0 }]
    ),
  ];
}

function kindOf(verdict: RuleVerdict, hasRunbook: (verdict: RuleVerdict) => boolean): ProposalKind | undefined {
  const { fates, fired, firing } = verdict;
  const acted = fates.led + fates.fell;
  if (acted === 0 && fates.nothing >= NOISE) {
    return fates.nothing >= ENOUGH ? 'delete' : firing / fired < SHORT ? 'lengthen' : 'raise';
  }
  return fates.led > 0 && !hasRunbook(verdict) ? 'runbook' : undefined;
}

/** As it is kept in a record, in the team's language. */
export function proposalText({ kind, about }: AlertProposal, language: Language): string {
  return ALERT_PROPOSALS[language][kind](kind === 'rule' ? about.toUpperCase() : about);
}
