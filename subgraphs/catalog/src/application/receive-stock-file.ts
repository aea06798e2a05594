import type { Caller } from '@longbox/identity';
import { isId, newId } from '@longbox/ids';
import { accept, refuse, refuseAll, type Outcome } from '@longbox/outcome';
import type { Database } from '@longbox/postgres';
import type { Peers } from '@longbox/subgraph';
import type { RefusalCode } from '../domain/catalog.ts';
import { InputCheck } from '../domain/text-checks.ts';
import { askForLocations } from '../peers/locations.ts';
import {
  enqueueStockImport,
  forgetUnsent,
  insertStockImport,
  keepPart,
  lockStockImport,
} from '../persistence/stock-imports.ts';

/** A part of a file: the schema's `ImportStockFileInput`. */
export interface StockFilePart {
  readonly importId?: string | null | undefined;
  readonly text: string;
  readonly position?: number;
  readonly last?: boolean;
  readonly fileName?: string;
  readonly locationCode?: string | null | undefined;
  readonly takePrices?: boolean;
}

/** The schema's. */
const DEFAULTS = { position: 0, last: true, fileName: 'stock.csv', takePrices: true };

/** A request of the gateway has a mebibyte; a pricing export of 100,000 lines has 15 million characters. The schema says both. */
const MOST_CHARACTERS = 250_000;
const MOST_FILE_CHARACTERS = 50_000_000;
const MOST_PARTS = MOST_FILE_CHARACTERS / MOST_CHARACTERS;
const FILE_NAME_LENGTH = 255;

/** The currency of TCGplayer's exports. */
export const FILE_CURRENCY = 'USD';

export interface ReceivingParts {
  readonly database: Database;
  readonly peers: Peers;
  readonly now: () => Date;
}

/**
 * Keeps a part of a stock file, and puts the import into the queue when it is the last one. Answers the import's id. Refuses what is too large, a part whose import is
 * not there or waits for none, a last part before the others, and a location that the store does not have. Throws `PeerUnavailable` when inventory
 * had to be asked and did not answer.
 */
export async function receiveStockFile(
  { database, peers, now }: ReceivingParts,
  caller: Caller,
  sent: StockFilePart,
): Promise<Outcome<string, RefusalCode>> {
  const part = { ...DEFAULTS, ...sent };
  const check = checkPart(part, caller);
  if (check.length > 0) return refuseAll(check);
  const tenantId = caller.store.id;
  let locationId: string | null = null;
  if (part.importId == null) {
    const location = await findLocation(peers, caller, part.locationCode ?? null);
    if (!location.ok) return location;
    locationId = location.value;
  }
  return database.transaction(tenantId, async (tx): Promise<Outcome<string, RefusalCode>> => {
    const key = { id: part.importId?.toLowerCase() ?? newId(), tenantId };
    if (locationId !== null) {
      await forgetUnsent(tx, tenantId, now());
      const { subject: startedBy, correlationId } = caller;
      const { takePrices: takesPrices } = part;
      const fileName = part.fileName.trim();
      await insertStockImport(tx, {
        ...key,
        fileName,
        locationId,
        takesPrices,
        startedBy,
        correlationId,
        createdAt: now(),
      });
    } else {
      const found = isId(key.id) ? await lockStockImport(tx, key) : null;
      if (!found) return refuse('NOT_FOUND', 'There is no stock import of this id.', ['input', 'importId']);
      if (found.status !== 'RECEIVING')
        return part.last && found.status !== 'CANCELLED'
          ? accept(key.id)
          : refuse('WRONG_STATE', 'This import waits for no further part.', ['input', 'importId']);
    }
    const { parts, size, last } = await keepPart(
      tx,
      key,
      part.position,
      part.text.replaceAll('\u0000', '\ufffd'),
    );
    if (!part.last) return accept(key.id);
    if (last !== part.position || parts !== part.position + 1)
      return refuse(
        'REQUIRED',
        `Parts are missing: ${parts} of ${Math.max(last, part.position) + 1} have come.`,
        ['input', 'position'],
      );
    await enqueueStockImport(tx, key, { status: 'QUEUED', sizeTotal: size });
    return accept(key.id);
  });
}

function checkPart(part: StockFilePart & typeof DEFAULTS, { store }: Caller) {
  const check = new InputCheck();
  const { text, position } = part;
  if (text === '') check.refuse('REQUIRED', 'The part holds nothing.', ['input', 'text']);
  if (text.length > MOST_CHARACTERS)
    check.refuse('TOO_MANY', `A part has at most ${MOST_CHARACTERS} characters: send the file in parts.`, [
      'input',
      'text',
    ]);
  if (!text.isWellFormed())
    check.refuse('INVALID', 'The text holds half a character: cut the file between characters.', [
      'input',
      'text',
    ]);
  if (position < 0 || position >= MOST_PARTS)
    check.refuse('TOO_MANY', `A file has at most ${MOST_PARTS} parts, 0 to ${MOST_PARTS - 1}.`, [
      'input',
      'position',
    ]);
  if (part.importId == null && position !== 0)
    check.refuse('REQUIRED', 'A part behind the first one names its import.', ['input', 'importId']);
  check.line(part.fileName, FILE_NAME_LENGTH, ['input', 'fileName'], 'The file name');
  if (part.importId == null && part.takePrices && store.currency !== FILE_CURRENCY)
    check.refuse(
      'INVALID',
      `The file’s prices are ${FILE_CURRENCY} and the store sells in ${store.currency}: say \`takePrices: false\`.`,
      ['input', 'takePrices'],
    );
  return check.refusals;
}

/** The location of that code, or the store's first one. */
async function findLocation(
  peers: Peers,
  caller: Caller,
  code: string | null,
): Promise<Outcome<string, RefusalCode>> {
  const locations = await askForLocations(peers, caller);
  const wanted = code?.trim().toUpperCase();
  const found = wanted === undefined ? locations[0] : locations.find((location) => location.code === wanted);
  if (found) return accept(found.id);
  return wanted === undefined
    ? refuse('REQUIRED', 'The store has no location yet: create one first.', ['input', 'locationCode'])
    : refuse('NOT_FOUND', 'There is no such location.', ['input', 'locationCode']);
}
