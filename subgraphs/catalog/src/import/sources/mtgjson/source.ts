import type { CardSource } from '../../neutral.ts';
import { game } from '../scryfall/game.ts';
import { source as scryfall } from '../scryfall/source.ts';
import { recordsOf } from './records.ts';

/** The largest set file, `PLST` and `SLD` with their translations, has some 20 MB (2026). */
const MAX_SET_BYTES = 48 * 1024 * 1024;

/**
 * Magic: The Gathering from the set files of MTGJSON 5 (https://mtgjson.com/data-models/set/), such as `NEO.json`, and its `SetList.json`. A
 * printing is known by Scryfall's id, which MTGJSON carries, so that either feed goes on where the other one stopped.
 */
export const source: CardSource = {
  code: 'MTGJSON',
  game,
  files:
    "Set files of MTGJSON 5 (`NEO.json`), all of them in one (`AllPrintings.json`, read a set at a time) and `SetList.json`; a printing is known by Scryfall's id, as in Scryfall's own files.",
  maxRecordBytes: MAX_SET_BYTES,
  isReference: () => false,
  expand: recordsOf,
  parserFor: () => scryfall.parserFor([]),
};
