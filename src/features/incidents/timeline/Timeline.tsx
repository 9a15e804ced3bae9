import React, { startTransition, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Checkbox, MultiCombobox, Stack, Text, useStyles2 } from '@grafana/ui';
import { useSearchParams } from 'react-router-dom';
import { type Incident } from '../../../domain/incident/kind';
import { entryKind, type EntryKind } from '../../../domain/incident/schema';
import { type Suggestion } from '../../../domain/incident/suggestions';
import { byCapture, type TimelineLine, readTimeline, STORY } from '../../../domain/incident/timeline';
import { useNow } from '../../../shared/hooks/useNow';
import { failureOf } from '../../../shared/words/failures';
import { queryFailure } from '../../../shared/words/objectives';
import { zonedDate } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { PeopleOnly, usePeopleOnly } from '../components/PeopleOnly';
import { Refused } from '../components/Refused';
import { useAct } from '../useAct';
import { kindName } from '../words';
import { CaptureEntry } from './CaptureEntry';
import { NoteInput } from './NoteInput';
import { type Opening } from './slash';
import { SuggestedEntry } from './SuggestedEntry';
import { TimelineEntry } from './TimelineEntry';
import { useSuggestions } from './useSuggestions';

interface Props {
  incident: Incident;
  waiting: ReadonlySet<string>;
  mayWrite: boolean;
  onOpen: (opening: Opening) => void;
}

const PAGE = 200;
/** Drawn at once; the rest of the page comes while nothing else waits. */
const FIRST = 30;
/** More of them would bury what people wrote. */
const SUGGESTED = 8;

type Item = { group: TimelineLine[]; at: string } | { suggestion: Suggestion; at: string };

/** Newest first, so that what was just typed is beside the input. */
export function Timeline({ incident, waiting, mayWrite, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  const [params] = useSearchParams();
  const linked = params.get('entry');
  const { limit, more } = useLimit(linked);
  const filter = useLineFilter();
  const timeline = useDeferredValue(incident.timeline);
  const { milestones } = incident;
  const lines = useMemo(() => readTimeline({ timeline, milestones }), [timeline, milestones]);
  const { keep } = filter;
  const shown = useMemo(() => keep(lines, linked), [keep, lines, linked]);
  const groups = useMemo(() => byCapture(shown).reverse(), [shown]);
  const suggestions = useSuggestions(incident, mayWrite);
  const [showsAllSuggested, setShowsAllSuggested] = useState(false);
  const { act, reasons, dismiss } = useAct(incident.name);
  const offered = suggestions.suggestions.filter(({ kind }) => filter.offers(kind));
  const suggested = showsAllSuggested ? offered : [...offered].sort(byRelation).slice(0, SUGGESTED);
  const linkedAt = linked ? groups.findIndex((group) => group.some(({ id }) => id === linked)) : -1;
  const items = interleave(groups, suggested).slice(0, Math.max(limit, linkedAt + SUGGESTED + 1));
  return (
    <section aria-labelledby="incident-timeline" className={styles.section}>
      <Text element="h2" variant="h5">
        <span id="incident-timeline">{t('incidents.timeline', 'Timeline')}</span>
      </Text>
      {mayWrite && <NoteInput incident={incident} onOpen={onOpen} />}
      <LineFilter filter={filter} hidden={lines.length - shown.length} />
      <Refused reasons={reasons} onDismiss={dismiss} />
      {mayWrite && <NoSuggestions {...suggestions} />}
      {offered.length > suggested.length && (
        <button type="button" className={styles.more} onClick={() => setShowsAllSuggested(true)}>
          {t('incidents.suggestion.more', '', {
            count: offered.length - suggested.length,
            defaultValue_one: 'Show {{count}} more suggestion',
            defaultValue_other: 'Show {{count}} more suggestions',
          })}
        </button>
      )}
      <Items items={items} incident={incident} waiting={waiting} linked={linked} mayWrite={mayWrite} act={act} />
      {limit >= PAGE && groups.length > limit && (
        <button type="button" className={styles.more} onClick={more}>
          {t('incidents.timeline-more', '', {
            count: Math.min(PAGE, groups.length - limit),
            defaultValue_one: 'Show {{count}} older entry',
            defaultValue_other: 'Show {{count}} older entries',
          })}
        </button>
      )}
    </section>
  );
}

/** How many entries are drawn: few at first, a page once nothing else waits. The one that is linked to is brought into sight. */
function useLimit(linked: string | null) {
  const [limit, setLimit] = useState(FIRST);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setLimit((before) => Math.max(before, PAGE))), 0);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (linked) {
      document.getElementById(`entry-${linked}`)?.scrollIntoView({ block: 'center' });
    }
  }, [linked]);
  return { limit, more: () => setLimit((before) => before + PAGE) };
}

/** Which kinds of entries are shown: those that tell the story, unless others are chosen. */
function useLineFilter() {
  const people = usePeopleOnly();
  const [kinds, setKinds] = useState<EntryKind[]>([]);
  const [all, setAll] = useState(false);
  const isChosen = kinds.length > 0;
  const { keep: ofPeople } = people;
  const keep = useCallback(
    (lines: TimelineLine[], linked: string | null) => {
      const wanted = new Set(ofPeople(lines));
      const isShown = ({ kind }: TimelineLine) =>
        isChosen ? kinds.includes(kind) : all || kind === 'milestone' || STORY.includes(kind);
      return lines.filter((line) => line.id === linked || (wanted.has(line) && isShown(line)));
    },
    [ofPeople, isChosen, kinds, all]
  );
  const offers = (kind: EntryKind) => !people.isOn && (!isChosen || kinds.includes(kind));
  return { kinds, setKinds, all, setAll, isNarrowed: isChosen || people.isOn, keep, offers };
}

