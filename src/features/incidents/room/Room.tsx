import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { beginning } from '../../../domain/incident/rules';
import { InWindow } from '../../../shared/maintenance/InWindow';
import { RunbooksStrip } from '../../../shared/runbooks/RunbooksStrip';
import { useDeclaredCapture } from '../evidence/useDeclaredCapture';
import { useGraphs } from '../evidence/useGraphs';
import { type Opening } from '../timeline/slash';
import { Timeline } from '../timeline/Timeline';
import { UpdateForm } from '../updates/UpdateForm';
import { People } from './People';
import { Side } from './Side';
import { StatusDialog } from './StatusDialog';
import { Tasks } from './Tasks';

// with the runbooks' domain along, which few rooms need at once
const RunbooksFor = lazy(() =>
  import('../../../shared/runbooks/RunbooksFor').then((m) => ({ default: m.RunbooksFor }))
);

interface Props {
  incident: Incident;
  waiting: ReadonlySet<string>;
  mayWrite: boolean;
}

/** Three columns that stack; the timeline first on a small screen. */
export function Room({ incident, waiting, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const { milestones } = incident;
  /** What was typed in the timeline's input and needs more than a line. */
  const [opening, setOpening] = useState<Opening>();
  const close = () => setOpening(undefined);
  useDeclaredCapture(incident);
  useGraphs(incident, mayWrite);
  return (
    <div className={styles.room}>
      <div className={styles.middle}>
        <InWindow
          services={incident.services}
          since={beginning(milestones)}
          until={milestones.resolved ?? milestones.closed}
        />
        <Suspense fallback={<RunbooksStrip />}>
          <RunbooksFor incident={incident} mayWrite={mayWrite} />
        </Suspense>
        <Timeline incident={incident} waiting={waiting} mayWrite={mayWrite} onOpen={setOpening} />
      </div>
      <div className={styles.left}>
        <People incident={incident} mayWrite={mayWrite} />
        <Tasks incident={incident} mayWrite={mayWrite} />
      </div>
      <div className={styles.right}>
        <Side
          incident={incident}
          mayWrite={mayWrite}
          evidenceExpr={opening?.kind === 'evidence' ? opening.expr : undefined}
          onEvidenceDone={close}
        />
      </div>
      {opening?.kind === 'step' && <StatusDialog incident={incident} step={opening} onClose={close} />}
      {opening?.kind === 'update' && <UpdateForm incident={incident} text={opening.text} onClose={close} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  room: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(220px, 1fr) minmax(0, 3fr) minmax(220px, 1fr)',
    gridTemplateAreas: '"left middle right"',
    gap: theme.spacing(2),
    paddingTop: theme.spacing(2),
    [theme.breakpoints.down('xl')]: {
      gridTemplateColumns: 'minmax(0, 3fr) minmax(220px, 1fr)',
      gridTemplateAreas: '"middle left" "middle right"',
      gridTemplateRows: 'max-content 1fr',
    },
    [theme.breakpoints.down('md')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateAreas: '"middle" "left" "right"',
    },
  }),
  left: css({ gridArea: 'left', display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
  middle: css({ gridArea: 'middle', display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
  right: css({ gridArea: 'right', display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
});
