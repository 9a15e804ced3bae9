import React from 'react';
import { EventBusSrv, locationUtil, setWeekStart, ThemeContext, type CurrentUserDTO } from '@grafana/data';
import {
  config,
  locationService,
  LocationServiceProvider,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCurrentUser,
  setDataSourceSrv,
  setGrafanaLiveSrv,
  setLocationSrv,
  setMegaMenuOpenHook,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setTemplateSrv,
} from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { setPanelRenderer } from 'grafana-runtime-internal/PanelRenderer';
import { setPluginPage } from 'grafana-runtime-internal/PluginPage';
import { createRoot } from 'react-dom/client';
import { interceptLinkClicks } from './address';
import { PreviewBackendSrv } from './backendSrv';
import { PreviewDataSources, templateSrv } from './dataSources';
import { usePluginLinks } from './extensions';
import { initTexts } from './i18n';
import { PreviewLive } from './live';
import { sharePackages } from './plugin';
import { LoginPage } from './ui/LoginPage';
import { Pages } from './ui/Pages';
import { PanelRenderer } from './ui/PanelRenderer';
import { PluginPage } from './ui/PluginPage';
import { Toasts } from './ui/Toasts';

const HEADER = 40;
// the two packages disagree about three settings that nobody here reads
const neverUsed = {
  defaultDatasourceManageAlertsUIToggle: false,
  defaultAllowRecordingRulesTargetAlertsUIToggle: false,
  awsAssumeRoleEnabled: false,
};

function startServices(): EventBusSrv {
  const events = new EventBusSrv();
  const { user } = config.bootData;
  locationUtil.initialize({
    config: Object.assign(Object.create(config), neverUsed),
    getTimeRangeForUrl: () => ({ from: 'now-6h', to: 'now' }),
    getVariablesUrlParams: () => ({}),
  });
  setAppEvents(events);
  setBackendSrv(new PreviewBackendSrv(events));
  setCurrentUser(user satisfies CurrentUserDTO);
  setDataSourceSrv(new PreviewDataSources());
  setGrafanaLiveSrv(new PreviewLive());
  setTemplateSrv(templateSrv);
  setLocationSrv({
    update: ({ path = '', query }) =>
      locationService.push({ pathname: path, search: new URLSearchParams(query as Record<string, string>).toString() }),
  });
  setReturnToPreviousHook(() => () => undefined);
  setChromeHeaderHeightHook(() => HEADER);
  setMegaMenuOpenHook(() => [false, () => undefined]);
  setPluginLinksHook(usePluginLinks);
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  setPluginPage(PluginPage);
  setPanelRenderer(PanelRenderer);
  setWeekStart(user.weekStart);
  return events;
}

// boot data has the addresses of translations, the type of an app does not
const translationsOf = (app: object | undefined): Record<string, string> =>
  app && 'translations' in app ? Object(app.translations) : {};

async function main() {
  const events = startServices();
  sharePackages();
  const [app] = Object.values(config.apps);
  await initTexts(app?.id ?? '', translationsOf(app), Number(config.buildInfo.version.split('.')[0]));
  document.addEventListener('click', interceptLinkClicks);
  const element = document.getElementById('reactRoot');
  if (!element) {
    return;
  }
  createRoot(element).render(
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <LocationServiceProvider service={locationService}>
        {config.bootData.user.isSignedIn ? <Pages pluginId={app?.id ?? ''} /> : <LoginPage />}
        <Toasts events={events} />
        <PortalContainer />
      </LocationServiceProvider>
    </ThemeContext.Provider>
  );
}

void main();