interface LineFilterProps {
  filter: ReturnType<typeof useLineFilter>;
  /** How many entries it leaves out. */
  hidden: number;
}

function LineFilter({ filter: { kinds, setKinds, all, setAll, isNarrowed }, hidden }: LineFilterProps) {
  return (
    <Stack wrap="wrap" gap={1} alignItems="center">
      <span id="timeline-kinds" className="sr-only">
        {t('incidents.timeline-kinds', 'Kinds of entries')}
      </span>
      <MultiCombobox
        width="auto"
        minWidth={20}
        maxWidth={60}
        aria-labelledby="timeline-kinds"
        placeholder={t('incidents.timeline-any-kind', 'Any kind')}
        options={entryKind.options.map((value) => ({ value, label: kindName(value) }))}
        value={kinds}
        onChange={(options) => setKinds(options.map(({ value }) => value))}
      />
      <PeopleOnly />
      {!isNarrowed && (
        <Checkbox
          label={t('incidents.timeline-all', 'Changes of texts too')}
          value={all}
          onChange={({ currentTarget }) => setAll(currentTarget.checked)}
        />
      )}
      {isNarrowed && hidden > 0 && (
        <Text color="secondary" variant="bodySmall">
          {t('incidents.timeline-hidden', '', {
            count: hidden,
            defaultValue_one: '{{count}} entry hidden',
            defaultValue_other: '{{count}} entries hidden',
          })}
        </Text>
      )}
    </Stack>
  );
}

/** Why there are no suggestions, or fewer than there could be. */
function NoSuggestions({ error, sourceError }: Pick<ReturnType<typeof useSuggestions>, 'error' | 'sourceError'>) {
  return (
    <>
      {error && (
        <Text color="secondary" variant="bodySmall">
          {t(
            'incidents.suggestion.failed',
            'No suggestions from alerts and annotations: {{reason}}',
            verbatim({ reason: failureOf(error).title })
          )}
        </Text>
      )}
      {sourceError && (
        <Text color="secondary" variant="bodySmall">
          {t(
            'incidents.suggestion.source-failed',
            'No suggestions from the data source’s alerts: {{reason}}',
            verbatim({ reason: queryFailure(sourceError).title })
          )}
        </Text>
      )}
    </>
  );
}

interface ItemsProps extends Omit<Props, 'onOpen'> {
  items: Item[];
  linked: string | null;
  act: ReturnType<typeof useAct>['act'];
}

/** What happened, with what may be taken into it, each day's name at its first item. */
function Items({ items, incident, waiting, linked, mayWrite, act }: ItemsProps) {
  const styles = useStyles2(getStyles);
  const dayOf = useDays();
  const today = zonedDate(useNow());
  const isWaiting = ({ id, earlier }: TimelineLine) => waiting.has(id) || earlier.some((each) => waiting.has(each.id));
  const entry = (line: TimelineLine, day: string | undefined) => (
    <TimelineEntry
      key={line.id}
      day={day}
      line={line}
      name={incident.name}
      title={incident.title}
      zone={incident.zone}
      marks={incident}
      milestones={line.evidence && incident.milestones}
      isWaiting={isWaiting(line)}
      isLinked={line.id === linked}
      mayWrite={mayWrite}
    />
  );
  return (
    <ol className={styles.list} aria-label={t('incidents.timeline', 'Timeline')}>
      {items.map((item, index) => {
        const day = dayOf(item.at);
        const shownDay = day === (index > 0 ? dayOf(items[index - 1].at) : today) ? undefined : day;
        if ('suggestion' in item) {
          const { suggestion } = item;
          return <SuggestedEntry key={suggestion.source} day={shownDay} suggestion={suggestion} act={act} />;
        }
        const { group } = item;
        const [first] = group;
        return group.length === 1 ? (
          entry(first, shownDay)
        ) : (
          <CaptureEntry
            key={first.id}
            day={shownDay}
            lines={group}
            zone={incident.zone}
            isWaiting={group.some(isWaiting)}
            isLinked={group.some(({ id }) => id === linked)}
          >
            {(line) => entry(line, undefined)}
          </CaptureEntry>
        );
      })}
    </ol>
  );
}

/** Both are newest first. */
function interleave(groups: TimelineLine[][], suggestions: Suggestion[]): Item[] {
  const items: Item[] = [
    ...groups.map((group) => ({ group, at: group[0].at })),
    ...suggestions.map((suggestion) => ({ suggestion, at: suggestion.at })),
  ];
  return suggestions.length === 0 ? items : items.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

function byRelation(one: Suggestion, other: Suggestion): number {
  return Number(other.related) - Number(one.related);
}

/** The day of an instant in the person's zone; kept, since each new entry asks for those of all the others. */
function useDays(): (at: string) => string {
  const [days] = useState(() => new Map<string, string>());
  return (at) => {
    const known = days.get(at) ?? zonedDate(at);
    days.set(at, known);
    return known;
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  list: css({ listStyle: 'none', margin: 0 }),
  more: css({ background: 'none', border: 'none', color: theme.colors.text.link, alignSelf: 'flex-start' }),
});
