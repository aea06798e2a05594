import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@longbox/ports';
import { waitFor } from '@longbox/testing';

export interface CachingProxy {
  /** Where it answers `/graphql`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * nginx in front of a gateway, caching what its headers allow. Its key is the address alone: that answers of different callers stay apart is
 * left to `Vary`. The header `x-cache` says `HIT` where the gateway was not asked.
 */
export async function startCachingProxy(upstream: string): Promise<CachingProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'longbox-nginx-'));
  const port = await freePort();
  mkdirSync(join(folder, 'logs'));
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, upstream));
  const child = spawn('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}/graphql`;
  try {
    await waitFor(async () => (await fetch(url.replace('graphql', 'alive'))).ok, { what: 'nginx to answer' });
  } catch (cause) {
    await stop();
    throw new Error(`nginx did not start: ${said}`, { cause });
  }
  return { url, stop };
}

/** Its temporary folders are named one by one, since the ones that it is built with belong to the machine. */
function configuration(folder: string, port: number, upstream: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off;
    worker_processes 1;
    pid nginx.pid;
    events {}
    http {
      access_log off;
      ${kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(' ')}
      proxy_cache_path ${join(folder, 'cache')} keys_zone=graph:1m;
      server {
        listen 127.0.0.1:${port};
        location = /alive { return 204; }
        location = /graphql {
          proxy_pass ${upstream};
          proxy_http_version 1.1;
          proxy_cache graph;
          proxy_cache_key $uri$is_args$args;
          add_header x-cache $upstream_cache_status always;
        }
      }
    }`;
}
