import type { Admin } from 'kafkajs';
import type { Logger } from 'pino';
import type { Topic } from '../topics.ts';

/** A topic that the broker has with other partitions than it is declared with: keys would not stay where they are. */
export class TopicMismatch extends Error {
  override readonly name = 'TopicMismatch';
}

/** What Kafka's protocol calls a topic among the things that have settings; the driver's enum cannot be imported by name. */
const TOPIC_RESOURCE = 2;
const DAY_MS = 86_400_000;
/** Of three copies or more, so many must have a record before it counts as kept. */
const IN_SYNC = 2;

/**
 * Makes the topics that are missing as they are declared, and checks those that are there: other partitions are refused, other settings,
 * which somebody may have wanted, are told in the log.
 */
export async function prepareTopics(
  admin: Admin,
  topics: readonly Topic[],
  { replication, logger }: { readonly replication: number | undefined; readonly logger: Logger },
): Promise<void> {
  const present = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !present.has(name));
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map((topic) => ({
      topic: topic.name,
      numPartitions: topic.partitions,
      ...(replication === undefined ? {} : { replicationFactor: replication }),
      configEntries: Object.entries(settingsOf(topic, replication)).map(([name, value]) => ({ name, value })),
    })),
  });
  await checkPartitions(admin, topics);
  const there = topics.filter(({ name }) => present.has(name));
  if (there.length > 0) await tellOtherSettings(admin, there, logger);
}

function settingsOf({ retentionDays }: Topic, replication?: number): Record<string, string> {
  return {
    'retention.ms': String(retentionDays * DAY_MS),
    'cleanup.policy': 'delete',
    ...(replication !== undefined && replication > IN_SYNC ? { 'min.insync.replicas': String(IN_SYNC) } : {}),
  };
}

async function checkPartitions(admin: Admin, topics: readonly Topic[]): Promise<void> {
  const { topics: found } = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => name) });
  for (const { name, partitions } of topics) {
    const has = found.find((each) => each.name === name)?.partitions.length ?? 0;
    if (has !== partitions)
      throw new TopicMismatch(
        `the topic ${name} has ${has} partitions and is declared with ${partitions}: keys would change their place; move it aside first`,
      );
  }
}

async function tellOtherSettings(admin: Admin, topics: readonly Topic[], logger: Logger): Promise<void> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((topic) => ({
      type: TOPIC_RESOURCE,
      name: topic.name,
      configNames: Object.keys(settingsOf(topic)),
    })),
  });
  for (const { resourceName, configEntries } of resources) {
    const topic = topics.find(({ name }) => name === resourceName);
    if (topic === undefined) continue;
    const declared = settingsOf(topic);
    for (const { configName, configValue } of configEntries)
      if (declared[configName] !== undefined && declared[configName] !== configValue)
        logger.warn(
          { topic: resourceName, setting: configName, declared: declared[configName], has: configValue },
          'a topic has another setting than schema/events/topics.json declares; it is left as it is',
        );
  }
}
