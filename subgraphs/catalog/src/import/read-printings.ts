import type { FileProblem, ImportFile } from './find-files.ts';
import type { CardIsTold, CardSource, NeutralPrinting, ParsedRecord, RecordParser } from './neutral.ts';
import { codeOf, readRecords } from './read-records.ts';

/** A printing as the importer takes it. */
export interface ReadPrinting extends NeutralPrinting {
  /**
   * Whether no earlier printing of this import has the same card. Printings disagree about their card (a text of another year, other
   * legalities), so only the first one's card is to be written; of the others only the key matters, and sources may say no more.
   */
  readonly firstOfCard: boolean;
}

/** What a record became; printings that an earlier record had are left out. */
export type ReadOutcome =
  | Exclude<ParsedRecord, { readonly kind: 'printings' }>
  | { readonly kind: 'printings'; readonly recordId: string; readonly printings: readonly ReadPrinting[] };

/** What became of one record of one file. `position`: the line in JSON lines, the count from 1 elsewhere; null for a whole file's problem. */
export interface ReadRecord {
  readonly file: ImportFile;
  readonly position: number | null;
  readonly outcome: ReadOutcome;
  /**
   * Printings of the outcome that are left out because an earlier record of this import had them: feeds overlap and disagree, and
   * what comes first stays, so that importing the same folder again changes nothing.
   */
  readonly repeated: number;
}

/** Bytes that were read so far, as they are on the disk. */
export interface ReadMeter {
  bytes: number;
}

/** Most reference records that are kept; the largest list, YGOPRODeck's sets, has 1,100. */
const MAX_REFERENCE_RECORDS = 20_000;

/**
 * Everything that files say, record by record in their order, reference files first. Each record ends as printings, a set, skipped or a problem;
 * a parser that throws makes a problem of its record. It reads as fast as it is asked and holds one record, the reference records and the
 * keys that were seen (some 30 MB for all cards of Magic).
 *
 * An import that goes on where it stopped reads from the start and drops what is done: keys seen and reference records are then those of
 * an import that never stopped. `everyCard`: each printing says all of its card, and not only the first one of the card.
 */
export async function* readPrintings(
  files: readonly ImportFile[],
  source: CardSource,
  meter: ReadMeter = { bytes: 0 },
  everyCard = false,
): AsyncGenerator<ReadRecord, void, undefined> {
  const { ordered, parser } = await prepare(files, source);
  const seen: Seen = { prints: new Set(), cards: new Set() };
  const isTold: CardIsTold = everyCard ? () => false : (key) => seen.cards.has(key);
  for (const file of ordered) {
    for await (const raw of readFile(file, source, meter)) {
      if (raw.kind === 'damaged') {
        const outcome: ReadOutcome = { kind: 'problem', recordId: null, message: raw.message };
        yield { file, position: raw.position, outcome, repeated: 0 };
      } else {
        for (const value of source.expand?.(raw.value) ?? [raw.value]) {
          const outcome = parseSafely(parser, value, file.path, isTold);
          yield { file, position: raw.position, ...withoutRepeated(outcome, seen) };
        }
      }
    }
  }
}

/** The files in the order in which they are read, and the parser that knows the reference records. */
async function prepare(
  files: readonly ImportFile[],
  source: CardSource,
): Promise<{ ordered: ImportFile[]; parser: RecordParser }> {
  const references = files.filter(({ path }) => source.isReference(path));
  const records: unknown[] = [];
  for (const file of references) {
    for await (const raw of readFile(file, source, { bytes: 0 })) {
      if (raw.kind === 'record' && records.length < MAX_REFERENCE_RECORDS) records.push(raw.value);
    }
  }
  const others = files.filter((file) => !references.includes(file));
  return { ordered: [...references, ...others], parser: source.parserFor(records) };
}

/** The records of a file; one that cannot be read is a damaged record. */
async function* readFile(
  file: ImportFile,
  { maxRecordBytes }: CardSource,
  meter: ReadMeter,
): ReturnType<typeof readRecords> {
  try {
    yield* readRecords(file.location, maxRecordBytes, (bytes) => (meter.bytes += bytes));
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    yield { kind: 'damaged', position: null, message: `The file cannot be read (${code}).` };
  }
}

function parseSafely(parser: RecordParser, value: unknown, path: string, isTold: CardIsTold): ParsedRecord {
  try {
    return parser(value, path, isTold);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200).toWellFormed() : String(error);
    return { kind: 'problem', recordId: null, message: `The record could not be understood: ${reason}` };
  }
}

/** Keys that the import has met. */
interface Seen {
  readonly prints: Set<string>;
  readonly cards: Set<string>;
}

function withoutRepeated(outcome: ParsedRecord, seen: Seen): Pick<ReadRecord, 'outcome' | 'repeated'> {
  if (outcome.kind !== 'printings') return { outcome, repeated: 0 };
  const fresh = outcome.printings
    .filter(({ print }) => isNew(seen.prints, print.key))
    .map((printing): ReadPrinting => ({ ...printing, firstOfCard: isNew(seen.cards, printing.card.key) }));
  return { outcome: { ...outcome, printings: fresh }, repeated: outcome.printings.length - fresh.length };
}

function isNew(keys: Set<string>, key: string): boolean {
  const { size } = keys;
  return keys.add(key).size > size;
}

/** A file that could not be found or may not be read, as a record's problem. */
export function fileProblem({ file, message }: FileProblem): ReadRecord {
  return {
    file: { path: file, location: '', fingerprint: '', bytes: 0 },
    position: null,
    outcome: { kind: 'problem', recordId: null, message },
    repeated: 0,
  };
}
