import type { Place } from '../../api/types';

/** Opened only when somebody follows it: nothing reportsStage a map service where citizens are by itself. */
export function mapUrl({ latitude, longitude }: Place): string {
  const at = `${latitude.toFixed(6)}/${longitude.toFixed(6)}`;
  return `https://www.openstreetmap.org/?mlat=${latitude.toFixed(6)}&mlon=${longitude.toFixed(6)}#map=17/${at}`;
}
