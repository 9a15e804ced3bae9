import React from 'react';
import { t } from '@grafana/i18n';
import { Stack, Text } from '@grafana/ui';
import { type Keyed } from '../../../domain/record/inOrder';
import { isRefused } from '../../../domain/record/outcome';
import { resolveParameters } from '../../../domain/runbook/parameters';
import { fillQuery } from '../../../domain/runbook/query';
import { parameterNames } from '../../../domain/runbook/runbook';
import { type Content, type StepOf } from '../../../domain/runbook/schema';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { useSettled } from '../../../shared/hooks/useSettled';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatFigure } from '../../../shared/words/numbers';
import { queryFailure } from '../../../shared/words/objectives';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { VERDICT_MARKS, stepVerdictName } from '../../../shared/words/runbooks';
import { useQueryPreview } from '../data';
import { QueryGraph } from '../run/QueryGraph';

/** What the query says now, with the presets of the parameters, a moment after the last key. */
export function QueryPreview({ step, content }: { step: Keyed<StepOf<'query'>>; content: Content }) {
  const reasonText = useReasonText();
  const { source } = usePrometheus(step.dataSource);
  const settled = useSettled(step.expr);
  const names = Object.fromEntries(parameterNames(content).map((name) => [name, undefined]));
  const filled =
    settled.trim() === '' ? undefined : fillQuery(settled, { ...names, ...resolveParameters(content, {}).values });
  const expr = filled && !isRefused(filled) ? filled.ok : undefined;
  const { data, error } = useQueryPreview(step, expr, source?.uid);
  if (filled && isRefused(filled)) {
    return <Text color="secondary">{filled.refused.reasons.map(reasonText).join(' ')}</Text>;
  }
  if (!expr || !source) {
    return null;
  }
  return (
    <Stack direction="column" gap={0.5}>
      {error && <Text color="warning">{queryFailure(error).title}</Text>}
      {data && (
        <div>
          {data.verdict && <StateMark mark={VERDICT_MARKS[data.verdict]} label={stepVerdictName(data.verdict)} />}{' '}
          {t('runbooks.preview', 'Now:')}{' '}
          {typeof data.value === 'number' ? formatFigure(data.value) : (data.value ?? stepVerdictName('nodata'))}{' '}
          {step.unit}
        </div>
      )}
      {data && data.verdict !== 'nodata' && <QueryGraph uid={source.uid} expr={expr} step={step} />}
    </Stack>
  );
}
