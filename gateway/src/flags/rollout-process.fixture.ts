import { pino } from 'pino';
import { openOptionalRedis } from '../redis/optional-redis.ts';
import { openFileFlags } from './file-flags.ts';
import { followRedisFlags } from './redis-flags.ts';
import { startRollout } from './rollout.fixtures.ts';

/** A gateway in a process of its own, whose flags are in the Redis at the URL that it is given; it prints its own URL. */
const [url = '', file = ''] = process.argv.slice(2);
const logger = pino({ level: 'silent' });
const redis = openOptionalRedis({ url, logger });
const flags = await followRedisFlags(redis, openFileFlags(file, logger), logger);
const { gateway } = await startRollout({ flags });
console.log(gateway.url);
