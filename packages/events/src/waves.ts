import type { DomainEvent } from './domain-event.ts';
import type { EventType } from './generated.ts';

/**
 * Puts the events of one transaction together by type, so that a handler of many gets many: groups to be handled one after the other, each
 * of one type. Events of one key keep their order; events of different keys, which have none, may change places.
 */
export function wavesOf(events: readonly DomainEvent[]): (readonly DomainEvent[])[] {
  const waves: Map<EventType, DomainEvent[]>[] = [];
  const last = new Map<string, { readonly wave: number; readonly type: EventType }>();
  for (const event of events) {
    const before = last.get(event.key);
    const wave = before === undefined ? 0 : before.type === event.type ? before.wave : before.wave + 1;
    last.set(event.key, { wave, type: event.type });
    const groups = (waves[wave] ??= new Map<EventType, DomainEvent[]>());
    const group = groups.get(event.type);
    if (group === undefined) groups.set(event.type, [event]);
    else group.push(event);
  }
  return waves.flatMap((groups) => [...groups.values()]);
}
