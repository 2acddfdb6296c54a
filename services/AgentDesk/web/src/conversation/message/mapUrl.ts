import type { Place } from '../../api/types';

/** A link to a map. It is only opened by hand, so that no map service learns where citizens are by itself. */
export function mapUrl({ latitude, longitude }: Place): string {
  const at = `${latitude.toFixed(6)}/${longitude.toFixed(6)}`;
  return `https://www.openstreetmap.org/?mlat=${latitude.toFixed(6)}&mlon=${longitude.toFixed(6)}#map=17/${at}`;
}
