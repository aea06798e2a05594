import { avroType } from '../avro.ts';
import type { EventSchemas } from './schema-files.ts';

/**
 * Says, a sentence each, which versions of an event cannot be read as which others. Compatible means fully and transitively: every
 * version reads what every other one wrote, so that producers and consumers may be deployed in any order and old events replayed.
 */
export function incompatibilities({ type, versions }: EventSchemas): string[] {
  const types = versions.map((schema) => avroType(schema));
  const problems: string[] = [];
  types.forEach((reader, readerIndex) => {
    types.forEach((writer, writerIndex) => {
      if (readerIndex === writerIndex) return;
      try {
        reader.createResolver(writer);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        problems.push(`${type}: version ${readerIndex + 1} cannot read version ${writerIndex + 1}: ${why}`);
      }
    });
  });
  return problems;
}
