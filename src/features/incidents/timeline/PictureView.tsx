import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Modal, Text, useStyles2 } from '@grafana/ui';
import { failureOf } from '../../../shared/words/failures';
import { verbatim } from '../../../shared/words/verbatim';
import { usePicture } from '../data/pictures';

const RETRY = 15_000;

/** A picture of its own record: small in the timeline, whole after a click. */
export function PictureView({ name }: { name: string }) {
  const styles = useStyles2(getStyles);
  const { record, waiting, stored, error, isPending, refetch } = usePicture(name);
  const [isOpen, setOpen] = useState(false);
  const image = record?.data;
  const isMissing = error?.kind === 'missing';
  useEffect(() => {
    const timer = isMissing ? setInterval(refetch, RETRY) : undefined; // its sender may still be on the way
    return () => clearInterval(timer);
  }, [isMissing, refetch]);
  if (!image) {
    return (
      <Text color="secondary" variant="bodySmall">
        {isPending
          ? t('incidents.picture.loading', 'Loading the picture…')
          : waiting.size > 0 || (stored?.state === 'ok' && !error)
            ? t('incidents.picture.sending', 'The picture is on its way.')
            : isMissing
              ? t('incidents.picture.missing', 'The picture is not there (any more).')
              : error
                ? t(
                    'incidents.picture.failed',
                    'The picture cannot be shown: {{reason}}',
                    verbatim({ reason: failureOf(error).title })
                  )
                : t('incidents.picture.damaged', 'This is not a picture that Opsbook made.')}
      </Text>
    );
  }
  const { title } = record;
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-label={t('incidents.picture.open', 'Open the picture “{{title}}”', verbatim({ title }))}
        onClick={() => setOpen(true)}
      >
        <img src={image} alt={title} className={styles.small} />
      </button>
      {isOpen && (
        <Modal title={title} isOpen className={styles.modal} onDismiss={() => setOpen(false)}>
          <img src={image} alt={title} className={styles.whole} />
        </Modal>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({ display: 'block', padding: 0, background: 'none', border: `1px solid ${theme.colors.border.weak}` }),
  small: css({ maxWidth: '100%', maxHeight: theme.spacing(20), display: 'block' }),
  modal: css({ width: 'min(95vw, 1600px)' }),
  whole: css({ maxWidth: '100%' }),
});
