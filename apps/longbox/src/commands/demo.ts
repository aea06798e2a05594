import { playDay } from '../demo/day-in-the-store.ts';
import { reachStore } from '../running-store.ts';
import type { Settings } from '../settings.ts';

/** `demo`: plays a day in the running store. */
export async function demo(settings: Settings): Promise<void> {
  const { staff, shopper } = await reachStore(settings, 'The demo');
  await playDay({ staff, shopper }, (line) => console.log(line));
}
