import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A field, a record or an enum as an `.avsc` file writes it; only the parts of Avro that Longbox's schemas use. */
export type AvroSchema = string | readonly AvroSchema[] | AvroRecord | AvroEnum | AvroArray | AvroLong;
export interface AvroRecord {
  readonly type: 'record';
  readonly name: string;
  readonly namespace?: string;
  readonly doc?: string;
  readonly fields: readonly AvroField[];
}
export interface AvroField {
  readonly name: string;
  readonly doc?: string;
  readonly type: AvroSchema;
  readonly default?: unknown;
}
export interface AvroEnum {
  readonly type: 'enum';
  readonly name: string;
  readonly doc?: string;
  readonly symbols: readonly string[];
  readonly default?: string;
}
export interface AvroArray {
  readonly type: 'array';
  readonly items: AvroSchema;
}
export interface AvroLong {
  readonly type: 'long';
  readonly logicalType?: 'timestamp-millis';
}

/** Every version of one event's schema; the first is version 1. */
export interface EventSchemas {
  readonly type: string;
  readonly versions: readonly AvroRecord[];
}

export interface TopicEntry {
  readonly name: string;
  readonly owner: string;
  readonly key: string;
  readonly partitions: number;
  readonly retentionDays: number;
  readonly types: readonly string[];
}

/** What the folder `schema/events` declares. */
export interface EventContracts {
  readonly topics: readonly TopicEntry[];
  readonly schemas: readonly EventSchemas[];
}

/**
 * Reads `<folder>/<Type>/<n>.avsc` and `<folder>/topics.json`. Throws, naming the file, when a version is missing between others, a
 * record is not named like its folder or its topic's owner, or an event is in no topic or in two.
 */
export async function readContracts(folder: string): Promise<EventContracts> {
  const { topics } = JSON.parse(await readFile(path.join(folder, 'topics.json'), 'utf8')) as {
    topics: readonly TopicEntry[];
  };
  const entries = await readdir(folder, { withFileTypes: true });
  const types = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const schemas = await Promise.all(types.map((type) => readVersions(folder, type)));
  for (const { type, versions } of schemas) {
    const homes = topics.filter((topic) => topic.types.includes(type));
    const [home] = homes;
    if (home === undefined || homes.length > 1) {
      throw new Error(
        `${type} stands in ${homes.length} topics of topics.json; it must stand in exactly one`,
      );
    }
    versions.forEach((schema, index) => {
      if (schema.name !== type || schema.namespace !== `longbox.${home.owner}`) {
        throw new Error(`${type}/${index + 1}.avsc must be a record named ${type} in longbox.${home.owner}`);
      }
    });
  }
  for (const topic of topics) {
    const unknown = topic.types.find((type) => !types.includes(type));
    if (unknown !== undefined)
      throw new Error(`topics.json: ${topic.name} names ${unknown}, which has no schema`);
  }
  return { topics, schemas };
}

async function readVersions(folder: string, type: string): Promise<EventSchemas> {
  const files = (await readdir(path.join(folder, type))).filter((file) => file.endsWith('.avsc'));
  const versions = await Promise.all(
    files.map(async (_, index) => {
      const file = path.join(folder, type, `${index + 1}.avsc`);
      try {
        return JSON.parse(await readFile(file, 'utf8')) as AvroRecord;
      } catch (cause) {
        throw new Error(`${type}/${index + 1}.avsc cannot be read; versions count from 1 without gaps`, {
          cause,
        });
      }
    }),
  );
  if (versions.length === 0) throw new Error(`${type} has no version; write ${type}/1.avsc`);
  return { type, versions };
}
