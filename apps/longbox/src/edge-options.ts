import type { MetricsRegistry } from '@longbox/events';
import type { GatewayOptions } from '@longbox/gateway';
import type { Settings } from './settings.ts';

/** What the settings say of the steps before an operation is run. */
export function edgeOptions(
  { edge }: Settings,
  registry: MetricsRegistry,
): Pick<GatewayOptions, 'introspection' | 'protects' | 'connections' | 'authorisation' | 'registry'> {
  return {
    introspection: edge.introspection,
    protects: edge.limits,
    connections: edge.connections,
    ...(edge.metrics ? { registry } : {}),
    ...(edge.permissions ? {} : { authorisation: 'left to subgraphs' }),
  };
}
