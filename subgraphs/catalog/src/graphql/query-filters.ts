import { badUserInput } from '@longbox/subgraph';

/** The texts of a filter, bounded; nothing in the catalog is longer, so that what is longer finds nothing. */
export function checkedFilter<T extends object>(filter: T): T {
  for (const [name, value] of Object.entries(filter))
    if (typeof value === 'string' && !storable(value))
      throw badUserInput(`\`filter.${name}\` has at most 255 characters and no control characters.`);
  return filter;
}

/** Whether PostgreSQL could hold the text, and anything we name is as short. */
export function storable(text: string): boolean {
  return text.length <= 255 && !/\p{Cc}/u.test(text) && text.isWellFormed();
}
