import React, { useEffect, useState } from 'react';
import { type AppPlugin, type PluginExtensionAddedLinkConfig } from '@grafana/data';
import { Alert, Combobox, Field, LoadingPlaceholder, Stack, Text, TextLink } from '@grafana/ui';
import alertContext from '../../contexts/alert-instance-12.4.0.json';
import ruleContext from '../../contexts/alerting-rule-13.json';
import panelContext from '../../contexts/panel-menu-12.4.0.json';
import { configureLink, targetsOf, thePlugin } from '../extensions';
import { deepFreeze } from '../readOnly';
import { PluginPage } from './PluginPage';

/** Grafana's alerting store has frozen these parts; reading them through the context's proxy throws. */
function alertInstance(): object {
  const context = structuredClone(alertContext);
  const { rule } = context;
  deepFreeze(context.instance);
  deepFreeze(rule.rulerRule);
  deepFreeze('promRule' in rule ? rule.promRule : undefined);
  return context;
}

const contexts: Record<string, () => object> = {
  'grafana/alerting/instance/action': alertInstance,
  'grafana/alerting/alertingrule/action': () => structuredClone(ruleContext),
  'grafana/dashboard/panel/menu': () => structuredClone(panelContext),
  'grafana/commandpalette/action': () => ({}),
};

function Offered({ link, point, pluginId }: { link: PluginExtensionAddedLinkConfig; point: string; pluginId: string }) {
  const context = contexts[point];
  if (!context) {
    return <Text color="secondary">No recorded context for {point}.</Text>;
  }
  const result = configureLink(link, point, context(), pluginId);
  if ('failed' in result) {
    return (
      <Alert severity="error" title={`${link.title}: configure threw, Grafana hides the link`}>
        {result.failed}
      </Alert>
    );
  }
  if ('hidden' in result) {
    return <Text color="secondary">{link.title}: hidden on this context.</Text>;
  }
  const { title, description, path } = result.link;
  return (
    <Stack direction="column" gap={0.5}>
      {path ? (
        <TextLink href={path} inline={false}>
          {title}
        </TextLink>
      ) : (
        <Text weight="medium">{title}</Text>
      )}
      <Text color="secondary">{description}</Text>
      <Text variant="code">{path ?? ''}</Text>
    </Stack>
  );
}

/** What the plugin adds at Grafana's extension points, configured with contexts of a real Grafana. */
export function ExtensionsPage() {
  const [plugin, setPlugin] = useState<AppPlugin<object>>();
  const [error, setError] = useState('');
  const [point, setPoint] = useState('');
  useEffect(() => {
    thePlugin().then(setPlugin, (failure: unknown) => setError(String(failure)));
  }, []);
  const links = plugin?.addedLinkConfigs ?? [];
  const points = [...new Set([...Object.keys(contexts), ...links.flatMap(targetsOf)])];
  return (
    <PluginPage
      pageNav={{ text: 'Links elsewhere in Grafana' }}
      subTitle="Each link the app adds, on the contexts a real Grafana 12.4.0 gave; a rule’s is as the source of 13 makes it."
    >
      {error && (
        <Alert severity="error" title="The app could not be loaded">
          {error}
        </Alert>
      )}
      {!plugin && !error && <LoadingPlaceholder text="" />}
      <Stack direction="column" gap={3}>
        <Field noMargin label="Extension point">
          <Combobox<string>
            width={50}
            isClearable
            placeholder="All"
            options={points.map((value) => ({ value, label: value }))}
            value={point || null}
            onChange={(option) => setPoint(option?.value ?? '')}
          />
        </Field>
        {points
          .filter((candidate) => !point || candidate === point)
          .map((candidate) => (
            <section key={candidate} aria-label={candidate}>
              <Stack direction="column" gap={1}>
                <Text element="h2" variant="h5">
                  {candidate}
                </Text>
                {links
                  .filter((link) => targetsOf(link).includes(candidate))
                  .map((link) => (
                    <Offered key={link.title} link={link} point={candidate} pluginId={plugin?.meta.id ?? ''} />
                  ))}
                {links.every((link) => !targetsOf(link).includes(candidate)) && <Text color="secondary">No link.</Text>}
              </Stack>
            </section>
          ))}
      </Stack>
    </PluginPage>
  );
}
