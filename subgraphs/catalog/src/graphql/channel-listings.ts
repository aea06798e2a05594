import { isId } from '@longbox/ids';
import { assertChannel, badUserInput, checkFirst, decodeCursor, pageOf, type Page } from '@longbox/subgraph';
import { listListings, type ListingKey, type ListingRow } from '../persistence/channel-listings.ts';
import type { Context } from './context.ts';
import { storable } from './query-filters.ts';

const MOST_LISTINGS = 250;
/**
 * A change is seen when it is committed, and dated when its transaction began; none takes a minute (statements end after 15 s). Who asks for
 * what is new since then is given what could have been overtaken.
 */
const OVERLAP_MS = 60_000;

interface Asked {
  readonly channel: string;
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly updatedSince?: Date | null | undefined;
}

/** One page of what a channel may sell. Throws BAD_USER_INPUT and FORBIDDEN. */
export async function channelListings(
  { channel, first, after, updatedSince }: Asked,
  { caller, database }: Context,
): Promise<Page<ListingRow>> {
  checkFirst(first, MOST_LISTINGS);
  if (!storable(channel)) throw badUserInput('`channel` is not usable.');
  assertChannel(caller, channel);
  const { id: tenantId } = caller.store;
  const rows = await database.read(tenantId, (connection) =>
    listListings(connection, tenantId, {
      channel,
      since: updatedSince ? new Date(updatedSince.getTime() - OVERLAP_MS) : null,
      after: after == null ? null : listingKey(after),
      limit: first + 1,
    }),
  );
  return pageOf(rows, first, ({ updatedAt, id }) => [updatedAt.toISOString(), id], after);
}

function listingKey(cursor: string): ListingKey {
  const [changedAt, id] = decodeCursor(cursor, 2);
  if (typeof changedAt !== 'string' || Number.isNaN(Date.parse(changedAt)) || !isId(String(id)))
    throw badUserInput('`after` is not a cursor of this list.');
  return [changedAt, String(id)];
}
