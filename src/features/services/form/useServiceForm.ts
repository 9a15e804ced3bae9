import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { checkService, type Service, serviceKey } from '../../../domain/services/services';
import { useDraft } from '../../../shared/records/useDraft';
import { SERVICES_PATH } from '../../../shared/services/paths';
import { useServices } from '../../../shared/services/useServices';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { type ServiceValues, toService, toServiceValues } from './formValues';

export type ServiceFormState = ReturnType<typeof useServiceForm>;

/** What is typed of a service, and what becomes of it; without a key it is a new one. */
export function useServiceForm(key: string | undefined, service: Service | undefined) {
  const { send } = useServices();
  const navigate = useNavigate();
  // what the form was opened on: a change by somebody else meanwhile is told when saving
  const [opened] = useState(service);
  const [values, setValues, clearDraft] = useDraft<ServiceValues>(
    `service.${key ?? 'new'}.${opened?.revision ?? ''}`,
    toServiceValues(opened)
  );
  const reasonText = useReasonText();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const change = (part: Partial<ServiceValues>) => setValues({ ...values, ...part });
  const problemOf = (field: keyof ServiceValues) => {
    const found = reasons.find((reason) => reason.field === field);
    return { invalid: found !== undefined, error: found && reasonText(found) };
  };
  const loose = reasons.filter(({ field }) => !field);
  const seen = opened?.revision ? { seen: opened.revision } : {};

  const save = (event: FormEvent) => {
    event.preventDefault();
    const { definition, reasons: unread } = toService(values);
    const found = [...unread, ...checkService(definition)];
    if (found.length > 0) {
      setReasons(found);
      return;
    }
    const sent = send({
      type: 'save',
      service: key ?? serviceKey(definition.name),
      definition,
      ...seen,
      ...(key === undefined && { isNew: true }),
    });
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
      return;
    }
    clearDraft();
    navigate(SERVICES_PATH);
  };

  const remove = () => {
    const sent = key === undefined ? undefined : send({ type: 'remove', service: key, ...seen });
    if (sent && isRefused(sent)) {
      setReasons(sent.refused.reasons);
      return;
    }
    clearDraft();
    navigate(SERVICES_PATH);
  };

  return { values, change, problemOf, loose, save, remove };
}
