import { dashboardsApi } from '../namespace';
import { request, RequestError } from '../request';

/** Takes back a record that was just made; Grafana keeps it in its trash. One that is gone already is fine. Throws RequestError. */
export async function takeBack(name: string): Promise<void> {
  const { url } = await dashboardsApi();
  try {
    await request({ method: 'DELETE', url: `${url}/${encodeURIComponent(name)}` });
  } catch (error) {
    if (!(error instanceof RequestError && error.kind === 'missing')) {
      throw error;
    }
  }
}
